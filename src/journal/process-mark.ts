import { readFileSync } from "node:fs";
import { systemCodeOf } from "../system/node-path.ts";

/** A process that cannot be mistaken for a later one with the same number. */
export interface ProcessMark {
  readonly pid: number;
  /** Boot and clock tick at which the kernel started it. */
  readonly start: string;
}

export function ownMark(): ProcessMark {
  return markOf(process.pid);
}

/** The mark of a process, alive or not. */
export function markOf(pid: number): ProcessMark {
  return { pid, start: startOf(pid) ?? "" };
}

/** Whether that very process is still there. */
export function isAlive(mark: ProcessMark): boolean {
  return mark.start !== "" && startOf(mark.pid) === mark.start;
}

/**
 * Whether that very process is certainly gone. Where /proc hides the processes of others, it only
 * tells whether one of that number is there.
 */
export function isGone(mark: ProcessMark): boolean {
  const start = startOf(mark.pid);
  if (start !== undefined) return start !== mark.start;
  try {
    process.kill(mark.pid, 0);
    return false;
  } catch (error) {
    return systemCodeOf(error) === "ESRCH";
  }
}

function startOf(pid: number): string | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "latin1");
    // The program's name, in parentheses, may hold anything: count from after the last one.
    const tick = text.slice(text.lastIndexOf(")") + 2).split(" ")[19];
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "latin1").trim();
    return `${boot}/${tick}`;
  } catch {
    return undefined;
  }
}

/** A mark as JSON; undefined when it was cut off or is none. */
export function parseMark(text: string): ProcessMark | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || !("pid" in value) || !("start" in value)) {
      return undefined;
    }
    const { pid, start } = value;
    return typeof pid === "number" && typeof start === "string" ? { pid, start } : undefined;
  } catch {
    return undefined;
  }
}
