import type { Facts } from "../domain/facts.ts";
import { defineGuard } from "../domain/guard.ts";
import { countOf, formatCount, joinWords } from "../domain/text.ts";
import { explainKeptLoss, type KeptLoss, keptLosses } from "./common/container-losses.ts";
import { gentlerDeletions } from "./common/deletion-remedies.ts";
import { type DroppedData, droppedData, explainDropped } from "./common/dropped-data.ts";
import { type OwnDeletion, ownDeletions } from "./common/own-deletions.ts";
import { explainStray, type StrayMove, strayMoves } from "./common/stray-moves.ts";
import { describeAmount, describePath, describePaths, pathsOf } from "./common/wording.ts";

/** Deleting files of people: no package and no tool brings them back. */
export const deletesOwnFiles = defineGuard<OwnDeletion | DroppedData | KeptLoss | StrayMove>({
  id: "deletes-own-files",
  title: "Deletes your own files",
  severity: "danger",
  why: "A deleted file does not go to a bin. Files that you or somebody else made have no second copy unless there is a backup.",
  examples: () => [
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
    { line: "dropdb shop", expect: "danger", why: "a whole database" },
    { line: "mysql -e 'DROP TABLE orders' shop", expect: "danger", why: "a table of one" },
    { line: "psql -c 'SELECT 1'", expect: "quiet", why: "it only asks" },
    { line: "gzip notes.txt", expect: "quiet", why: "the content lies in notes.txt.gz" },
    { line: "grep -c 'rm -rf /' install.log", expect: "quiet", why: "text is not a command" },
    {
      line: "mv Documents /tmp",
      expect: "caution",
      why: "what lies there goes with the next start",
    },
    { line: "mv notes.txt /tmp", expect: "quiet", why: "one file, put there knowingly" },
    { line: "docker volume rm shop-data", expect: "caution", why: "what is stored in it goes" },
    { line: "docker compose down -v", expect: "danger", why: "every volume of the project" },
    { line: "docker compose down", expect: "quiet", why: "the volumes stay" },
    { line: "docker system prune -af --volumes", expect: "danger", why: "volumes nobody uses now" },
    { line: "docker image prune -a", expect: "quiet", why: "images can be fetched again" },
    { line: "kubectl delete namespace prod", expect: "danger", why: "with all that stands in it" },
    { line: "kubectl get pods", expect: "quiet", why: "it only tells" },
    {
      line: "terraform apply -auto-approve",
      expect: "caution",
      why: "nobody reads the plan first",
    },
    { line: "terraform plan", expect: "quiet", why: "it only tells" },
    { line: "terraform destroy", expect: "danger", why: "everything that it built" },
  ],
  blindSpots:
    "It does not know of backups elsewhere, so that it warns of files which have one. Files below /tmp and in caches, editor backups, and what git ignores are taken to be made again by programs.",
  check: (foreseen, facts) => [
    ...ownDeletions(foreseen, facts),
    ...droppedData(foreseen),
    ...keptLosses(foreseen),
    ...strayMoves(foreseen, facts),
  ],
  explain(deletion, foreseen, facts) {
    if ("kind" in deletion && deletion.kind === "stray")
      return explainStray(deletion, foreseen, facts);
    if ("kind" in deletion)
      return deletion.kind === "data" ? explainDropped(deletion) : explainKeptLoss(deletion);
    const { command, severity, files, paths } = deletion;
    return {
      severity,
      title: describeTitle(deletion),
      what: `${describeWhat(deletion, describeRoots(deletion, facts))}${describeHistory(deletion, facts)}`,
      why: describeWhy(deletion),
      instead: severity === "note" ? [] : gentlerDeletions(deletion, foreseen, facts),
      span: command.cause.span,
      ...pathsOf(paths, files),
      confirmWords: files === 0 ? "delete all of it" : `delete ${countOf(files, "file")}`,
    };
  },
});

/** A repository goes with its history: what of it is in no other place. */
function describeHistory({ roots }: OwnDeletion, facts: Facts): string {
  // Each costs two calls of git, and where there are many the paths say enough.
  for (const root of roots.slice(0, 3)) {
    const found = facts.git.onlyHere?.(root);
    const parts = [
      found?.uncommitted ? `${countOf(found.uncommitted, "file")} not committed` : "",
      found?.unpushed ? `${countOf(found.unpushed, "commit")} not pushed anywhere` : "",
    ].filter((part) => part !== "");
    if (parts.length > 0) return ` In ${describePath(root, facts)} git has ${joinWords(parts)}.`;
  }
  return "";
}

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
