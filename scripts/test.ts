import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { compile } from "./compile.ts";

const repository = join(import.meta.dirname, "..");

/** Compiles and runs the tests: all of them, or those below the folders and files given. */
function runTests(args: readonly string[]): number {
  const compiled = compile();
  if (compiled !== 0) return compiled;
  const options = args.filter((argument) => argument.startsWith("-"));
  const places = args.filter((argument) => !argument.startsWith("-"));
  const patterns = (places.length > 0 ? places : ["test"]).map(describePattern);
  const { status } = spawnSync(
    process.execPath,
    ["--enable-source-maps", "--test", ...options, ...patterns],
    { stdio: "inherit", cwd: repository },
  );
  return status ?? 1;
}

/** The compiled tests that `place` names: `test/shell` or `test/shell/parse.test.ts`. */
function describePattern(place: string): string {
  if (/\.tsx?$/.test(place)) return `build/${place.replace(/\.tsx?$/, ".js")}`;
  return `build/${place.replace(/\/$/, "")}/**/*.test.js`;
}

process.exitCode = runTests(process.argv.slice(2));
