import { existsSync, readlinkSync } from "node:fs";
import { basename } from "node:path/posix";
import { type ServiceFacts, unitDirectories } from "../../domain/running-facts.ts";
import { lazily, remember } from "../lazily.ts";
import { readText } from "../read-text.ts";

/** Services by the files of their units and by the kernel's control groups; asks no daemon. */
export function makeServiceFacts(): ServiceFacts {
  const isSystemd = lazily(() => existsSync("/run/systemd/system"));
  return {
    get isSystemd() {
      return isSystemd();
    },
    canonicalName: remember(findName),
    isRunning: remember((unit: string) => (isSystemd() ? isPopulated(unit) : undefined)),
  };
}

function findName(unit: string): string {
  if (unit.includes("/")) return basename(unit);
  const name = /\.(service|socket|target|timer|mount|path|slice|swap|scope|device)$/.test(unit)
    ? unit
    : `${unit}.service`;
  for (const directory of unitDirectories) {
    const target = linkTarget(`${directory}/${name}`);
    if (target !== undefined && target !== "/dev/null") return basename(target);
  }
  return name;
}

function linkTarget(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}

/** Units of the system lie in one slice, unless they ask for another; instances in one of their own. */
function isPopulated(unit: string): boolean | undefined {
  const name = findName(unit);
  const template = /^([^@]+)@/.exec(name)?.[1];
  const slice = template === undefined ? "" : `system-${template}.slice/`;
  for (const root of ["/sys/fs/cgroup", "/sys/fs/cgroup/systemd", "/sys/fs/cgroup/unified"]) {
    const directory = `${root}/system.slice/${slice}${name}`;
    const events = readText(`${directory}/cgroup.events`);
    if (events !== undefined) return /^populated 1$/m.test(events);
    const processes = readText(`${directory}/cgroup.procs`);
    if (processes !== undefined) return processes !== "";
  }
  return name.endsWith(".service") ? false : undefined;
}
