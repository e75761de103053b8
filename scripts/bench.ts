import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { benchGuards } from "./bench-guards.ts";
import { benchLargeTree } from "./bench-large-tree.ts";
import { benchLines } from "./bench-lines.ts";
import { benchScreens } from "./bench-screens.ts";
import { benchUndo } from "./bench-undo.ts";

/** A command timed as a whole process, from its start to its end. */
interface Measure {
  readonly name: string;
  readonly command: readonly [program: string, ...args: string[]];
  /** The measure that this one is a multiple of, and how much it may be at most. */
  readonly beside?: { readonly name: string; readonly atMost?: number };
  /** Statuses that show it did what is measured. */
  readonly statuses: readonly number[];
  /** For what takes long: fewer rounds than the others. */
  readonly atMostRounds?: number;
}

const rounds = Number(process.env.HANDRAIL_BENCH_ROUNDS ?? 60);
const repository = join(import.meta.dirname, "..");
const guard = join(repository, "bin/guard");
const handrail = join(repository, "bin/handrail");
// The launcher's Node is the one npm runs this with.
const node = process.execPath;

/** Add a line to measure something else. */
const measures: readonly Measure[] = [
  { name: "true", command: ["/bin/true"], statuses: [0] },
  {
    name: "node -e 0",
    command: [node, "-e", "0"],
    beside: { name: "true" },
    statuses: [0],
  },
  {
    name: "guard --version",
    command: [guard, "--version"],
    beside: { name: "node -e 0", atMost: 1.6 },
    statuses: [0],
  },
  {
    name: "guard --check -c 'rm -rf docs'",
    command: [guard, "--check", "-c", "rm -rf docs"],
    beside: { name: "node -e 0", atMost: 1.6 },
    statuses: [0, 1, 2],
  },
  // Reads every file of every package; the check-up does that and looks at all else meanwhile.
  { name: "dpkg --verify", command: ["/usr/bin/dpkg", "--verify"], statuses: [0], atMostRounds: 5 },
  {
    name: "handrail check-up",
    command: [handrail, "check-up"],
    beside: { name: "dpkg --verify", atMost: 1.2 },
    statuses: [0],
    atMostRounds: 5,
  },
];

/** What both sides of a comparison run with: a certificate file alone would double Node's start. */
const environment = { ...process.env };
delete environment.NODE_EXTRA_CA_CERTS;
delete environment.NODE_OPTIONS;

function bench(): void {
  const folder = mkdtempSync(join(tmpdir(), "handrail-bench-"));
  try {
    makeDocuments(folder);
    const times = new Map(measures.map(({ name }) => [name, [] as number[]]));
    // The first rounds fill the compile cache and the ownership index.
    for (let round = -3; round < rounds; round += 1) {
      // Interleaved, so that a busy moment of the machine hits all alike.
      for (const measure of measures.filter((one) => takesPart(one, round))) {
        const time = timeOnce(measure, folder);
        if (round >= 0) times.get(measure.name)?.push(time);
      }
    }
    report(times);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** One round before they count is enough for what takes long. */
function takesPart({ atMostRounds = rounds }: Measure, round: number): boolean {
  return round < atMostRounds && (round >= -1 || atMostRounds === rounds);
}

function makeDocuments(folder: string): void {
  mkdirSync(join(folder, "docs/images"), { recursive: true });
  for (let page = 0; page < 40; page += 1) {
    writeFileSync(join(folder, `docs/page-${page}.md`), `# Page ${page}\n`.repeat(20));
  }
  cpSync(join(folder, "docs/page-0.md"), join(folder, "docs/images/notes.md"));
}

function timeOnce({ name, command, statuses }: Measure, cwd: string): number {
  const [program, ...args] = command;
  const started = process.hrtime.bigint();
  const { status } = spawnSync(program, args, { cwd, env: environment, stdio: "ignore" });
  const time = Number(process.hrtime.bigint() - started) / 1e6;
  if (status === null || !statuses.includes(status)) {
    throw new Error(`${name} ended with ${status}, so its time says nothing`);
  }
  return time;
}

function report(times: ReadonlyMap<string, readonly number[]>): void {
  const medians = new Map([...times].map(([name, each]) => [name, median(each)]));
  console.log(`${rounds} interleaved rounds, medians of whole processes (best in brackets)`);
  for (const measure of measures) {
    const own = describeTime(medians.get(measure.name) ?? 0);
    const best = describeTime(Math.min(...(times.get(measure.name) ?? [])));
    console.log(`${measure.name.padEnd(34)}${own}  (${best})${describeRatio(measure, medians)}`);
  }
}

function describeRatio({ name, beside }: Measure, medians: ReadonlyMap<string, number>): string {
  if (beside === undefined) return "";
  const ratio = (medians.get(name) ?? 0) / (medians.get(beside.name) ?? 0);
  const limit = beside.atMost === undefined ? "" : `, at most ${beside.atMost}`;
  return `  ${ratio.toFixed(2)} × ${beside.name}${limit}`;
}

function describeTime(milliseconds: number): string {
  return `${milliseconds.toFixed(1)} ms`.padStart(9);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

bench();
benchLines(5);
benchLargeTree(Math.min(rounds, 30), environment);
benchGuards();
await benchScreens(Math.min(rounds, 30));
benchUndo();
