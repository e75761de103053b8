import { Buffer } from "node:buffer";
import { readdirSync, readFileSync } from "node:fs";
import type { Path } from "../domain/world.ts";
import { isImmutable } from "../system/immutable.ts";
import { nodePath, textOfName } from "../system/node-path.ts";
import type { JournalContext } from "./context.ts";
import { readStatus } from "./path-state.ts";
import { runHelper } from "./run-helper.ts";
import { scanScript } from "./scan-script.ts";

/** The kernel's number of statx(2), for perl(1), which does not know it by name. */
const statx: ReadonlyMap<string, string> = new Map([
  ["x64", "332"],
  ["arm64", "291"],
]);

/**
 * How many paths lie below each directory, each of which rm(1) could remove; undefined when that is
 * not certain.
 */
export function scanTrees(
  directories: readonly Path[],
  context: JournalContext,
): readonly number[] | undefined {
  if (directories.length === 0) return [];
  const number = statx.get(process.arch);
  const words = ["-e", scanScript, number ?? "", isMaster(context) ? "1" : "", uidOf(context)];
  const input = Buffer.concat(
    directories.flatMap((path) => [Buffer.from(nodePath(path)), Buffer.of(0)]),
  );
  const { status, output } =
    number === undefined ? { status: undefined, output: "" } : runHelper("perl", words, input);
  if (status === 1) return undefined;
  if (status === 0) return addCounts(directories.length, output.toString("latin1"));
  return scanSlowly(directories, context);
}

function addCounts(length: number, output: string): readonly number[] {
  const counts = Array.from({ length }, () => 0);
  for (const [, index, count] of output.matchAll(/^(\d+) (\d+)$/gm)) {
    counts[Number(index)] = (counts[Number(index)] ?? 0) + Number(count);
  }
  return counts;
}

/** Root needs no rights on directories. */
function isMaster({ identity }: JournalContext): boolean {
  return ["dac_override", "fowner"].every((one) => identity.capabilities.has(one));
}

function uidOf({ identity }: JournalContext): string {
  return String(identity.uid);
}

/** Without perl, or on a file system that does not tell what its files are marked with. */
function scanSlowly(
  directories: readonly Path[],
  context: JournalContext,
): readonly number[] | undefined {
  const counts: number[] = [];
  for (const directory of directories) {
    const scanner = new Scanner(context);
    if (!scanner.visit(directory)) return undefined;
    counts.push(scanner.count);
  }
  return counts;
}

class Scanner {
  count = 0;
  private readonly uid: number;
  private readonly isMaster: boolean;

  constructor(context: JournalContext) {
    this.uid = context.identity.uid;
    this.isMaster = isMaster(context);
  }

  visit(directory: Path): boolean {
    if (!this.isOpen(directory)) return false;
    const entries = readdirSync(nodePath(directory), { withFileTypes: true, encoding: "buffer" });
    this.count += entries.length;
    return entries.every((entry) => {
      const path = `${directory}/${textOfName(entry.name)}`;
      return entry.isDirectory() ? this.visit(path) : !isImmutable(path);
    });
  }

  /** A directory of one's own, with all rights on it; root needs neither. */
  private isOpen(directory: Path): boolean {
    if (isImmutable(directory)) return false;
    if (this.isMaster) return true;
    const status = readStatus(directory);
    return Number(status?.uid) === this.uid && (Number(status?.mode) & 0o700) === 0o700;
  }
}

/** Whether something below is swapped to: the kernel lets nobody remove that. */
export function holdsSwap(top: Path): boolean {
  try {
    return readFileSync("/proc/swaps", "utf8").includes(`\n${top}/`);
  } catch {
    return false;
  }
}
