import type { ProcessFacts, RunningProcess } from "../../domain/running-facts.ts";
import { lazily } from "../lazily.ts";
import { readProcess, readProcesses } from "./read-processes.ts";

/** The processes of this machine, this program itself left out. */
export function makeProcessFacts(own: number, parent: number): ProcessFacts {
  const list = lazily(() => readProcesses().filter(({ pid }) => pid !== own));
  const ancestors = lazily(() => readAncestors(parent));
  return {
    get list() {
      return list();
    },
    find: (pid) => list().find((one) => one.pid === pid),
    get ancestors() {
      return ancestors();
    },
  };
}

function readAncestors(parent: number): readonly RunningProcess[] {
  const found: RunningProcess[] = [];
  for (let pid = parent; pid > 0 && found.length < 100; ) {
    const one = readProcess(pid);
    if (one === undefined) break;
    found.push(one);
    pid = one.parent;
  }
  return found;
}
