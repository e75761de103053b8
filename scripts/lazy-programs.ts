import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "esbuild";
import type { Program } from "../src/domain/program.ts";
import { describeGuardFinder, guardFinder } from "./lazy-guards.ts";

const folder = join(import.meta.dirname, "..", "src", "programs");

/** The module that this plugin writes anew. */
export const programFinder = /src\/cli\/program-finder\.ts$/;

/**
 * A line names two or three programs out of a hundred and more: in a bundle each model is set up
 * when it is first looked up, and each guard when a line has effects that it looks at.
 */
export const lazyPrograms: Plugin = {
  name: "lazy-programs",
  setup({ onLoad }) {
    onLoad({ filter: guardFinder }, async () => ({
      contents: await describeGuardFinder(),
      loader: "ts",
    }));
    onLoad({ filter: programFinder }, async () => ({
      contents: await describeProgramFinder(),
      loader: "ts",
    }));
  },
};

/**
 * The source of the module: a function for each first letter, with a case for every name of a
 * program. V8 compiles, and loads at each start, only those whose letter a line has.
 */
export async function describeProgramFinder(): Promise<string> {
  const byLetter = Map.groupBy(await readNames(), ([name]) => name.charCodeAt(0));
  const letters = [...byLetter.keys()];
  return `export function findProgram(name: string) { switch (name.charCodeAt(0)) {
${letters.map((letter) => `case ${letter}: return find${letter}(name);`).join("\n")}
} return undefined; }
${letters.map((letter) => describeLetter(letter, byLetter.get(letter) ?? [])).join("\n")}`;
}

function describeLetter(letter: number, names: readonly KnownName[]): string {
  const cases = names.map(([name, model]) => `case ${JSON.stringify(name)}: return ${model};`);
  return `function find${letter}(name: string) { switch (name) {\n${cases.join("\n")}\n} return undefined; }`;
}

/** A name, and the expression that gives the model of its program. */
type KnownName = readonly [name: string, model: string];

async function readNames(): Promise<readonly KnownName[]> {
  const files = readdirSync(folder).filter((file) => file.endsWith(".ts") && file !== "index.ts");
  const found = await Promise.all(files.map(readNamesOf));
  return found.flat();
}

async function readNamesOf(file: string): Promise<readonly KnownName[]> {
  const exports: Record<string, Program> = await import(join(folder, file));
  return Object.entries(exports)
    .filter(([name]) => name.endsWith("Program"))
    .flatMap(([name, { names }]) =>
      names.map((known) => [known, `require("../programs/${file}").${name}`] as const),
    );
}
