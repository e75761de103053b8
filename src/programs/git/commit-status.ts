import type { OptionsRead } from "../common/options.ts";
import type { GitCall } from "./git-call.ts";

/** 0 where nothing can come between and a commit: no name that is missing, no password, no editor. */
export function commitStatus(git: GitCall, read: OptionsRead, asksFor: "nothing" | "message") {
  const { settings, call } = git;
  const isNamed = (who: string): boolean =>
    call.environment.has(`GIT_${who}_EMAIL`) || settings.get("user.email") !== undefined;
  const isWritten = read.has("message") || read.has("no-edit") || !call.isInputTerminal;
  const asks = read.has("edit") || (asksFor === "message" && !isWritten);
  const signs = read.has("gpg-sign") || settings.isOn("commit.gpgsign", false);
  return isNamed("AUTHOR") && isNamed("COMMITTER") && !signs && !asks ? 0 : undefined;
}
