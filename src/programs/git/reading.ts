import type { Outcome } from "../../domain/program.ts";
import { textStream } from "../../domain/stream.ts";
import { complaintOf, untold } from "../common/outcome.ts";
import { tellDiff } from "./diff.ts";
import type { GitCall } from "./git-call.ts";

const always =
  "annotate blame cat-file check-attr check-ignore check-mailmap check-ref-format cherry column count-objects describe diff diff-files diff-index diff-tree for-each-ref get-tar-commit-id grep help interpret-trailers log ls-files ls-remote ls-tree mailinfo merge-base merge-tree name-rev patch-id range-diff request-pull rev-list rev-parse shortlog show show-branch show-index show-ref status stripspace var verify-commit verify-pack verify-tag version whatchanged";

/** Subcommands that only tell something, whatever their options. */
const reading: ReadonlySet<string> = new Set(always.split(" "));

/** Subcommands that only tell something as long as they are asked this way. */
const telling: Readonly<Record<string, (words: readonly string[]) => boolean>> = {
  apply: (words) =>
    words.some((word) => /^--(check|stat|numstat|summary)$/.test(word)) &&
    !words.includes("--apply"),
  bisect: (words) => words[0] === "log" || words[0] === "view" || words[0] === "terms",
  branch: (words) =>
    words.every((word) =>
      /^(-[arv]+|--(show-current|list|all|remotes|sort=.*|format=.*))$/.test(word),
    ),
  bundle: (words) => words[0] === "verify" || words[0] === "list-heads",
  config: (words) => words.some((word) => /^(--get(-all|-regexp)?|--list|-l|get|list)$/.test(word)),
  notes: (words) => words[0] === undefined || words[0] === "list" || words[0] === "show",
  reflog: (words) => words[0] === undefined || words[0] === "show" || words[0] === "exists",
  remote: (words) => words.length === 0 || /^(-v|get-url|show)$/.test(words[0] ?? ""),
  stash: (words) => words[0] === "list" || words[0] === "show",
  submodule: (words) => words[0] === "status" || words[0] === "summary",
  "symbolic-ref": (words) =>
    words.filter((word) => !word.startsWith("-")).length === 1 && !words.includes("-d"),
  tag: (words) =>
    words.every((word) => /^(-l|-n\d*|--list|--sort=.*|--points-at=.*)$/.test(word)) ||
    words[0] === "-l",
  worktree: (words) => words[0] === "list",
};

/** Whether the command changes nothing in a work tree and stores nothing. */
export function isTelling(name: string, words: readonly string[]): boolean {
  const isAsked =
    reading.has(name) || (Object.hasOwn(telling, name) && telling[name]?.(words) === true);
  return isAsked && !words.some((word) => word.startsWith("--output"));
}

/** What git really prints, where the line has changed nothing that it goes by. */
export function tell(git: GitCall, words: readonly string[], isPlain = true): Outcome {
  const { call } = git;
  if (
    isPlain &&
    git.name === "diff" &&
    !git.words.some(({ text }) => /^--(cached|staged)$/.test(text))
  ) {
    const told = tellDiff(git);
    if (told !== undefined) return told;
  }
  if (!call.files.isUnchanged(git.directory)) return untold("the line changes files around it");
  const computed = call.compute("git", words);
  if (computed === undefined) return untold(`the output of \`git ${git.name}\` was not worked out`);
  return { status: computed.status, output: textStream(computed.output), ...complaintOf(computed) };
}
