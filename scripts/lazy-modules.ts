import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { type Plugin, transform } from "esbuild";
import { describeGuardFinder, guardFinder } from "./lazy-guards.ts";
import { describeProgramFinder, programFinder } from "./lazy-programs.ts";

/**
 * Makes every module of ours load when something of it is first used. By the house's rules nothing
 * happens at import, so nobody can tell when a module is loaded; but a check uses a third of them,
 * and what is not loaded costs no time at all: neither V8 nor the compiled code hold more of it
 * than one function.
 */
export const lazyModules: Plugin = {
  name: "lazy-modules",
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^node:/ }, ({ path, namespace }) =>
      namespace === "builtin" ? { path, external: true } : { path, namespace: "builtin" },
    );
    onLoad({ filter: /.*/, namespace: "builtin" }, ({ path }) => ({
      contents: `module.exports = require(${JSON.stringify(path)});`,
    }));
    // A namespace of their own, since files of this package are modules and would stay so.
    onResolve({ filter: /^(\.|src\/).*\.ts$/ }, ({ path, resolveDir }) => ({
      path: resolve(resolveDir, path),
      namespace: "late",
    }));
    onLoad({ filter: /\.ts$/, namespace: "late" }, async ({ path }) => ({
      contents: await loadModule(path),
      resolveDir: dirname(path),
    }));
  },
};

/** Whether an input of a bundle is a module of ours. */
export function isOwnModule(input: string): boolean {
  return input.startsWith("late:");
}

/** The file that an input of a bundle is. */
export function originOf(input: string): string {
  return input.replace(/^late:/, "");
}

/** The module in a file, as it is bundled. */
export async function loadModule(path: string): Promise<string> {
  return loadLate(await readSource(path), path);
}

function readSource(path: string): Promise<string> {
  if (guardFinder.test(path)) return describeGuardFinder();
  return programFinder.test(path) ? describeProgramFinder() : readFile(path, "utf8");
}

/** The module as CommonJS that asks for another module wherever it uses something of it. */
async function loadLate(source: string, path: string): Promise<string> {
  const { code } = await transform(source, {
    loader: "ts",
    format: "cjs",
    platform: "node",
    target: "node22",
    define: { "import.meta.dirname": "__dirname", "import.meta.filename": "__filename" },
  });
  return exportByHand(askWhereUsed(code, path), path);
}

/** `var import_a = require("a")` goes, and `import_a.name` becomes `require("a").name`. */
function askWhereUsed(code: string, path: string): string {
  const requests = new Map<string, string>();
  const without = code.replace(
    /^var (import_\w+) = (require\("[^"]+"\));\n/gm,
    (_, name, request) => {
      requests.set(name, request);
      return "";
    },
  );
  const late = without.replace(/\b(new )?(import_\w+)\.(\w+)/g, (whole, isNew, name, member) => {
    const request = requests.get(name);
    if (request === undefined) return whole;
    return isNew === undefined ? `${request}.${member}` : `new (${request}.${member})`;
  });
  const left = [...requests.keys()].find((name) => new RegExp(`\\b${name}\\b`).test(late));
  if (left !== undefined) throw new Error(`${path} uses ${left} as a whole`);
  return late;
}

const exportsOfTransform = /__export\(stdin_exports, \{([\s\S]*?)\}\);\nmodule\.exports = .*\n/;
const endOfTransform = /^\/\/ Annotate the [\s\S]*/m;

/** Plain properties in place of esbuild's accessors; functions first, since they are hoisted. */
function exportByHand(code: string, path: string): string {
  const found = exportsOfTransform.exec(code);
  if (found === null) return code;
  const body = code.slice(found.index + found[0].length).replace(endOfTransform, "");
  const names = readExports(found[1] ?? "", path);
  const isHoisted = (name: string) =>
    new RegExp(`^(async )?function\\*? ${name}\\(`, "m").test(body);
  return [
    `module.exports = { ${names.filter(isHoisted).join(", ")} };\n`,
    body,
    ...names
      .filter((name) => !isHoisted(name))
      .map((name) => `module.exports.${name} = ${name};\n`),
  ].join("");
}

/** The names in `a: () => a, b: () => b`. */
function readExports(list: string, path: string): readonly string[] {
  const names = [...list.matchAll(/^ *(\w+): \(\) => \1,?$/gm)].map(([, name = ""]) => name);
  if (names.length !== list.split("=>").length - 1) {
    throw new Error(`${path} exports something under another name`);
  }
  return names;
}
