import { spawnSync } from "node:child_process";
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const repository = join(import.meta.dirname, "..");
const guard = join(repository, "bin/guard");

/** What a process took, as GNU time tells it. */
interface Run {
  readonly milliseconds: number;
  /** Most memory that it held at a time. */
  readonly megabytes: number;
}

/**
 * A review of a million files beside one of a hundred, every path of them beside `find`, and how
 * much memory that takes. Both sides write to a file on the same file system.
 */
export function benchLargeTree(rounds: number, environment: NodeJS.ProcessEnv): void {
  const folder = mkdtempSync(join(tmpdir(), "handrail-bench-large-"));
  const run = (command: readonly string[]): Run => time(command, folder, environment);
  const check = (...words: readonly string[]): Run => run([guard, "--check", ...words]);
  try {
    plant(join(folder, "small"), 10, 10);
    plant(join(folder, "large"), 1000, 1000);
    const first = { small: [] as Run[], large: [] as Run[] };
    for (let round = -2; round < rounds; round += 1) {
      const small = check("-c", "rm -rf small");
      const large = check("-c", "rm -rf large");
      if (round < 0) continue;
      first.small.push(small);
      first.large.push(large);
    }
    report("first review of 1,000,000 files", first.large, "of 100 files", first.small, 1.5);
    const whole = { find: [] as Run[], paths: [] as Run[] };
    for (let round = -1; round < Math.min(rounds, 10); round += 1) {
      const find = run(["find", "large"]);
      const paths = check("--json", "--paths", "-c", "rm -rf large");
      if (round < 0) continue;
      whole.find.push(find);
      whole.paths.push(paths);
    }
    report("every path of 1,000,000 files", whole.paths, "find", whole.find, 2);
    const most = Math.max(...[...first.large, ...whole.paths].map(({ megabytes }) => megabytes));
    console.log(
      `${"memory for it, at the most".padEnd(34)}${most.toFixed(0).padStart(6)} MB, at most 300`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function plant(root: string, directories: number, filesEach: number): void {
  for (let at = 0; at < directories; at += 1) {
    const directory = join(root, `part-${at}`);
    mkdirSync(directory, { recursive: true });
    for (let file = 0; file < filesEach; file += 1) {
      closeSync(openSync(`${directory}/file-${file}.txt`, "w"));
    }
  }
}

function time(command: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Run {
  const output = openSync(join(cwd, "output"), "w");
  const words = ["-q", "-f", "%M", ...command];
  const started = process.hrtime.bigint();
  const stdio = ["ignore", output, "pipe"] as const;
  const ended = spawnSync("/usr/bin/time", words, { cwd, env, stdio: [...stdio] });
  const milliseconds = Number(process.hrtime.bigint() - started) / 1e6;
  closeSync(output);
  const kilobytes = Number(ended.stderr.toString().trim().split("\n").at(-1));
  if (ended.status === null || ended.status > 2 || !(kilobytes > 0)) {
    throw new Error(`${command.join(" ")} ended with ${ended.status}: ${ended.stderr}`);
  }
  return { milliseconds, megabytes: kilobytes / 1024 };
}

function report(
  name: string,
  runs: readonly Run[],
  beside: string,
  others: readonly Run[],
  atMost: number,
): void {
  const own = median(runs);
  const other = median(others);
  const ratio = `${(own / other).toFixed(2)} × ${beside} (${other.toFixed(1)} ms), at most ${atMost}`;
  console.log(`${name.padEnd(34)}${own.toFixed(1).padStart(6)} ms  ${ratio}`);
}

function median(runs: readonly Run[]): number {
  const sorted = runs.map(({ milliseconds }) => milliseconds).toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
