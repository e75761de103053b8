import type { CheckUpItem } from "../../domain/check-up.ts";
import type {
  DueRestarts,
  Probed,
  RebootReason,
  StaleProgram,
} from "../../domain/check-up-facts.ts";
import { countOf, joinWords, listWords } from "../../domain/text.ts";
import { asFarAsSeen, type Judged, judge } from "./judging.ts";

/** Whether something that was replaced still runs. */
export function judgeRestarts(probed: Probed<DueRestarts>): CheckUpItem {
  return judge({ id: "restarts", about: "programs that should be restarted" }, probed, judgeFacts);
}

function judgeFacts({ programs, reboot }: DueRestarts, isPartial: boolean): Judged {
  const details = programs.map(describeProgram);
  if (reboot !== undefined) {
    const before = [
      rebootSentence(reboot),
      "Starting it anew ends whatever runs, also for others who are logged in: that is for you to choose.",
    ];
    return {
      condition: "caution",
      summary: "the machine waits to be started anew",
      details: [...before, ...details],
      lines: [{ line: "sudo reboot", why: "starts the machine anew, at once" }],
    };
  }
  if (programs.length === 0) {
    return { condition: "ok", summary: `nothing runs an old version${asFarAsSeen(isPartial)}` };
  }
  const names = listWords(
    programs.map(({ unit, name }) => unit?.replace(/\.service$/, "") ?? name),
  );
  const runs = programs.length === 1 ? "still runs" : "still run";
  const summary = `${countOf(programs.length, "program")} ${runs} an old version (${names})`;
  const units = programs.flatMap(({ unit }) => unit ?? []);
  if (units.length === 0) return { condition: "note", summary, details };
  const mending = { task: "restart", answers: { units }, label: "restart" };
  return { condition: "caution", summary, details, mending };
}

function describeProgram({ name, unit, processes }: StaleProgram): string {
  const many = processes > 1 ? `, ${countOf(processes, "process", "processes")}` : "";
  return unit === undefined
    ? `${name}${many}: end it and start it again, or log out and in`
    : `${name}${many}: service ${unit}`;
}

function rebootSentence(reason: RebootReason): string {
  switch (reason.kind) {
    case "asked":
      return reason.packages.length === 0
        ? "An update asked for it."
        : `An update of ${joinWords(reason.packages)} asked for it.`;
    case "newer-kernel":
      return `The kernel ${reason.running} runs; ${reason.newest} is installed.`;
    case "kernel-gone":
      return `The kernel that runs, ${reason.running}, is no longer installed: modules that are not loaded yet cannot be.`;
  }
}
