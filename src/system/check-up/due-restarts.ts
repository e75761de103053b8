import { readdirSync, readFileSync, readlinkSync, type Stats, statSync } from "node:fs";
import { basename } from "node:path/posix";
import { decodeBytes } from "../../domain/bytes.ts";
import type { DueRestarts, Probed, StaleProgram } from "../../domain/check-up-facts.ts";
import type { Path } from "../../domain/world.ts";
import { systemCodeOf } from "../node-path.ts";
import { readText } from "../read-text.ts";
import { probeReboot } from "./reboot.ts";

/** Programs that still run files which were replaced since they started, and whether a reboot is due. */
export function probeDueRestarts(proc: Path = "/proc"): Probed<DueRestarts> {
  const processes = namesIn(proc).filter((name) => /^\d+$/.test(name));
  if (processes.length === 0) return { kind: "unknown", reason: "No process can be seen." };
  const found = new Map<string, StaleProgram>();
  let isPartial = false;
  for (const process of processes) {
    const state = lookAt(`${proc}/${process}`);
    if (state === "hidden") isPartial = true;
    if (typeof state === "string") continue;
    const key = state.unit ?? `program ${state.name}`;
    const before = found.get(key);
    found.set(key, before === undefined ? state : { ...before, processes: before.processes + 1 });
  }
  const reboot = probeReboot();
  return {
    kind: "known",
    facts: { programs: [...found.values()], ...(reboot === undefined ? {} : { reboot }) },
    ...(isPartial ? { isPartial } : {}),
  };
}

/** A process: what it runs that is gone, `current` for none, `hidden` where it may not be seen. */
function lookAt(process: Path): StaleProgram | "current" | "hidden" {
  try {
    if (!hasReplacedCode(readFileSync(`${process}/maps`, "latin1"))) return "current";
    if (!seesOurSystem(process)) return "current";
    const unit = unitIn(readText(`${process}/cgroup`) ?? "");
    return { name: nameOf(process), processes: 1, ...(unit === undefined ? {} : { unit }) };
  } catch (error) {
    // ESRCH and ENOENT: it ended meanwhile.
    return /^E(?:ACCES|PERM)$/.test(systemCodeOf(error)) ? "hidden" : "current";
  }
}

/** Whether it runs code of the system's that is no longer on the disk, by the text of maps (proc(5)). */
export function hasReplacedCode(maps: string): boolean {
  return /^\S+ ..x. \S+ \S+ \d+ +\/(?:usr|lib\w*|s?bin|opt)\/.* \(deleted\)$/m.test(maps);
}

/**
 * Containers run files of their own under the same names. Services that systemd shuts in have
 * another mount table, but the same files.
 */
function seesOurSystem(process: Path): boolean {
  const [own, theirs] = [statusOf("/usr"), statusOf(`${process}/root/usr`)];
  return own !== undefined && own.dev === theirs?.dev && own.ino === theirs.ino;
}

function statusOf(path: Path): Stats | undefined {
  return statSync(path, { throwIfNoEntry: false });
}

/** The service in the text of /proc/PID/cgroup; undefined for what people started themselves. */
export function unitIn(cgroup: string): string | undefined {
  return /^(?:0:|\d+:name=systemd):\/system\.slice\/(?:.*\/)?([^/\n]+\.service)(?:\/.*)?$/m.exec(
    cgroup,
  )?.[1];
}

function nameOf(process: Path): string {
  const program = decodeBytes(readlinkSync(`${process}/exe`, { encoding: "buffer" }));
  return basename(program.replace(/ \(deleted\)$/, ""));
}

function namesIn(directory: Path): readonly string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}
