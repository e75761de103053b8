import type { CheckUpItem } from "../../domain/check-up.ts";
import type { ChangedAccess, PackagedPermissions, Probed } from "../../domain/check-up-facts.ts";
import { countOf, formatCount, formatMode } from "../../domain/text.ts";
import { type Judged, judge, limited } from "./judging.ts";

/** Whether owners and permissions of packaged files are those that the packages gave them. */
export function judgePackagedPermissions(probed: Probed<PackagedPermissions>): CheckUpItem {
  const subject = { id: "packaged-permissions", about: "permissions of the system's files" };
  return judge(subject, probed, judgeFacts);
}

function judgeFacts(facts: PackagedPermissions): Judged {
  const { changed, installed, compared } = facts;
  const details = [...limited(changed.map(describeChange)), ...restOf(facts)];
  if (changed.length > 0) {
    const summary = `${countOf(changed.length, "file")} of the system ${changed.length === 1 ? "has" : "have"} other permissions than packaged`;
    const isOpened = changed.some(({ now, packaged }) => opens(now.mode, packaged.mode));
    return {
      condition: isOpened ? "danger" : "caution",
      summary,
      details,
      ...mendingOf(changed[0]),
    };
  }
  if (compared === 0) {
    return {
      condition: "unknown",
      summary: "permissions of the system's files: not verified",
      details,
    };
  }
  const all = compared === installed;
  const summary = all
    ? "permissions of the system's files are as packaged"
    : `permissions are as packaged in ${formatCount(compared)} of ${countOf(installed, "package")}; the others are not verified`;
  return { condition: all ? "ok" : "note", summary, details };
}

/** Exactly what the package says, whether or not its archive is kept here. */
function mendingOf(change: ChangedAccess | undefined): Pick<Judged, "mending"> {
  if (change === undefined) return {};
  const { path, now, packaged } = change;
  const answers = {
    path,
    recursive: false,
    mode: formatMode(packaged.mode),
    ...(now.owner === packaged.owner ? {} : { owner: packaged.owner }),
    ...(now.group === packaged.group ? {} : { group: packaged.group }),
  };
  return { mending: { task: "permissions", answers, label: "mend" } };
}

/** Whether more may be written, or run as somebody else, than the package meant. */
function opens(now: number, packaged: number): boolean {
  return (now & ~packaged & 0o6022) !== 0;
}

function describeChange({ path, now, packaged, package: name }: ChangedAccess): string {
  const given = name === undefined ? "set by dpkg-statoverride" : `by ${name}`;
  return `${path}  ${describeAccess(now)}, ${describeAccess(packaged)} ${given}`;
}

function describeAccess({ mode, owner, group }: ChangedAccess["now"]): string {
  return `${formatMode(mode)} ${owner}:${group}`;
}

function restOf({ withoutArchive, waiting, setByScripts }: PackagedPermissions): readonly string[] {
  const lines: string[] = [
    "dpkg records no permissions, so they are read from the packages themselves.",
  ];
  if (setByScripts > 0) {
    const differ =
      setByScripts === 1 ? "1 file differs" : `${countOf(setByScripts, "file")} differ`;
    lines.push(`${differ} from the packages, whose own scripts may set them: not judged`);
  }
  if (waiting > 0) {
    lines.push(
      `${countOf(waiting, "package")} not read yet, since that takes long: each check-up reads some more, and handrail check-up --answer thorough=yes all of them`,
    );
  }
  if (withoutArchive.length > 0) {
    lines.push(
      `${countOf(withoutArchive.length, "package")} not kept here: handrail check-up --answer fetch=yes fetches them into Handrail's cache to compare`,
    );
  }
  return lines;
}
