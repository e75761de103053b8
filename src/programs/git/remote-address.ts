import type { GitCall } from "./git-call.ts";

/** The address a remote's name stands for; the name itself where it is an address. */
export function remoteAddress(git: GitCall, name = "origin"): string {
  return git.settings.get(`remote.${name}.url`) ?? name;
}
