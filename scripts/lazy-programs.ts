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

/** The source of the module, with a case for every name of a program. */
export async function describeProgramFinder(): Promise<string> {
  const cases = (await readNames()).map(
    ([name, model]) => `case ${JSON.stringify(name)}: return ${model};`,
  );
  return `export function findProgram(name: string) { switch (name) {\n${cases.join("\n")}\n} return undefined; }`;
}

/** For every name of a program the expression that gives its model. */
async function readNames(): Promise<readonly (readonly [name: string, model: string])[]> {
  const files = readdirSync(folder).filter((file) => file.endsWith(".ts") && file !== "index.ts");
  const found = await Promise.all(files.map(readNamesOf));
  return found.flat();
}

async function readNamesOf(file: string): Promise<readonly (readonly [string, string])[]> {
  const exports: Record<string, Program> = await import(join(folder, file));
  return Object.entries(exports)
    .filter(([name]) => name.endsWith("Program"))
    .flatMap(([name, { names }]) =>
      names.map((known) => [known, `require("../programs/${file}").${name}`] as const),
    );
}
