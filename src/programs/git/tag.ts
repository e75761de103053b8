import type { Outcome } from "../../domain/program.ts";
import type { GitCall } from "./git-call.ts";
import { refHook, startHooks } from "./hooks.ts";
import { disturbNames } from "./inner-files.ts";
import { findCommit } from "./revisions.ts";
import { endedWith, type Subcommand } from "./subcommand.ts";

const options = [
  "-l --list",
  "-n[=LINES]",
  "-d --delete",
  "-v --verify",
  "-a --annotate",
  "-m MESSAGE --message=MESSAGE",
  "-F FILE --file=FILE",
  "-e --edit",
  "-s --sign",
  "--no-sign",
  "--cleanup=MODE",
  "-u KEY --local-user=KEY",
  "-f --force",
  "--create-reflog",
  "--column[=OPTIONS]",
  "--contains=COMMIT",
  "--no-contains=COMMIT",
  "--merged[=COMMIT]",
  "--no-merged[=COMMIT]",
  "--sort=KEY",
  "--points-at=OBJECT",
  "--format=FORMAT",
  "--color[=WHEN]",
  "-i --ignore-case",
];

/** Makes and deletes tags. */
export const tag: Subcommand = { options, run: runTag };

function runTag(git: GitCall): Outcome {
  const read = git.options(options);
  const [first] = read.operands;
  if (first === undefined || read.has("list") || read.has("verify")) return endedWith(undefined);
  git.needSettledStore();
  if (!read.has("delete")) {
    disturbNames(git);
    git.emit("store", first.text, first);
    startHooks(git, refHook);
    return endedWith(undefined);
  }
  let status = 0;
  for (const name of read.operands) {
    const commit = findCommit(git, `refs/tags/${name.text}`);
    if (commit === undefined) status = 1;
    else git.emit("delete-tag", name.text, name, countLost(git, name.text, commit));
  }
  disturbNames(git);
  startHooks(git, refHook);
  return endedWith(status);
}

function countLost(git: GitCall, name: string, commit: string): number | undefined {
  const names = ["--not", `--exclude=${name}`, "--tags", "--branches", "--remotes"];
  const answer = git.tryAsk(["rev-list", "--count", commit, ...names, "HEAD"]);
  return answer?.status === 0 ? Number(answer.output.trim()) : undefined;
}
