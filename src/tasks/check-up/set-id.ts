import type { CheckUpItem } from "../../domain/check-up.ts";
import type { Probed, SetIdProgram } from "../../domain/check-up-facts.ts";
import { countOf, formatMode, listWords } from "../../domain/text.ts";
import { asFarAsSeen, type Judged, judge, limited } from "./judging.ts";

/** Whether there are programs that give others' rights and that no package brought. */
export function judgeSetId(probed: Probed<readonly SetIdProgram[]>): CheckUpItem {
  return judge({ id: "set-id", about: "set-id programs" }, probed, judgeFacts);
}

function judgeFacts(found: readonly SetIdProgram[], isPartial: boolean): Judged {
  const programs = [...found.filter(isRootsOwn), ...found.filter((one) => !isRootsOwn(one))];
  const [first] = programs;
  if (first === undefined) {
    return {
      condition: "ok",
      summary: `every set-id program belongs to a package${asFarAsSeen(isPartial)}`,
    };
  }
  const isRoots = isRootsOwn(first);
  const meant = isRoots ? programs.filter(isRootsOwn) : programs;
  const runs = meant.length === 1 ? "runs" : "run";
  const names = listWords(meant.map(pathOf), 1);
  const count = countOf(meant.length, "program");
  const whom = isRoots ? "root" : "somebody else";
  const summary = `${count} that no package owns ${runs} as ${whom}: ${names}`;
  return {
    condition: isRoots ? "danger" : "caution",
    summary,
    details: [advice, ...limited(programs.map(describeProgram))],
    mending: {
      task: "permissions",
      answers: { path: first.path, recursive: false, mode: "ug-s" },
      label: "mend",
    },
  };
}

function pathOf({ path }: SetIdProgram): string {
  return path;
}

/** It runs as root, whoever starts it. */
function isRootsOwn({ mode, owner }: SetIdProgram): boolean {
  return owner === "root" && (mode & 0o4000) !== 0;
}

const advice =
  "A set-id program runs with its owner's or group's rights, whoever starts it. One that nobody knows of is a way in: take the bit away, or remove the file.";

function describeProgram({ path, mode, owner, group, isInUsersPlace }: SetIdProgram): string {
  const as = (mode & 0o4000) !== 0 ? `user ${owner}` : `group ${group}`;
  const place = isInUsersPlace ? ", where users keep files" : "";
  return `${path}  ${formatMode(mode)}, runs as ${as}${place}`;
}
