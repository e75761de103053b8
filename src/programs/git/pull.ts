import type { Outcome } from "../../domain/program.ts";
import type { GitCall } from "./git-call.ts";
import { remoteAddress } from "./remote-address.ts";
import { readHead } from "./revisions.ts";
import { cannotTell, refuse } from "./stop.ts";
import type { Subcommand } from "./subcommand.ts";

/** Fetches and joins in: what comes is only known by the other side. */
export const pull: Subcommand = { options: [], run: runPull };

function runPull(git: GitCall): Outcome {
  git.needWorkTree();
  const named = git.words.find(({ text }) => !text.startsWith("-"));
  const { settings } = git;
  const { branch } = readHead(git);
  const followed = settings.get(`branch.${branch}.remote`);
  if (named === undefined && followed === undefined && settings.names("remote.").length === 0) {
    // It looks for what to join in only after it has noted in its store that nothing was fetched.
    git.emit("store", "fetched commits");
    refuse("there is no tracking information for the current branch", 1);
  }
  const target = remoteAddress(git, named?.text ?? followed);
  git.call.emit({ kind: "network", action: "fetch", target }, named);
  git.emit("store", "fetched commits");
  return cannotTell("what the other side holds is not known before");
}
