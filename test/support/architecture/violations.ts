import { type Import, readImports } from "./imports.ts";
import {
  findLayer,
  freeModules,
  indexes,
  type Layer,
  layers,
  longestFile,
  pureLayers,
  screensEntry,
} from "./layers.ts";

/** What the source `text` at `path` (seen from the repository) breaks, one sentence each. */
export function findViolations(path: string, text: string): readonly string[] {
  const problems = path.startsWith("src/") ? findSourceProblems(path, text) : [];
  return [...problems, ...findShapeProblems(path, text)].map((problem) => `${path} ${problem}`);
}

function findSourceProblems(path: string, text: string): readonly string[] {
  const layer = findLayer(path);
  if (layer === undefined) return ["is in no room of the house: see layers.ts"];
  return [
    ...readImports(path, text).flatMap((each) => findImportProblems(path, layer, each)),
    ...findGlobalProblems(layer, text),
  ];
}

function findImportProblems(path: string, layer: Layer, each: Import): readonly string[] {
  const problems: string[] = [];
  const rule = layers[layer];
  if (each.isReexport)
    problems.push(`exports again from ${each.target}: barrels hide who needs what`);
  if (layer === "cli" && reachesScreens(each)) {
    if (!mayReachScreens(path, each)) {
      problems.push(`imports ${each.target} other than by import(): ${rule.reason}`);
    }
  } else if (each.isOwn ? !mayImport(layer, each.target) : !mayUse(layer, each.target)) {
    problems.push(`imports ${each.target}: ${rule.reason}`);
  }
  return problems;
}

function mayImport(layer: Layer, target: string): boolean {
  const other = findLayer(target);
  if (other === undefined) return false;
  const allowed: readonly string[] = layers[layer].mayImport;
  return other === layer || allowed.includes(other);
}

function mayUse(layer: Layer, target: string): boolean {
  const allowed: readonly string[] = layers[layer].packages;
  if (freeModules.includes(target) || allowed.includes(target)) return true;
  return target.startsWith("node:") && allowed.includes("node:*");
}

function reachesScreens({ target }: Import): boolean {
  return target === screensEntry || findLayer(target) === "screens";
}

function mayReachScreens(path: string, each: Import): boolean {
  return each.isDynamic || each.isTypeOnly || path === screensEntry;
}

/** The machine can also be reached without an import. */
function findGlobalProblems(layer: Layer, text: string): readonly string[] {
  if (!pureLayers.includes(layer)) return [];
  const code = text.replace(/^\s*(\/\/|\/?\*).*$/gm, "");
  const used = /(?<![\w.$"'`-])(process|console|globalThis)\s*\.\s*\w+/.exec(code)?.[0];
  return used === undefined ? [] : [`uses ${used}: ${layers[layer].reason}`];
}

function findShapeProblems(path: string, text: string): readonly string[] {
  const problems: string[] = [];
  const length = text.split("\n").length - 1;
  // What a script writes grows with what it lists, and nobody has to read it.
  const isWritten = indexes.includes(path);
  if (length > longestFile && !isWritten)
    problems.push(`has ${length} lines; ${longestFile} are the most`);
  if (/^export default\b/m.test(text))
    problems.push("has a default export: names say what is meant");
  if (/(^|\/)index\.tsx?$/.test(path) && !isWritten) {
    problems.push("is an index that no script writes: import from the file itself");
  }
  return problems;
}
