import type { Cause } from "../domain/effect.ts";
import type { Facts } from "../domain/facts.ts";
import { defineGuard } from "../domain/guard.ts";
import type { Foreseen } from "../domain/plan.ts";
import { countOf, formatCount } from "../domain/text.ts";
import {
  alternatives,
  editLine,
  lineAs,
  standsIn,
  typedForm,
  typedPath,
} from "./common/edit-line.ts";
import { type OwnDeletion, ownDeletions } from "./common/own-deletions.ts";
import {
  describeAmount,
  describePath,
  describePaths,
  joinWords,
  pathsOf,
} from "./common/wording.ts";

/** Deleting files of people: no package and no tool brings them back. */
export const deletesOwnFiles = defineGuard<OwnDeletion>({
  id: "deletes-own-files",
  title: "Deletes your own files",
  severity: "danger",
  why: "A deleted file does not go to a bin. Files that you or somebody else made have no second copy unless there is a backup.",
  examples: [
    { line: "rm -rf Documents", expect: "danger", why: "1,204 files of one's own" },
    { line: "rm -r photos", expect: "caution", why: "a handful of files" },
    { line: "rm old.txt", expect: "note", why: "one own file, named in full" },
    { line: "rm *.txt", expect: "caution", why: "a pattern chooses the files" },
    { line: "rm -r empty", expect: "quiet", why: "there is nothing in it" },
    { line: "rm -rf src/target", expect: "quiet", why: "git ignores it: build output" },
    { line: "rm -rf src", expect: "danger", why: "git's record of it goes as well" },
    { line: "rm src/main.c", expect: "quiet", why: "committed and unchanged: git has it" },
    { line: "rm -rf .ssh", expect: "danger", why: "keys that let you in elsewhere" },
    { line: "rm .ssh/id_rsa", expect: "caution", why: "a key cannot be made again" },
    { line: "rm .ssh/known_hosts", expect: "note", why: "ssh makes it again" },
    { line: "rm -rf .cache/browser", expect: "quiet", why: "programs fill it again" },
    { line: "find . -name '*.swp' -delete", expect: "quiet", why: "only editor swap files match" },
    {
      line: "find . -name '*.txt' -delete",
      expect: "danger",
      why: "every text file, Documents too",
    },
    { line: "rm -rf /home/ann", expect: "danger", as: "root", why: "somebody's whole home" },
    { line: "rm -rf /tmp/scratch-1234", expect: "quiet", as: "root", why: "temporary files" },
    { line: "cp -a photos saved && rm -r photos", expect: "quiet", why: "the line keeps a copy" },
    { line: "mkdir x && touch x/a && rm -r x", expect: "quiet", why: "the line made it itself" },
    { line: "gzip notes.txt", expect: "quiet", why: "the content lies in notes.txt.gz" },
    { line: "grep -c 'rm -rf /' install.log", expect: "quiet", why: "text is not a command" },
  ],
  blindSpots:
    "It does not know of backups elsewhere, so that it warns of files which have one. Files below /tmp and in caches, editor backups, and what git ignores are taken to be made again by programs.",
  check: ownDeletions,
  explain(deletion, foreseen, facts) {
    const { command, severity, files, paths } = deletion;
    return {
      severity,
      title: describeTitle(deletion),
      what: describeWhat(deletion, describeRoots(deletion, facts)),
      why: describeWhy(deletion),
      instead: severity === "note" ? [] : insteadOf(deletion, foreseen, facts),
      span: command.cause.span,
      ...pathsOf(paths, files),
      confirmWords: files === 0 ? "delete all of it" : `delete ${countOf(files, "file")}`,
    };
  },
});

function describeTitle({ files, bytes, isPartlyCounted, isOpen }: OwnDeletion): string {
  if (files > 0) return `This would delete ${describeAmount(files, bytes, isPartlyCounted)}`;
  return isPartlyCounted || isOpen
    ? "This would delete more than was counted"
    : "This would delete files that git can bring back";
}

/** The topmost paths, with how many files each loses where that tells more. */
function describeRoots({ roots, counts, files }: OwnDeletion, facts: Facts): string {
  if (roots.length < 2 || files <= roots.length) return describePaths(roots, facts);
  const [first, second, third, ...others] = roots.map(
    (path, at) => `${describePath(path, facts)} (${formatCount(counts[at] ?? 0)})`,
  );
  const named = [first, second, third].filter((name) => name !== undefined);
  return others.length === 0
    ? joinWords(named)
    : `${named.join(", ")} and ${countOf(others.length, "more", "more")}`;
}

function describeWhat(deletion: OwnDeletion, where: string): string {
  const { files, committed, isWholeHome, isOpen } = deletion;
  const whole = isWholeHome ? " That is everything in a home folder." : "";
  if (files === 0 && committed > 0 && !isOpen)
    return `${where}: git has ${committed === 1 ? "it" : "them"} as committed.`;
  const kept = committed > 0 ? ` Git still has ${countOf(committed, "other file")}.` : "";
  return `${where} would be gone for good.${whole}${kept}`;
}

function describeWhy({ files, severity, isPartlyCounted }: OwnDeletion): string {
  if (files === 0 && !isPartlyCounted)
    return "What is committed and unchanged can be checked out again.";
  if (severity === "note") return "A deleted file does not go to a bin.";
  return files === 1
    ? "No second copy of it is known here, and a deleted file does not go to a bin."
    : "No second copies of them are known here, and deleted files do not go to a bin.";
}

/** Looking first, or putting aside. */
function insteadOf(deletion: OwnDeletion, foreseen: Foreseen, facts: Facts) {
  const { cause } = deletion.command;
  const deleteAction = cause.command.find(({ text }) => text === "-delete");
  if (deleteAction !== undefined) {
    const line = editLine(foreseen, cause, [[deleteAction, "-print"]]);
    return alternatives([line, "only lists what would be deleted"]);
  }
  const listing = cause.directory === foreseen.directory ? listFirst(deletion) : undefined;
  if (listing !== undefined) return alternatives(listing);
  if (isIndirect(deletion))
    return alternatives([echoed(foreseen, cause), "only prints the commands"]);
  if (deletion.roots.includes(facts.caller.home) || deletion.roots.length > 3) return [];
  return alternatives(trashLine(deletion, foreseen, facts), moveAside(deletion, foreseen));
}

/** Whether the names come from `find`, `xargs` or the rounds of a loop. */
function isIndirect({ command: { cause, operands } }: OwnDeletion): boolean {
  if (cause.wrappers.some((name) => name === "find" || name === "xargs")) return true;
  return operands.length > 1 && operands.every(({ span }) => span[0] === operands[0]?.span[0]);
}

function echoed(foreseen: Foreseen, cause: Cause): string | undefined {
  const [program] = cause.command;
  if (program === undefined || !standsIn(foreseen.line, program)) return undefined;
  return editLine(foreseen, cause, [[program, `echo ${program.written}`]]);
}

/** Where a pattern chooses the files: what it chooses. */
function listFirst({ command }: OwnDeletion): readonly [string, string] | undefined {
  const { cause, operands } = command;
  const patterns = operands.filter(({ origins }) => origins.some(({ kind }) => kind === "glob"));
  const isPlain = patterns.every(({ origins }) => origins.every(({ kind }) => kind === "glob"));
  if (patterns.length === 0 || !isPlain || cause.wrappers.length > 0) return undefined;
  const words = [...new Set(patterns.map(typedForm))];
  if (words.length > 3) return undefined;
  return [lineAs(cause, ["ls", "-d", ...words]), "only lists which files are meant"];
}

/** A bin, where the machine has a program for it. */
function trashLine(
  { command, roots }: OwnDeletion,
  foreseen: Foreseen,
  facts: Facts,
): readonly [string, string] | undefined {
  if (command.cause.identity.uid === 0) return undefined;
  const programs = [
    ["/usr/bin/gio", "gio trash"],
    ["/usr/bin/trash-put", "trash-put"],
  ] as const;
  const bin = programs.find(([path]) => facts.packages.owners(path).length > 0)?.[1];
  if (bin === undefined) return undefined;
  const words = roots.map((path) => typedPath(path, foreseen));
  return [`${bin} ${words.join(" ")}`, "goes to the bin and can be brought back"];
}

/** Keeps one thing under another name beside it. */
function moveAside(
  { command, roots }: OwnDeletion,
  foreseen: Foreseen,
): readonly [string, string] | undefined {
  const [path] = roots;
  if (roots.length !== 1 || path === undefined) return undefined;
  const words = [typedPath(path, foreseen), typedPath(`${path}.old`, foreseen)];
  return [lineAs(command.cause, ["mv", "-n", ...words]), "keeps it until it is sure"];
}
