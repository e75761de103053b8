import type { Facts } from "../domain/facts.ts";
import { defineGuard } from "../domain/guard.ts";
import { countOf, showName } from "../domain/text.ts";
import { type GitLoss, gitLosses, type LostHistory, type LostWork } from "./common/git-losses.ts";
import { gentlerGit } from "./common/git-remedies.ts";
import { describeAmount, describePaths, pathsOf } from "./common/wording.ts";

/** Work that git was told to throw away, and cannot bring back. */
export const losesUncommittedWork = defineGuard<GitLoss>({
  id: "loses-uncommitted-work",
  title: "Loses work that git does not have",
  severity: "danger",
  concerns: ["repository", "write", "delete", "move"],
  why: "Git brings back what was committed or stashed, and nothing else. Several of its commands throw away changes, files and branches without asking, since being asked to is what they are for.",
  examples: () => [
    { line: "cd src && git reset --hard", expect: "caution", why: "changes are not committed" },
    { line: "cd src && git reset", expect: "quiet", why: "the files stay as they are" },
    { line: "cd src && git reset --soft HEAD", expect: "quiet", why: "only the branch moves" },
    { line: "cd src && git checkout -- .", expect: "caution", why: "changes are written over" },
    { line: "cd src && git checkout -- main.c", expect: "quiet", why: "it was not changed" },
    { line: "cd src && git restore changed.c", expect: "caution", why: "its changes are lost" },
    { line: "cd src && git restore --staged .", expect: "quiet", why: "the files stay" },
    { line: "cd src && git clean -fd", expect: "caution", why: "files git has never had" },
    { line: "cd src && git clean -nd", expect: "quiet", why: "it only tells" },
    { line: "cd src && git clean -fdX", expect: "caution", why: "ignored, but .env is private" },
    { line: "cd src && git clean -fX build", expect: "quiet", why: "build output is made again" },
    { line: "cd src && git stash -u", expect: "quiet", why: "put aside, to be brought back" },
    { line: "cd src && git stash drop", expect: "caution", why: "what was put aside goes" },
    { line: "cd src && git branch -D idea", expect: "caution", why: "a commit only it leads to" },
    { line: "cd src && git branch -D done", expect: "quiet", why: "its commits are in main" },
    { line: "cd src && git reset --hard HEAD~1", expect: "caution", why: "a commit goes as well" },
    { line: "cd src && git push --force", expect: "danger", why: "others build on main" },
    {
      line: "cd src && git push --force origin idea",
      expect: "caution",
      why: "nobody's main line",
    },
    { line: "cd src && git push --force-with-lease", expect: "quiet", why: "it looks first" },
    { line: "cd src && git push", expect: "quiet", why: "the other side refuses to lose commits" },
    { line: "cd src && git push origin --delete idea", expect: "caution", why: "gone there" },
    {
      line: "cd src && git reflog expire --expire=now --all",
      expect: "danger",
      why: "the way back to lost commits",
    },
    { line: "cd src && git gc", expect: "quiet", why: "it keeps what is younger than two weeks" },
    { line: "cd src && git rm -f changed.c", expect: "caution", why: "its changes go with it" },
    { line: "cd src && git rm main.c", expect: "quiet", why: "committed and unchanged" },
    { line: "cd src && git checkout idea", expect: "quiet", why: "changes are carried along" },
  ],
  blindSpots:
    "It does not see what rebase, cherry-pick and merges with conflicts do, nor what others have sent since the last fetch. What was committed at some time can mostly be found by `git reflog` for some weeks, even where this guard speaks up.",
  check: gitLosses,
  explain: (loss, foreseen, facts) => ({
    ...(loss.kind === "files" ? describeWork(loss, facts) : describeHistory(loss)),
    severity: loss.severity,
    instead: gentlerGit(loss, foreseen),
    span: loss.cause.span,
  }),
});

function describeWork(loss: LostWork, facts: Facts) {
  const { paths, bytes, areDeleted } = loss;
  const names = describePaths(paths, facts);
  const files = countOf(paths.length, "file");
  const amount = describeAmount(paths.length, bytes, false);
  const them = paths.length === 1 ? "it" : "them";
  return {
    title: areDeleted
      ? `This would delete ${amount} whose content git does not have`
      : `This would lose changes in ${amount} that are not committed`,
    what: areDeleted
      ? `${names} would be gone for good.`
      : `${names}: what is in ${them} now would be gone, and only what was committed is left.`,
    why: areDeleted
      ? `What is in ${them} now was never committed or stashed, so that git cannot bring it back.`
      : "Git can only bring back what was committed or stashed.",
    ...pathsOf(paths),
    confirmWords: areDeleted ? `delete ${files}` : `lose changes in ${files}`,
  };
}

function describeHistory({ effects }: LostHistory) {
  const [first] = effects;
  const words = describeEffect(first);
  const more =
    effects.length > 1
      ? ` The same becomes of ${countOf(effects.length - 1, "more", "more")}.`
      : "";
  return { ...words, what: words.what + more, paths: [], pathCount: 0 };
}

interface Words {
  readonly title: string;
  readonly what: string;
  readonly why: string;
  readonly confirmWords: string;
}

const reflog =
  "Git deletes such commits after some weeks; until then `git reflog` may show their numbers.";

function describeEffect(effect: LostHistory["effects"][number] | undefined): Words {
  const name = showName(effect?.target ?? "");
  const commits = effect?.count === undefined ? "commits" : countOf(effect.count, "commit");
  switch (effect?.action) {
    case "delete-branch":
    case "delete-tag":
      return {
        title: `This would delete a ${effect.action === "delete-tag" ? "tag" : "branch"} with ${commits} that nothing else has`,
        what: `Only ${name} leads to ${effect.count === 1 ? "this commit" : "these commits"}.`,
        why: reflog,
        confirmWords: `delete ${name}`,
      };
    case "abandon-commits":
      return {
        title: `This would leave ${commits} that no branch leads to`,
        what: `${name} leads to ${effect.count === 1 ? "it" : "them"} now, and no other branch or tag does.`,
        why: reflog,
        confirmWords: `leave ${commits}`,
      };
    case "drop-stash":
      return {
        title: `This would throw away ${effect.count === 1 ? "changes that were" : `${effect.count} sets of changes that were`} put aside`,
        what: `${name.replace("refs/stash@{0}", "What was put aside last")} would be gone.`,
        why: "Git notes dropped stashes nowhere; they can only be found by searching its store.",
        confirmWords: effect.count === 1 ? "drop the stash" : `drop ${effect.count} stashes`,
      };
    case "rewrite-remote":
      return {
        title: "This would overwrite what others have sent",
        what:
          effect.count === undefined
            ? `Whatever ${name} holds by now would be replaced by what is here.`
            : `${name} would lose ${commits} that it is known to have, and whatever was sent since.`,
        why: "Who works with that branch has to mend their copy, and commits that only lie there are lost.",
        confirmWords: `overwrite ${name}`,
      };
    case "delete-remote":
      return {
        title: "This would delete branches or tags of the other side",
        what: `At ${name} what is named would be gone for everybody.`,
        why: "Commits that only lie there are lost.",
        confirmWords: `delete ${name}`,
      };
    default:
      return {
        title: "This would throw away the way back to lost commits",
        what: "Commits that no branch leads to could not be found again.",
        why: "It is what brings back a deleted branch or a bad reset.",
        confirmWords: "throw away the way back",
      };
  }
}
