import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Engine, makeEngine } from "../src/cli/engine.ts";
import { limitsForReview } from "../src/cli/situation.ts";
import { guards } from "../src/guards/index.ts";
import { makeFacts } from "../src/system/facts.ts";
import { buildIndex } from "../src/system/packages/index-builder.ts";
import { machineSource } from "../src/system/packages/machine-source.ts";

/** Lookups may take at most this part of the time that `dpkg -S` takes for one. */
const shareOfDpkg = 1 / 500;

/** Times what a check asks of packages, each guard's verdict, and whole checks of many lines. */
export function benchGuards(): void {
  benchOwnership();
  const folder = mkdtempSync(join(tmpdir(), "handrail-bench-"));
  try {
    benchLines(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function benchOwnership(): void {
  const source = machineSource();
  if (source === undefined) {
    console.log("who owns a file: no package database here");
    return;
  }
  const paths: string[] = [];
  source.forEachFile((path) => paths.push(path));
  const built = timeOf(() => buildIndex(source, "bench"));
  const { packages } = makeFacts();
  // The index is there, as it is for every check but the first after an installation.
  packages.owners("/usr/bin/env");
  const step = Math.max(1, Math.floor(paths.length / 5_000));
  const asked = paths.filter((_, at) => at % step === 0);
  const lookups = asked.map((path) => timeOf(() => packages.owners(path)));
  console.log(`index of ${paths.length} paths built in ${milliseconds(built)}`);
  const one = median(lookups);
  const beside = source.manager === "dpkg" ? besideDpkg(one, asked) : "";
  console.log(`who owns a file${" ".repeat(19)}${micro(one)}, median of ${asked.length}${beside}`);
}

/** Interleaving has no sense with a thousandfold difference; both are medians of one run. */
function besideDpkg(own: number, paths: readonly string[]): string {
  if (!existsSync("/usr/bin/dpkg")) return "";
  const step = Math.max(1, Math.floor(paths.length / 15));
  const times = paths
    .filter((path, at) => at % step === 0 && /^[\w./-]+$/.test(path))
    .map((path) => timeOf(() => spawnSync("/usr/bin/dpkg", ["-S", path], { stdio: "ignore" })));
  const ratio = own / median(times);
  return `; \`dpkg -S\` ${milliseconds(median(times))}: 1/${Math.round(1 / ratio)} of it, at most 1/${1 / shareOfDpkg}`;
}

/** The lines of the decisions, foreseen on this machine in a folder of their own. */
function benchLines(folder: string): void {
  const lines = readLines();
  const environment = new Map([
    ["HOME", folder],
    ["PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"],
    ["LANG", "C.UTF-8"],
  ]);
  const situation = { directory: folder, environment, umask: 0o022, ...limitsForReview };
  const engine = makeEngine(situation);
  // The facts of the machine are read once, by whichever line asks first.
  for (const line of lines.slice(0, 30)) checkLine(engine, line);
  const times = lines.map((line) => timeOf(() => checkLine(engine, line)));
  const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
  console.log(
    `whole check of ${lines.length} lines${" ".repeat(11)}${micro(mean)} a line, median ${micro(median(times))}, longest ${milliseconds(Math.max(...times))}`,
  );
  benchVerdicts(
    engine,
    lines.filter((_, at) => at % 5 === 0),
  );
}

function checkLine(engine: Engine, line: string): void {
  const result = engine.foresee(line);
  if (result.kind !== "foreseen") return;
  const assessUndo = () => ({ grade: "none", reason: "" }) as const;
  engine.review(result.foreseen, { level: "standard", assessUndo });
}

/** Each guard on lines foreseen anew, since guards share what they find out about one. */
function benchVerdicts(engine: Engine, lines: readonly string[]): void {
  console.log(`verdict of each guard, over ${lines.length} lines: mean (longest)`);
  for (const guard of guards) {
    const times = lines.flatMap((line) => {
      const result = engine.foresee(line);
      if (result.kind !== "foreseen") return [];
      return [timeOf(() => guard.judge(result.foreseen, engine.machine.facts))];
    });
    const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
    console.log(`  ${guard.id.padEnd(32)}${micro(mean)} (${micro(Math.max(...times))})`);
  }
}

function readLines(): readonly string[] {
  const table = readFileSync(join(import.meta.dirname, "../test/cases/decisions.tsv"), "utf8");
  return table
    .split("\n")
    .filter((row) => row !== "" && !row.startsWith("#"))
    .map((row) => row.split("\t")[2] ?? "")
    .slice(0, 500);
}

function timeOf(act: () => unknown): number {
  const started = process.hrtime.bigint();
  act();
  return Number(process.hrtime.bigint() - started) / 1e6;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function micro(value: number): string {
  return `${(value * 1000).toFixed(1)} µs`.padStart(12);
}

function milliseconds(value: number): string {
  return `${value.toFixed(1)} ms`;
}
