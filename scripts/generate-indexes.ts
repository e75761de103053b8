import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A folder whose files are listed in a generated `index.ts`, and how their exports are named. */
interface IndexedFolder {
  readonly folder: string;
  /** The exported list. */
  readonly list: string;
  /** The type of its entries and the file that declares it, seen from the folder. */
  readonly type: { readonly name: string; readonly from: string };
  /** What every exported name ends with, after the file's name in camelCase. */
  readonly suffix: string;
}

const indexedFolders: readonly IndexedFolder[] = [
  {
    folder: "src/guards",
    list: "guards",
    type: { name: "AnyGuard", from: "../domain/guard.ts" },
    suffix: "",
  },
  {
    folder: "src/programs",
    list: "programs",
    type: { name: "Program", from: "../domain/program.ts" },
    suffix: "Program",
  },
];

const repository = join(import.meta.dirname, "..");

/** An index file's path, seen from the repository, and what it should hold. */
export interface GeneratedIndex {
  readonly path: string;
  readonly text: string;
}

/** The indexes of the repository at `root`; folders that do not exist yet are left out. */
export function generateIndexes(root: string): readonly GeneratedIndex[] {
  const lists = indexedFolders
    .filter(({ folder }) => existsSync(join(root, folder)))
    .map((indexed) => ({
      path: `${indexed.folder}/index.ts`,
      text: describeIndex(indexed, entryNames(join(root, indexed.folder))),
    }));
  const tasks = join(root, "src/cli/tasks");
  if (!existsSync(tasks)) return lists;
  return [...lists, { path: "src/cli/task-index.ts", text: describeTasks(entryNames(tasks)) }];
}

/** Each task is loaded when it is asked for: most calls want none of them. */
function describeTasks(names: readonly string[]): string {
  const entries = names.map((name) => {
    const key = /^[a-z]+$/.test(name) ? name : `"${name}"`;
    const load = `(await import("./tasks/${name}.ts")).${exportName(name, "Wiring")},`;
    const line = `  ${key}: async () => ${load}`;
    return line.length > 100 ? `  ${key}: async () =>\n    ${load}` : line;
  });
  const list = "export const tasks: Readonly<Record<string, () => Promise<WiredTask>>> = {";
  return [
    "// Written by scripts/generate-indexes.ts from the files of tasks/: npm run indexes.",
    'import type { WiredTask } from "./task-wiring.ts";',
    "",
    ...(entries.length === 0 ? [`${list}};`] : [list, ...entries, "};"]),
    "",
  ].join("\n");
}

/** The files of a folder that are entries of its index: no subfolders, no index, no tests. */
function entryNames(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts") && entry.name !== "index.ts")
    .map((entry) => entry.name.slice(0, -".ts".length))
    .sort();
}

function describeIndex(indexed: IndexedFolder, names: readonly string[]): string {
  const exports = names.map((name) => exportName(name, indexed.suffix));
  const imports = names.map((name, at) => `import { ${exports[at]} } from "./${name}.ts";`);
  const { name: type, from } = indexed.type;
  const list = `export const ${indexed.list}: readonly ${type}[] = [`;
  return [
    "// Written by scripts/generate-indexes.ts from the files of this folder: npm run indexes.",
    `import type { ${type} } from "${from}";`,
    ...imports,
    "",
    ...(exports.length === 0
      ? [`${list}];`]
      : [list, ...exports.map((name) => `  ${name},`), "];"]),
    "",
  ].join("\n");
}

/** `deletes-own-files` becomes `deletesOwnFiles`, with the folder's suffix. */
function exportName(file: string, suffix: string): string {
  return file.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase()) + suffix;
}

/** Writes only what changed, so that a build leaves no trace in a clean checkout. */
function writeIndexes(): void {
  for (const { path, text } of generateIndexes(repository)) {
    const file = join(repository, path);
    if (!existsSync(file) || readFileSync(file, "utf8") !== text) writeFileSync(file, text);
  }
}

if (import.meta.main) writeIndexes();
