import { builtinModules } from "node:module";
import { join } from "node:path";
import type { BuildOptions, Plugin } from "esbuild";

/** What was CommonJS before it was bundled asks for `require`; a module has none by itself. */
export const moduleBanner = [
  'import { createRequire } from "node:module";',
  "const require = createRequire(import.meta.url);",
].join("\n");

/** Ink only looks whether fetch is there, and looking makes it, at 40 ms. */
export const screensBanner = `delete globalThis.fetch;\n${moduleBanner}`;

/** Ink asks for the developer tools only under DEV=true; they would double the bundle. */
export const withoutDeveloperTools: Plugin = {
  name: "without-developer-tools",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^react-devtools-core$/ }, ({ path }) => ({ path, namespace: "empty" }));
    onLoad({ filter: /.*/, namespace: "empty" }, () => ({ contents: "export default {};" }));
  },
};

/**
 * Node's own modules by `require`: to import one, Node makes a module of it and looks at every part
 * that it has, which for a dozen of them takes longer than the first frame is drawn.
 */
export const requiredBuiltins: Plugin = {
  name: "required-builtins",
  setup({ onResolve, onLoad }) {
    const filter = new RegExp(`^(?:node:)?(?:${builtinModules.join("|")})$`);
    onResolve({ filter }, ({ path, kind }) =>
      kind === "import-statement"
        ? { path: path.replace(/^node:/, ""), namespace: "builtin" }
        : undefined,
    );
    onLoad({ filter: /.*/, namespace: "builtin" }, ({ path }) => ({
      contents: `module.exports = require(${JSON.stringify(`node:${path}`)});`,
    }));
  },
};

/**
 * Ink asks for the columns of each character. The answer rests on expressions over all emoji, which V8
 * compiles when they are first used: longer than all else of a frame. Letters and lines need none of
 * them, so they are answered here; the rest is loaded for the first other character.
 */
export const quickWidths: Plugin = {
  name: "quick-widths",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^string-width$/ }, ({ path, namespace, resolveDir }) =>
      namespace === "quick" ? undefined : { path, namespace: "quick", pluginData: resolveDir },
    );
    onLoad({ filter: /.*/, namespace: "quick" }, ({ pluginData }) => ({
      contents: `
        const plain = /^[\\x20-\\x7e\\u00a1-\\u00ac\\u00ae-\\u02ff\\u2500-\\u257f]*$/;
        let whole;
        export default function stringWidth(text, options) {
          if (typeof text === "string" && plain.test(text)) return text.length;
          whole ??= require("string-width").default;
          return whole(text, options);
        }`,
      resolveDir: pluginData,
    }));
  },
};

/** What all bundles are made with. */
export const sharedOptions = {
  absWorkingDir: join(import.meta.dirname, ".."),
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node22",
  minify: true,
  // Only ASCII, so that the prelude may read the text without decoding it.
  charset: "ascii",
  legalComments: "none",
  jsx: "automatic",
  define: { "process.env.NODE_ENV": '"production"', "process.env.DEV": '"false"' },
  logLevel: "warning",
} satisfies BuildOptions;
