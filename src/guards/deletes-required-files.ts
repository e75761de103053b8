import { defineGuard } from "../domain/guard.ts";
import { countOf, joinWords, quoteWord, showName } from "../domain/text.ts";
import { alternatives, lineAs } from "./common/edit-line.ts";
import { type RequiredLoss, requiredLosses } from "./common/required-losses.ts";
import { describePaths, pathsOf } from "./common/wording.ts";

/** Deleting or moving away what the system or its packages need. */
export const deletesRequiredFiles = defineGuard<RequiredLoss>({
  id: "deletes-required-files",
  title: "Deletes files that the system needs",
  severity: "critical",
  why: "Files that belong to the system or to installed packages are needed by programs that keep running as if they were there. Without them programs stop starting, nobody can log in, or the machine does not start again.",
  examples: () => [
    { line: "rm -rf /usr", expect: "critical", as: "root", why: "every program is in there" },
    { line: "rm -rf /usr", expect: "quiet", why: "an ordinary user cannot delete any of it" },
    {
      line: "mv /lib /lib.old",
      expect: "critical",
      as: "root",
      why: "no program starts any more, mv included",
    },
    { line: "mv lib lib.old", expect: "quiet", as: "root", why: "a folder of one's own" },
    { line: "rm /etc/passwd", expect: "critical", as: "root", why: "nobody could log in" },
    {
      line: "rm /etc/motd.old",
      expect: "quiet",
      as: "root",
      why: "no package owns it and nothing needs it",
    },
    {
      line: "rm /usr/sbin/nginx",
      expect: "danger",
      as: "root",
      why: "a package's program goes while the package stays installed",
    },
    { line: "rm -rf /usr/share/nginx", expect: "caution", as: "root", why: "a package's data" },
    {
      line: "rm -rf /usr/share/doc",
      expect: "caution",
      as: "root",
      why: "documentation: nothing stops working",
    },
    {
      line: "find /etc -type f -exec rm {} +",
      expect: "critical",
      as: "root",
      why: "the account database is among them",
    },
    {
      line: "find /tmp -type f -exec rm {} +",
      expect: "quiet",
      as: "root",
      why: "temporary files",
    },
    { line: "rm -rf /usr/local/src/tool", expect: "quiet", as: "root", why: "not from a package" },
  ],
  blindSpots:
    "It knows packages by the package database of this machine. Programs that were installed without a package count only where every Linux system has them. That a service of another machine needs a file it cannot know.",
  check: requiredLosses,
  explain(loss, _foreseen, facts) {
    const { command, share, severity, isMove } = loss;
    const verb = isMove ? "move away" : "delete";
    return {
      severity,
      title: describeTitle(loss),
      what: describeWhat(loss, describePaths(share.roots, facts)),
      why: describeWhy(loss),
      instead: alternatives([
        command.effects.length > 1
          ? lineAs(command.cause, ["ls", "-l", ...firstRoots(loss)])
          : undefined,
        "shows what is there without changing it",
      ]),
      span: command.cause.span,
      ...pathsOf(share.roots, Math.max(share.files, command.effects.length)),
      confirmWords: `${isMove ? "move" : verb} ${countOf(Math.max(1, share.files), "system file")}`,
    };
  },
});

function firstRoots({ share }: RequiredLoss): readonly string[] {
  return share.roots.slice(0, 3).map(quoteWord);
}

function describeTitle({ share, isMove }: RequiredLoss): string {
  const verb = isMove ? "move away" : "delete";
  const count = Math.max(1, share.files);
  if (share.worst?.path === "/") return `This would ${verb} the whole system`;
  if (share.worst?.isGuarded === true) return `This would ${verb} what the settings guard`;
  if (share.worst !== undefined) {
    return `This would ${verb} ${count === 1 ? "a file" : countOf(count, "file")} the system needs`;
  }
  return `This would ${verb} ${countOf(count, "file")} of installed packages`;
}

function describeWhat(loss: RequiredLoss, where: string): string {
  const { share, isMove } = loss;
  const names = [...share.packages].slice(0, 3).map(showName);
  const owner =
    names.length > 0 && share.packageCount === names.length
      ? `the package${names.length === 1 ? "" : "s"} ${joinWords(names)}`
      : countOf(share.packageCount, "package");
  const belongs = share.packageCount === 0 ? "" : `: ${countOf(share.files, "file")} of ${owner}`;
  const required =
    share.requiredFiles > 0 && share.files > 1
      ? `, ${countOf(share.requiredFiles, "file")} of those the machine cannot do without`
      : "";
  return `${where} would be ${isMove ? "moved away" : "deleted"}${belongs}${required}.`;
}

function describeWhy({ share, severity }: RequiredLoss): string {
  const { worst } = share;
  const need = worst === undefined ? "" : `${showName(worst.path)} is needed ${worst.purpose}. `;
  if (severity === "critical")
    return `${need}Without it the system could not be used or started again.`;
  if (severity === "danger") return `${need}What relies on these files could stop working.`;
  return `${need}The package manager still takes them for installed.`;
}
