import { spawnSync } from "node:child_process";
import { existsSync, globSync, rmSync } from "node:fs";
import { join } from "node:path";

const repository = join(import.meta.dirname, "..");

/** Compiles sources, tests and scripts to build/; the status is tsc's. */
export function compile(): number {
  removeStaleOutput();
  const compiler = join(repository, "node_modules/.bin/tsc");
  const { status } = spawnSync(compiler, ["--project", repository], { stdio: "inherit" });
  return status ?? 1;
}

/**
 * Output whose source is gone would still be run as a test. The folder itself stays: a second
 * run at the same time may be reading it.
 */
function removeStaleOutput(): void {
  for (const output of globSync("build/**/*.js", { cwd: repository })) {
    const source = join(repository, output.replace(/^build\//, "").replace(/\.js$/, ""));
    if (existsSync(`${source}.ts`) || existsSync(`${source}.tsx`)) continue;
    rmSync(join(repository, output));
    rmSync(join(repository, `${output}.map`), { force: true });
  }
}

if (import.meta.main) process.exitCode = compile();
