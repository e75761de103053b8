import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { constants, Script } from "node:vm";

/** The bundle to start; scripts/bundle.ts puts it here, one for each program. */
declare const HANDRAIL_MAIN: string;

start(join(import.meta.dirname, HANDRAIL_MAIN));

/** Runs a bundle as Node runs a CommonJS file. Bundles lie beside this one and share its `require`. */
function start(file: string): void {
  const module = { exports: {}, compile };
  compile(file)(module.exports, require, module, file, dirname(file));
}

/**
 * The function that a file holds, from the compiled code that the build left beside it: loading
 * takes a quarter of the time. Code of another Node is refused by V8 and costs nothing but that
 * time. Bundles are ASCII, so that no decoding is needed either.
 */
function compile(file: string): (...given: readonly unknown[]) => unknown {
  const cachedData = readIfThere(`${file}.cache`);
  const script = new Script(readFileSync(file, "latin1"), {
    filename: file,
    ...(cachedData === undefined ? {} : { cachedData }),
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  return script.runInThisContext();
}

function readIfThere(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}
