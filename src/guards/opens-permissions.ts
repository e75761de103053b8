import { defineGuard } from "../domain/guard.ts";
import type { Foreseen } from "../domain/plan.ts";
import { countOf, formatMode, joinWords, showName } from "../domain/text.ts";
import { alternatives, editLine, typedForm } from "./common/edit-line.ts";
import { type OpenedAccess, type Opening, openings } from "./common/openings.ts";
import { describeAmount, describePaths, pathsOf } from "./common/wording.ts";

/** Letting everybody on the machine change or read what they could not before. */
export const opensPermissions = defineGuard<OpenedAccess>({
  id: "opens-permissions",
  title: "Opens files to everybody on the machine",
  severity: "critical",
  concerns: ["create", "metadata"],
  why: "What everybody may change can be changed by any program that runs here under any account, a broken web server's too. What was private and becomes readable can be copied by all of them.",
  examples: () => [
    { line: "chmod -R 777 shared/", expect: "caution", why: "everybody may change these files" },
    { line: "chmod -R 755 shared/", expect: "quiet", why: "everybody may look, nobody may change" },
    { line: "chmod o+w notes.txt", expect: "caution", why: "everybody may change the file" },
    { line: "chmod g+w notes.txt", expect: "quiet", why: "the group has no other members" },
    { line: "setfacl -m u:bob:rw notes.txt", expect: "quiet", why: "one person, by name" },
    { line: "setfacl -m o::rw notes.txt", expect: "caution", why: "everybody, by a list" },
    { line: "chmod 640 report.txt", expect: "quiet", why: "narrower than before" },
    { line: "chmod 644 diary.txt", expect: "caution", why: "it was private and has content" },
    { line: "chmod 644 report.txt", expect: "quiet", why: "everybody could read it before" },
    { line: "mkdir -m 777 drop", expect: "caution", why: "made open to everybody" },
    { line: "mkdir -m 1777 drop", expect: "quiet", why: "sticky: each may delete only their own" },
    { line: "chmod 777 ~", expect: "danger", why: "everybody could replace what runs at login" },
    { line: "chmod -R 777 /etc", expect: "danger", as: "root", why: "everybody becomes root" },
    { line: "chmod -R 777 /", expect: "critical", as: "root", why: "the whole machine" },
    { line: "chmod 777 /tmp", expect: "danger", as: "root", why: "without its sticky bit" },
    { line: "chmod 1777 /tmp", expect: "quiet", as: "root", why: "it has that mode" },
    { line: "chmod +x run.sh", expect: "quiet", why: "to run is not to change" },
  ],
  blindSpots:
    "Single users and groups that an access list names are taken to be meant. Whether a closed folder further up keeps others out after all is not looked at.",
  check: openings,
  explain(access, foreseen, facts) {
    const { command, severity, opened } = access;
    const paths = opened.map(({ path }) => path);
    return {
      severity,
      title: `This would let ${describeGain(access)} ${describeAmount(opened.length, 0, foreseen.isPartlyCounted, "thing")}`,
      what: `${describePlace(access, describePaths(paths, facts))}: ${describeModes(opened)}.`,
      why: describeWhy(access),
      instead: insteadOf(access, foreseen),
      span: command.cause.span,
      ...pathsOf(paths),
      confirmWords: `open ${countOf(opened.length, "thing")} to everybody`,
    };
  },
});

function describeGain({ kind }: OpenedAccess): string {
  if (kind === "anybody-changes") return "anybody on this machine change";
  return kind === "anybody-reads" ? "anybody on this machine read" : "a whole group change";
}

function describePlace({ command, opened }: OpenedAccess, paths: string): string {
  const operands = command.operands.slice(0, 3).map(({ text }) => showName(text));
  return opened.length > 3 && operands.length > 0 ? joinWords(operands) : paths;
}

function describeModes(opened: readonly Opening[]): string {
  const [first] = opened;
  if (first === undefined) return "";
  if (first.kind === "create") return `made with permissions ${formatMode(first.access.mode)}`;
  const change = `${formatMode(first.before.mode)} becomes ${formatMode(first.after.mode)}`;
  return opened.length === 1 ? change : `for example ${change}`;
}

function describeWhy({ kind, isHome, losesSticky }: OpenedAccess): string {
  if (isHome) {
    return "Anybody could replace the files that run when you log in, and ssh no longer accepts your keys.";
  }
  if (losesSticky) return "Anybody could delete or replace what others keep in there.";
  if (kind === "anybody-reads") return "The content was private so far.";
  return kind === "group-changes"
    ? "Everybody in the group could change it, and delete what is in it."
    : "Any account and any program on this machine could change it, those of strangers too.";
}

/** The same command with permissions that keep strangers out. */
function insteadOf({ command, opened, kind, severity }: OpenedAccess, foreseen: Foreseen) {
  const { cause } = command;
  const mode = cause.command
    .slice(1)
    .find(({ text }) => /^([0-7]{3,5}|[ugoa]+[-+=].*|[+=].*)$/.test(text));
  if (mode === undefined || severity === "critical") return [];
  const edit = (text: string) => editLine(foreseen, cause, [[mode, text]]);
  if (cause.program === "mkdir" || cause.program === "install") {
    return alternatives([edit("755"), "others may look, only you may change"]);
  }
  if (kind === "anybody-reads") return alternatives([edit("u=rwX,go="), "stays for you alone"]);
  const wasPrivate = opened.some(
    (effect) => effect.kind === "metadata" && (effect.before.mode & 0o007) === 0,
  );
  return alternatives(
    wasPrivate
      ? [edit("u=rwX,go="), "only you may read and change it"]
      : [edit("u=rwX,go=rX"), "others may look, only you may change"],
    typedForm(mode) === "o-w" ? undefined : [edit("o-w"), "takes from others the right to change"],
  );
}
