import type { Argument } from "../../domain/argument.ts";
import type { Outcome } from "../../domain/program.ts";
import type { OptionsRead } from "../common/options.ts";
import type { GitCall } from "./git-call.ts";
import { startHooks } from "./hooks.ts";
import { findCommit, readHead } from "./revisions.ts";
import { cannotTell, refuse } from "./stop.ts";
import { endedWith, type Subcommand } from "./subcommand.ts";

const options = [
  "-v --verbose",
  "-q --quiet",
  "--repo=REPOSITORY",
  "--all",
  "--branches",
  "--mirror",
  "-d --delete",
  "--tags",
  "-n --dry-run",
  "--porcelain",
  "-f --force",
  "--force-with-lease[=REF]",
  "--no-force-with-lease",
  "--force-if-includes",
  "--no-force-if-includes",
  "--recurse-submodules=WHEN",
  "--no-recurse-submodules",
  "--thin",
  "--no-thin",
  "--receive-pack=PROGRAM --exec=PROGRAM",
  "-u --set-upstream",
  "--progress",
  "--no-progress",
  "--prune",
  "--no-verify",
  "--verify",
  "--follow-tags",
  "--no-follow-tags",
  "--signed[=WHEN]",
  "--no-signed",
  "--atomic",
  "--no-atomic",
  "-o OPTION --push-option=OPTION",
  "-4 --ipv4",
  "-6 --ipv6",
];

/** Sends commits to another repository; what it must overwrite there is named. */
export const push: Subcommand = { options, run: runPush };

function runPush(git: GitCall): Outcome {
  const read = git.options(options);
  const [first, ...refspecs] = read.operands;
  if (read.has("delete") && refspecs.length === 0)
    refuse("--delete doesn't make sense without any refs");
  const branch = git.isStoreSettled ? readHead(git).branch : undefined;
  const remote = first?.text ?? read.value("repo") ?? remoteOf(git, branch);
  const { settings } = git;
  const url = settings.get(`remote.${remote}.pushurl`) ?? settings.get(`remote.${remote}.url`);
  if (url === undefined && !/[:/]/.test(remote))
    refuse(`'${remote}' does not appear to be a git repository`);
  if (read.has("dry-run")) return endedWith(undefined);
  git.call.emit({ kind: "network", action: "push", target: url ?? remote }, first);
  overwrite(git, read, remote, refspecs, branch);
  if (!read.has("no-verify")) startHooks(git, "pre-push");
  if (isLocal(url ?? remote)) {
    cannotTell("what the other repository on this machine then holds is not modelled", first);
  }
  return endedWith(undefined);
}

function remoteOf(git: GitCall, branch: string | undefined): string {
  const { settings } = git;
  return (
    settings.get(`branch.${branch}.pushremote`) ??
    settings.get("remote.pushdefault") ??
    settings.get(`branch.${branch}.remote`) ??
    "origin"
  );
}

/** Whether an address is a path of this machine. */
function isLocal(address: string): boolean {
  if (/^file:/.test(address)) return true;
  return !/^[a-z+]+:\/\//i.test(address) && !/^[^/]+:/.test(address);
}

/** What goes at the other side: by force, by `+`, by deletion. */
function overwrite(
  git: GitCall,
  read: OptionsRead,
  remote: string,
  refspecs: readonly Argument[],
  branch: string | undefined,
): void {
  const forced = read.last("force", "force-with-lease");
  const isForced = forced === "force" && !read.has("force-with-lease");
  if (read.has("mirror")) git.emit("rewrite-remote", remote);
  if (read.has("mirror") || read.has("prune")) git.emit("delete-remote", remote);
  if (refspecs.length === 0 && isForced) rewrite(git, remote, branch ?? "HEAD", branch ?? "HEAD");
  for (const refspec of refspecs) {
    const [, plus, from = "", to] = /^(\+?)([^:]*)(?::(.*))?$/.exec(refspec.text) ?? [];
    if (read.has("delete") || (from === "" && to !== undefined && to !== "")) {
      git.emit("delete-remote", `${remote}/${to ?? from}`, refspec);
    } else if (isForced || plus === "+") {
      const name = from === "HEAD" ? (branch ?? from) : from;
      rewrite(git, remote, name, to ?? name, refspec);
    }
  }
}

/** Commits that are known to be lost there; others may have sent more since. */
function rewrite(git: GitCall, remote: string, from: string, to: string, operand?: Argument): void {
  const short = to.replace(/^refs\/heads\//, "");
  if (!git.isStoreSettled) {
    git.emit("rewrite-remote", `${remote}/${short}`, operand);
    return;
  }
  const there = findCommit(git, `refs/remotes/${remote}/${short}`);
  const here = findCommit(git, from);
  const answer =
    there === undefined || here === undefined
      ? undefined
      : git.tryAsk(["rev-list", "--count", there, `^${here}`]);
  const count = answer?.status === 0 ? Number(answer.output.trim()) : undefined;
  git.emit("rewrite-remote", `${remote}/${short}`, operand, count);
}
