import { readdirSync } from "node:fs";
import type { RunningProcess } from "../../domain/running-facts.ts";
import { readText } from "../read-text.ts";

/** Every process that this one may see; empty where there is no /proc. */
export function readProcesses(): readonly RunningProcess[] {
  return numbersIn("/proc").flatMap((pid) => readProcess(pid) ?? []);
}

/** Undefined for one that has ended. */
export function readProcess(pid: number): RunningProcess | undefined {
  const stat = readText(`/proc/${pid}/stat`);
  const status = readText(`/proc/${pid}/status`);
  if (stat === undefined || status === undefined) return undefined;
  return parseProcess(pid, stat, status, readText(`/proc/${pid}/cmdline`) ?? "");
}

/** From the texts of /proc/PID/stat, status and cmdline. */
export function parseProcess(
  pid: number,
  stat: string,
  status: string,
  commandLine: string,
): RunningProcess | undefined {
  // The name may hold blanks and parentheses itself; it ends with the last one.
  const end = stat.lastIndexOf(")");
  const fields = stat.slice(end + 2).split(" ");
  const number = (at: number): number => Number(fields[at] ?? 0);
  const [uid = 0, effectiveUid = 0] = idsOf(status, "Uid");
  const [gid = 0] = idsOf(status, "Gid");
  if (end < 0 || fields.length < 20) return undefined;
  return {
    pid,
    name: stat.slice(stat.indexOf("(") + 1, end),
    state: fields[0] ?? "",
    parent: number(1),
    group: number(2),
    session: number(3),
    terminal: number(4),
    started: number(19),
    uid,
    effectiveUid,
    gid,
    words: commandLine.split("\0").slice(0, -1),
  };
}

function idsOf(status: string, name: string): readonly number[] {
  const line = new RegExp(`^${name}:(.*)$`, "m").exec(status)?.[1] ?? "";
  return (line.match(/\d+/g) ?? []).map(Number);
}

function numbersIn(directory: string): readonly number[] {
  try {
    return readdirSync(directory).flatMap((name) => (/^\d+$/.test(name) ? [Number(name)] : []));
  } catch {
    return [];
  }
}
