import type { Argument } from "../../domain/argument.ts";
import type { GitCall } from "./git-call.ts";
import { findCommit } from "./revisions.ts";

/** A branch that is made because a remote has one of that name. */
export interface Followed {
  readonly name: string;
  readonly start: Argument;
}

/** What `git checkout NAME` makes of a name that only one remote knows. */
export function findFollowed(
  git: GitCall,
  word: Argument | undefined,
  mayGuess: boolean,
): Followed | undefined {
  if (word === undefined || !mayGuess || !git.settings.isOn("checkout.guess", true))
    return undefined;
  if (!/^[\w./+-]+$/.test(word.text) || word.text.startsWith("-")) return undefined;
  if (findCommit(git, word.text) !== undefined) return undefined;
  const pattern = `refs/remotes/*/${word.text}`;
  const names = git.ask(["for-each-ref", "--format=%(refname)", pattern]).output.trim().split("\n");
  const preferred = git.settings.get("checkout.defaultremote");
  const chosen =
    names.length === 1
      ? names[0]
      : names.find((name) => name === `refs/remotes/${preferred}/${word.text}`);
  return chosen === undefined || chosen === ""
    ? undefined
    : { name: word.text, start: { ...word, text: chosen } };
}
