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
