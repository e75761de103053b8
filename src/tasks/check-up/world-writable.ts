import type { CheckUpItem } from "../../domain/check-up.ts";
import type { Probed, UnusualFile } from "../../domain/check-up-facts.ts";
import { countOf, formatMode } from "../../domain/text.ts";
import { asFarAsSeen, type Judged, judge, limited } from "./judging.ts";

/** Whether anybody can write into the system's directories. */
export function judgeWorldWritable(probed: Probed<readonly UnusualFile[]>): CheckUpItem {
  return judge({ id: "world-writable", about: "who can write to the system" }, probed, judgeFacts);
}

function judgeFacts(files: readonly UnusualFile[], isPartial: boolean): Judged {
  const open = files.filter(isOpenToAll);
  const [first] = open;
  if (first === undefined) {
    return {
      condition: "ok",
      summary: `nobody else can write to the system's files${asFarAsSeen(isPartial)}`,
    };
  }
  const summary =
    open.length === 1
      ? `anybody on this machine can change ${first.path}`
      : `anybody on this machine can change ${countOf(open.length, "file")} of the system`;
  return {
    condition: "danger",
    summary,
    details: [
      advice,
      ...limited(open.map(({ path, mode, type }) => `${path}  ${formatMode(mode)} ${type}`)),
    ],
    mending: { task: "permissions", answers: answersFor(first.path), label: "mend" },
  };
}

function answersFor(path: string) {
  return { path, recursive: false, change: ["-others"] };
}

const advice = "What anybody can change, anybody can put a program or a setting of their own into.";

/** Sticky directories such as /var/tmp are meant for everybody; sockets are asked, not written. */
function isOpenToAll({ type, mode }: UnusualFile): boolean {
  if ((mode & 0o002) === 0) return false;
  return type === "file" || (type === "directory" && (mode & 0o1000) === 0);
}
