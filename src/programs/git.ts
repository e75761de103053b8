import type { Call, Outcome, Program } from "../domain/program.ts";
import { textStream } from "../domain/stream.ts";
import { unforeseen, untold } from "./common/outcome.ts";

/** Subcommands that change nothing in a work tree and store nothing, whatever their options. */
const reading = new Set([
  "annotate",
  "blame",
  "cat-file",
  "check-attr",
  "check-ignore",
  "check-ref-format",
  "cherry",
  "count-objects",
  "describe",
  "diff",
  "diff-files",
  "diff-index",
  "diff-tree",
  "for-each-ref",
  "grep",
  "help",
  "log",
  "ls-files",
  "ls-remote",
  "ls-tree",
  "merge-base",
  "name-rev",
  "rev-list",
  "rev-parse",
  "shortlog",
  "show",
  "show-branch",
  "show-ref",
  "status",
  "var",
  "version",
  "whatchanged",
]);

/** Subcommands that only tell something as long as they are asked this way. */
const telling: Readonly<Record<string, (words: readonly string[]) => boolean>> = {
  branch: (words) =>
    words.every((word) =>
      /^(-[arv]+|--(show-current|list|all|remotes|sort=.*|format=.*))$/.test(word),
    ),
  config: (words) => words.some((word) => /^(--get|--get-all|--list|-l|get|list)$/.test(word)),
  remote: (words) => words.length === 0 || words[0] === "-v" || words[0] === "get-url",
  stash: (words) => words[0] === "list" || words[0] === "show",
  "symbolic-ref": (words) =>
    words.filter((word) => !word.startsWith("-")).length === 1 && !words.includes("-d"),
  tag: (words) =>
    words.every((word) => /^(-l|-n\d*|--list|--sort=.*|--points-at=.*)$/.test(word)) ||
    words[0] === "-l",
  worktree: (words) => words[0] === "list",
  reflog: (words) => words[0] === undefined || words[0] === "show",
  notes: (words) => words[0] === undefined || words[0] === "list" || words[0] === "show",
  submodule: (words) => words[0] === "status",
  bisect: (words) => words[0] === "log",
};

const globalOptions = ["-C", "-c", "--git-dir", "--work-tree", "--namespace", "--exec-path"];

/** git: what only tells is learned from the real one, run so that nothing of the repository runs. */
export const gitProgram: Program = {
  names: ["git"],
  options: [
    "-C PATH",
    "-c NAME",
    "--exec-path[=PATH]",
    "-p --paginate",
    "-P --no-pager",
    "--git-dir=PATH",
    "--work-tree=PATH",
    "--namespace=NAME",
    "--bare",
    "--no-replace-objects",
    "--literal-pathspecs",
    "--help",
    "-v --version",
  ],
  run: runGit,
};

function runGit(call: Call): Outcome {
  const words = call.arguments.map((word) => word.text);
  let at = 0;
  while (words[at]?.startsWith("-")) at += globalOptions.includes(words[at] ?? "") ? 2 : 1;
  const name = words[at];
  if (name === undefined) return untold("it prints its help", words.length === 0 ? 1 : 0);
  const rest = words.slice(at + 1);
  const isTelling = reading.has(name) || telling[name]?.(rest) === true;
  if (!isTelling || rest.some((word) => word.startsWith("--output"))) {
    return unforeseen(call, `what \`git ${name}\` does is not modelled`);
  }
  if (!call.files.isUnchanged(call.directory)) return untold("the line changes files around it");
  const computed = call.compute("git", words);
  if (computed === undefined) return untold(`the output of \`git ${name}\` was not worked out`);
  return { status: computed.status, output: textStream(computed.output) };
}
