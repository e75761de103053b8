import type { Cause } from "../domain/effect.ts";
import type { Facts } from "../domain/facts.ts";
import type { Explanation } from "../domain/finding.ts";
import { defineGuard } from "../domain/guard.ts";
import { quoteWord, showName } from "../domain/text.ts";
import { alternatives } from "./common/edit-line.ts";
import { type ForeignFiles, findForeignFiles } from "./common/foreign-files.ts";
import { findLesserRights, type LesserRights } from "./common/lesser-rights.ts";
import { explainForeign, explainLesser } from "./common/lesser-words.ts";
import { findNeedlessRoot, type NeedlessRoot } from "./common/needless-root.ts";
import { rootWords } from "./common/root-words.ts";
import { withOther, withoutElevation } from "./common/without-elevation.ts";
import { describePaths, pathsOf } from "./common/wording.ts";

/** Root's rights for what one could do without them. */
export const needlessRoot = defineGuard<NeedlessRoot | LesserRights | ForeignFiles>({
  id: "needless-root",
  title: "Uses root's rights without need",
  severity: "caution",
  why: "A command that runs as root can damage the whole system by mistake, and files that it makes in your home belong to root, so that you can no longer change them yourself.",
  examples: () => [
    {
      line: "sudo vi letter.txt",
      expect: "caution",
      why: "your own file needs no root, and would belong to root afterwards",
    },
    { line: "sudo firefox", expect: "caution", why: "a hole in it would be a hole in everything" },
    { line: "firefox", expect: "quiet", why: "as yourself" },
    { line: "firefox", expect: "caution", as: "root", why: "the same by who is root already" },
    { line: "vi letter.txt", expect: "quiet", why: "no more rights than needed" },
    {
      line: "sudo vi /etc/hosts",
      expect: "note",
      why: "only root may change it, but the editor need not be root's",
    },
    { line: "sudoedit /etc/hosts", expect: "quiet", why: "the editor runs as yourself" },
    { line: "sudo mkdir ~/backup", expect: "caution", why: "the folder would belong to root" },
    { line: "sudo mkdir /srv/backup", expect: "quiet", why: "only root may make it" },
    {
      line: "sudo curl -O https://get.example.org/x",
      expect: "caution",
      why: "anybody may fetch it, and it would belong to root",
    },
    {
      line: "sudo curl -o /srv/x https://get.example.org/x",
      expect: "quiet",
      why: "only root may put it there",
    },
    {
      line: "cd src && sudo git pull",
      expect: "caution",
      why: "parts of your repository would belong to root",
    },
    { line: "cd src && git pull", expect: "quiet", why: "your repository, your rights" },
    { line: "sudo rm old.txt", expect: "caution", why: "your own file" },
    { line: "sudo rm /var/log/old.log", expect: "quiet", why: "a file of the system" },
    { line: "sudo chmod 600 notes.txt", expect: "caution", why: "the owner may do that" },
    { line: "sudo chown ann /srv/site/index.html", expect: "quiet", why: "only root may" },
    {
      line: "sudo cp /etc/fstab ~/fstab && sudo chown ann ~/fstab",
      expect: "quiet",
      why: "the copy is given back",
    },
    {
      line: "sudo less /var/log/auth.log",
      expect: "note",
      why: "whoever is in the group adm may read it",
    },
    { line: "sudo cat /etc/shadow", expect: "quiet", why: "only root may read it" },
    { line: "sudo cat /etc/hosts", expect: "note", why: "everybody may read it" },
    {
      line: "sudo node server.js --port 80",
      expect: "caution",
      why: "the right to open that port is enough",
    },
    { line: "node server.js --port 8080", expect: "quiet", why: "such a port is open to all" },
    {
      line: "sudo touch /var/lib/mysql/my.ini",
      expect: "note",
      why: "it would belong to root in the folder of mysql",
    },
    { line: "sudo -u mysql touch /var/lib/mysql/my.ini", expect: "quiet", why: "as its owner" },
    {
      line: "touch /home/bob/new.txt",
      expect: "note",
      as: "root",
      why: "the same by who is root already",
    },
  ],
  blindSpots:
    "It does not know why root was used: where a program itself asks for root, the rights may be needed after all.",
  check(foreseen, facts) {
    const needless = findNeedlessRoot(foreseen, facts);
    const spokenOf = new Set(needless.flatMap(({ paths }) => paths));
    return [
      ...needless,
      ...findLesserRights(foreseen, facts),
      ...findForeignFiles(foreseen, facts, (path) => spokenOf.has(path)),
    ];
  },
  explain(hit, foreseen, facts) {
    if (hit.kind === "lesser") return explainLesser(hit, foreseen, facts);
    if (hit.kind === "foreign") return explainForeign(hit, foreseen, facts);
    if (hit.isOnlyToEdit === true) return explainEditing(hit, facts);
    if (hit.hasWindows === true) return explainWindows(hit, foreseen.line, facts);
    const { cause, paths, leftToRoot } = hit;
    const where = describePaths(paths, facts);
    const own = `${where}: ${paths.length === 1 ? "it is" : "they are"} in your own hands`;
    const left = leftToRoot.length > 0 || hit.isEditor;
    return {
      severity: "caution",
      title: "This does not need root's rights",
      what: left ? `${own}, and could belong to root afterwards.` : `${own} already.`,
      why: left
        ? "What belongs to root in your home you can no longer change or delete yourself without root's rights."
        : `A mistake in a command that runs as root reaches ${rootWords(facts).reach}.`,
      instead: alternatives([withoutElevation(foreseen.line, cause), "does the same as yourself"]),
      span: cause.span,
      ...pathsOf(paths),
      confirmWords: `as ${rootWords(facts).place}`,
    };
  },
});

/** A program with windows as root: a hole in it is a hole in the whole machine. */
function explainWindows({ cause }: NeedlessRoot, line: string, facts: Facts): Explanation {
  return {
    severity: "caution",
    title: "This would open a program with windows as root",
    what: `${showName(cause.program)}, and all that is opened in it, would have root's rights.`,
    why: "It reads what strangers send, and whoever gets the better of it is root at once. Its settings in your home could belong to root afterwards, so that it no longer starts as yourself.",
    instead: alternatives([asPerson(line, cause, facts), "opens it as yourself"]),
    span: cause.span,
    paths: [],
    pathCount: 0,
    confirmWords: `as ${rootWords(facts).place}`,
  };
}

/** Whoever became root by sudo and stayed it is somebody else still. */
function asPerson(line: string, cause: Cause, { caller }: Facts): string | undefined {
  if (caller.identity.uid !== 0) return withoutElevation(line, cause);
  if (caller.loginName === caller.name) return undefined;
  return withOther(line, cause, `sudo -u ${quoteWord(caller.loginName)}`);
}

/** Least privilege: root only puts the file in place. */
function explainEditing({ cause, paths }: NeedlessRoot, facts: Facts): Explanation {
  return {
    severity: "note",
    title: "The editor itself would run as root",
    what: `Only root may change ${describePaths(paths, facts)}, but ${showName(cause.program)} and all that is started from inside it would have root's rights as well.`,
    why: "With `sudoedit` the editor runs as yourself, on a copy that root puts in place afterwards.",
    instead: [
      {
        line: ["sudoedit", ...paths.map(quoteWord)].join(" "),
        why: "edits a copy as yourself",
      },
    ],
    span: cause.span,
    ...pathsOf(paths),
  };
}
