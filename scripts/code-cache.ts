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

const check = (line: string) => ["--check", "-c", line];

const calls = {
  guard: checkedLines.map(check),
  handrail: [["--help"]],
};

/** What every call of guard is like: all it loads is read at each start. */
const everyCall = [check("rm -rf docs"), ["--version"]];

/** What else is asked of guard so often that its modules lie together in the second text. */
const commonCalls = [
  ...calls.guard,
  ["--check", "--json", "-c", "echo"],
  check("sudo apt-get install -y make; cd docs && mkdir -p a/b && touch a/c && ln -s c a/d"),
  check("cp -r docs docs2; cat docs/* | grep -v x | sort > y; ls -l; chown root y; git status"),
  check("find . -name '*.o' -delete; sed -i s/a/b/ docs/guide.txt; rmdir docs; curl -o x http://x"),
];

type Calls = readonly (readonly string[])[];

/**
 * Runs a bundle on a few lines in a throwaway folder and writes the code that V8 compiled for it to
 * `FILE.cache`, for src/cli/start.ts. Nothing but checks is run.
 */
export function makeCodeCache(program: keyof typeof calls, file: string): void {
  compile(calls[program], file);
}

/** The numbers of the modules that every call of a linked program loads, and those that many do. */
export function findModulesOfCalls(file: string): readonly ReadonlySet<number>[] {
  return [everyCall, commonCalls].map((made) => new Set(compile(made, file)));
}

function compile(made: Calls, file: string): readonly number[] {
  const folder = mkdtempSync(join(tmpdir(), "handrail-build-"));
  try {
    mkdirSync(join(folder, "docs"));
    writeFileSync(join(folder, "docs", "guide.txt"), "guide\n");
    const { status, stderr, output } = spawnSync(
      process.execPath,
      [...launcherFlags, join(import.meta.dirname, "compile-code.cjs"), file, JSON.stringify(made)],
      {
        cwd: folder,
        env: { PATH: process.env.PATH, HOME: folder },
        encoding: "utf8",
        stdio: ["ignore", "ignore", "pipe", "pipe"],
      },
    );
    if (status !== 0) throw new Error(`no compiled code for ${file}: ${stderr}`);
    return JSON.parse(output[3] ?? "[]");
  } finally {
    rmSync(folder, { recursive: true });
  }
}
