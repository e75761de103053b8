import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Lines whose checks use what checks commonly use; what runs here is compiled beforehand. Few, since
 * all that is compiled is loaded at every start.
 */
const checkedLines: readonly string[] = [
  "rm -rf docs",
  'for f in *.txt; do mv "$f" docs; done; chmod 777 docs; echo a > b',
];

/** What bin/launch starts Node with: V8 refuses code that was compiled under other flags. */
const launcherFlags = [
  "--no-rehash-snapshot",
  "--min-semi-space-size=4",
  "--no-sparkplug",
  "--v8-pool-size=1",
  "--disable-sigusr1",
];

const calls = {
  guard: checkedLines.map((line) => ["--check", "-c", line]),
  handrail: [["--help"]],
};

/**
 * Runs a bundle on a few lines in a throwaway folder and writes the code that V8 compiled for it to
 * `FILE.cache`, for src/cli/start.ts. Nothing but checks is run.
 */
export function makeCodeCache(program: keyof typeof calls, file: string): void {
  const folder = mkdtempSync(join(tmpdir(), "handrail-build-"));
  try {
    mkdirSync(join(folder, "docs"));
    writeFileSync(join(folder, "docs", "guide.txt"), "guide\n");
    const { status, stderr } = spawnSync(
      process.execPath,
      [
        ...launcherFlags,
        join(import.meta.dirname, "compile-code.cjs"),
        file,
        JSON.stringify(calls[program]),
      ],
      { cwd: folder, env: { PATH: process.env.PATH, HOME: folder }, encoding: "utf8" },
    );
    if (status !== 0) throw new Error(`no compiled code for ${file}: ${stderr}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
