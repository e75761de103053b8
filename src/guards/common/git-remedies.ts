import type { Argument } from "../../domain/argument.ts";
import type { Cause } from "../../domain/effect.ts";
import type { Foreseen } from "../../domain/plan.ts";
import { alternatives, type Edit, editLine, typedForm } from "./edit-line.ts";
import type { GitLoss, LostHistory } from "./git-losses.ts";

/** Lines that do what is meant and lose less. */
export function gentlerGit(loss: GitLoss, foreseen: Foreseen) {
  const { cause } = loss;
  const at = subcommandAt(cause.command);
  const word = cause.command[at];
  if (word === undefined) return [];
  const instead = (words: string): string | undefined =>
    editLine(foreseen, cause, replaceFrom(cause, at, words));
  const extended = (text: string): string | undefined =>
    editLine(foreseen, cause, [[word, `${typedForm(word)} ${text}`]]);
  if (loss.kind === "history") return gentlerHistory(loss, foreseen, instead, extended);
  if (word.text === "clean") {
    return alternatives(
      [extended("-n"), "only lists what would be deleted"],
      takesIgnored(cause)
        ? undefined
        : [
            instead("stash push -u"),
            "puts changes and new files aside; `git stash pop` brings them back",
          ],
    );
  }
  if (word.text === "rm") {
    return alternatives([extended("--cached"), "keeps the files and only takes them out of git"]);
  }
  return alternatives(
    [instead("stash push"), "puts the changes aside; `git stash pop` brings them back"],
    word.text === "reset"
      ? [swap(foreseen, cause, "--hard", "--soft"), "keeps the files as they are"]
      : undefined,
  );
}

/** Ignored files are not put aside by a plain `git stash`. */
function takesIgnored(cause: Cause): boolean {
  return cause.command.some(({ text }) => /^-[a-zA-Z]*[xX]/.test(text));
}

type Make = (words: string) => string | undefined;

function gentlerHistory(loss: LostHistory, foreseen: Foreseen, instead: Make, extended: Make) {
  const { cause, effects } = loss;
  const operand = effects[0]?.cause.operand;
  switch (effects[0]?.action) {
    case "delete-branch":
      return alternatives(
        [
          operand && instead(`branch -m ${typedForm(operand)} ${typedForm(operand)}-old`),
          "keeps it under another name",
        ],
        [swap(foreseen, cause, "-D", "-d"), "deletes it only if its commits are elsewhere too"],
      );
    case "abandon-commits":
      return alternatives([instead("branch saved"), "gives the commits a name first"]);
    case "drop-stash":
      return alternatives([instead("stash list"), "lists what was put aside"]);
    case "rewrite-remote":
      return alternatives(
        [
          swap(foreseen, cause, "--force", "--force-with-lease") ??
            swap(foreseen, cause, "-f", "--force-with-lease"),
          "refuses if others have sent something since",
        ],
        [extended("--dry-run"), "only tells what would be sent"],
      );
    case "delete-remote":
      return alternatives([extended("--dry-run"), "only tells what would be deleted"]);
    default:
      return [];
  }
}

/** Global options of git's that take the next word. */
const valued = new Set(["-C", "-c", "--git-dir", "--work-tree", "--namespace"]);

/** Where the subcommand stands among the words of the command. */
function subcommandAt(command: readonly Argument[]): number {
  let at = 1;
  while (command[at]?.text.startsWith("-") === true)
    at += valued.has(command[at]?.text ?? "") ? 2 : 1;
  return at;
}

/** The subcommand and all that follows give way to other words. */
function replaceFrom(cause: Cause, at: number, words: string): readonly Edit[] {
  return cause.command.slice(at).map((word, index): Edit => [word, index === 0 ? words : ""]);
}

function swap(foreseen: Foreseen, cause: Cause, from: string, to: string): string | undefined {
  const word = cause.command.find(({ text }) => text === from);
  return word === undefined ? undefined : editLine(foreseen, cause, [[word, to]]);
}
