import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";

/** A process that nothing wakes any more is ended after so many seconds. */
const seconds = 15;

/** Every system call by which a guard changes something on the disk. */
const writingCalls: readonly string[] = [
  ..."write writev pwrite64 pwritev ftruncate fallocate copy_file_range sendfile ioctl".split(" "),
  ..."mkdir mkdirat rmdir rename renameat renameat2 link linkat unlink unlinkat".split(" "),
  ..."symlink symlinkat chmod fchmod fchmodat chown lchown fchown fchownat".split(" "),
  ..."utimensat futimesat fsync fdatasync".split(" "),
];

/** One call of the process: the Nth of its name. */
export interface Call {
  readonly name: string;
  readonly at: number;
}

export interface Injected {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
  readonly errors: string;
  /** Whether it was a call that changes files: how often threads are woken differs each time. */
  readonly isMeant: boolean;
}

/**
 * All calls by which a process changes files, by name in their order. Runs it. What it writes to its
 * own threads and to whoever started it is no such call.
 */
export function countCalls(command: readonly string[], log: string): readonly Call[] {
  const words = ["-qq", "-y", "-o", log, "-e", `trace=${writingCalls.join(",")}`, "--", ...command];
  const { status, stderr } = spawnSync("strace", words, { encoding: "utf8" });
  if (status !== 0) throw new Error(`ended with ${status}: ${stderr}`);
  const counts = new Map<string, number>();
  const calls: Call[] = [];
  for (const line of readFileSync(log, "utf8").split("\n")) {
    const name = /^\w+(?=\()/.exec(line)?.[0];
    if (name === undefined) continue;
    const at = (counts.get(name) ?? 0) + 1;
    counts.set(name, at);
    if (isOnDisk(line)) calls.push({ name, at });
  }
  rmSync(log);
  return calls;
}

/** Not a pipe, a socket or what wakes a thread. */
function isOnDisk(line: string): boolean {
  const file = /^\w+\(\d+<([^>]*)>/.exec(line)?.[1];
  return file === undefined || file.startsWith("/");
}

/** Runs a process, only its own calls, with one of them failing or killing it: `signal=KILL`. */
export function runInjected(
  command: readonly string[],
  call: Call,
  what: string,
  log: string,
): Injected {
  const inject = `inject=${call.name}:${what}:when=${call.at}`;
  const words = ["-qq", "-y", "-o", log, "-e", `trace=${call.name}`, "-e", inject, "--"];
  // A count that is off by one may hit what wakes a thread: nothing wakes it then.
  const limited = ["-s", "KILL", `${seconds}`, "strace", ...words, ...command];
  const started = performance.now();
  const { status, signal, stdout, stderr } = spawnSync("timeout", limited, { encoding: "utf8" });
  const lines = readFileSync(log, "utf8").split("\n");
  const calls = lines.filter((line) => line.startsWith(`${call.name}(`));
  rmSync(log);
  // What kills leaves no mark but that it is the last.
  const hit = calls.find((line) => line.includes("(INJECTED)")) ?? calls[call.at - 1];
  const isTimeUp = performance.now() - started >= seconds * 1000;
  const isMeant = !isTimeUp && hit !== undefined && isOnDisk(hit);
  return { status, signal, output: stdout, errors: stderr, isMeant };
}
