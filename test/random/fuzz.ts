import { foreseeLine } from "../../src/plan/foresee.ts";
import { readSuiteLines } from "../suite/lines.ts";
import { fixtureMachine, fixtureSituation } from "../support/fixture-machine.ts";
import { makeDice, throwLine } from "./fuzz-lines.ts";

/** What came of foreseeing odd texts on a machine made up in memory. */
export interface FuzzReport {
  readonly count: number;
  /** How many were lines of bash. */
  readonly parsed: number;
  readonly crashes: readonly { readonly line: string; readonly error: string }[];
  /** Lines slower than so many times the median of their length, measured again alone. */
  readonly slow: readonly { readonly line: string; readonly times: number }[];
  /** The slowest of all, in times of the median of its length. */
  readonly slowest: { readonly line: string; readonly times: number };
}

const limit = 100;

/** A line that took long at first, by what it is measured again. */
interface Suspect {
  readonly line: string;
  readonly time: number;
}

/** Lengths that are compared with each other: powers of two. */
class LengthClass {
  readonly #times: number[] = [];
  readonly suspects: Suspect[] = [];

  add(line: string, time: number): void {
    // What is enough for a median.
    if (this.#times.length < 20_000) this.#times.push(time);
    this.suspects.push({ line, time });
    if (this.suspects.length < 400) return;
    this.suspects.sort((first, second) => second.time - first.time);
    this.suspects.length = 100;
  }

  median(): number {
    return this.#times.sort((first, second) => first - second)[this.#times.length >> 1] ?? 1;
  }
}

/** Foresees `count` texts; the same for the same seed. */
export function runFuzz(
  count: number,
  seed: number,
  progress: (done: number) => void = () => {},
): FuzzReport {
  const lines = readSuiteLines().map(({ line }) => line);
  const dice = makeDice(seed);
  const bench = prepare();
  const classes = new Map<number, LengthClass>();
  const crashes: { line: string; error: string }[] = [];
  let parsed = 0;
  for (let done = 0; done < count; done += 1) {
    const line = throwLine(dice, lines);
    const { time, end } = measure(bench, line);
    if (end === "foreseen") parsed += 1;
    else if (end !== "syntax") crashes.push({ line, error: end });
    const key = Math.ceil(Math.log2(line.length + 1));
    const found = classes.get(key) ?? new LengthClass();
    classes.set(key, found);
    found.add(line, time);
    if (done % 10_000 === 9999) progress(done + 1);
  }
  return { count, parsed, crashes, ...judgeTimes(bench, [...classes.values()]) };
}

interface Bench {
  readonly machine: ReturnType<typeof fixtureMachine>;
  /** What every check begins with: the facts of the machine. */
  readonly start: number;
}

function prepare(): Bench {
  fixtureMachine("user");
  const times = Array.from({ length: 31 }, () => {
    const start = performance.now();
    fixtureMachine("user");
    return performance.now() - start;
  });
  return {
    machine: fixtureMachine("user"),
    start: times.sort((one, other) => one - other)[15] ?? 0,
  };
}

/** Milliseconds of one check; its start is measured once for all of them. */
function measure(
  { machine, start: first }: Bench,
  line: string,
): { readonly time: number; readonly end: string } {
  const start = performance.now();
  let end = "foreseen";
  try {
    const result = foreseeLine(line, fixtureSituation("user"), machine);
    if ("kind" in result) end = "syntax";
    else result.changes();
  } catch (error) {
    end = error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  return { time: first + performance.now() - start, end };
}

function judgeTimes(
  bench: Bench,
  classes: readonly LengthClass[],
): Pick<FuzzReport, "slow" | "slowest"> {
  const slow: { line: string; times: number }[] = [];
  let slowest = { line: "", times: 0 };
  for (const one of classes) {
    const median = one.median();
    for (const { line, time } of one.suspects) {
      if (time / median <= Math.min(limit, slowest.times)) continue;
      // A pause of the machine hits one measurement, not three.
      const times = Math.min(time, ...[1, 2, 3].map(() => measure(bench, line).time)) / median;
      if (times > slowest.times) slowest = { line, times };
      if (times > limit) slow.push({ line, times });
    }
  }
  return { slow, slowest };
}
