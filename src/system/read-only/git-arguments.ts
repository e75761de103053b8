import { type AllowedOptions, type ArgumentRule, allow } from "./accepted-arguments.ts";

/**
 * Subcommands that only read. Those that look at the contents of the work tree start filters where
 * any are configured: `looksAtWorkTree` tells them, for compute.ts to ask beforehand.
 */
export const gitRule: ArgumentRule = (args) => {
  const at = subcommandAt(args);
  const name = args[at];
  if (name === undefined) return undefined;
  const rest = args.slice(at + 1);
  const accepted = ruleOf(name)?.(rest);
  if (accepted === undefined || rest.some(asksForSignatures)) return undefined;
  return [...args.slice(0, at), name, ...accepted];
};

/** Whether an accepted command compares files with the store, and so would filter them. */
export function looksAtWorkTree(args: readonly string[]): boolean {
  const name = args[subcommandAt(args)];
  return name === "status" || name === "diff-files";
}

/** Whether submodules are passed over, so that their own settings do not matter. */
export function ignoresSubmodules(args: readonly string[]): boolean {
  return args.includes("--ignore-submodules=all");
}

/** Where a command would be run by its `-C` options, each from where the one before leads. */
export function directoriesChosen(args: readonly string[]): readonly string[] {
  return args.slice(0, subcommandAt(args)).filter((_, at) => args[at - 1] === "-C");
}

/** Only `-C directory` and `--no-pager` may stand before the subcommand; -c names programs. */
function subcommandAt(args: readonly string[]): number {
  let at = 0;
  while (at < args.length) {
    if (args[at] === "-C") at += 2;
    else if (args[at] === "--no-pager" || args[at] === "-P") at += 1;
    else break;
  }
  return at;
}

/** %G… and %(signature) start gpg, which is disarmed, so that the answer would be wrong. */
function asksForSignatures(word: string): boolean {
  return /%G|%\(sign/.test(word);
}

function ruleOf(name: string): ArgumentRule | undefined {
  if (Object.hasOwn(special, name)) return special[name];
  const options = Object.hasOwn(plain, name) ? plain[name] : undefined;
  return options === undefined ? undefined : allow(options);
}

const plain: Readonly<Record<string, AllowedOptions>> = {
  // --filters and --textconv start what is configured.
  "cat-file": { flags: "tsep", long: ["--batch"] },
  // It only reads attribute files.
  "check-attr": { flags: "az", long: ["--all", "--stdin", "--cached"] },
  "check-ignore": {
    flags: "qvnz",
    long: ["--quiet", "--verbose", "--no-index", "--non-matching", "--stdin"],
  },
  describe: {
    long: [
      "--tags",
      "--always",
      "--abbrev=",
      "--long",
      "--exact-match",
      "--match=",
      "--exclude=",
      "--first-parent",
      "--all",
      "--contains",
    ],
  },
  "for-each-ref": {
    long: ["--format=", "--sort=", "--count=", "--merged=", "--points-at=", "--contains="],
  },
  // -O opens what is found in a program, --textconv starts what is configured.
  grep: {
    flags: "lLciwEFPGvhHnqzIo",
    valued: "e",
    long: [
      "--files-with-matches",
      "--name-only",
      "--files-without-match",
      "--count",
      "--ignore-case",
      "--word-regexp",
      "--extended-regexp",
      "--fixed-strings",
      "--perl-regexp",
      "--invert-match",
      "--line-number",
      "--null",
      "--quiet",
      "--cached",
      "--untracked",
      "--max-depth=",
    ],
  },
  "ls-files": {
    flags: "cdoiszutv",
    valued: "x",
    long: [
      "--cached",
      "--deleted",
      "--others",
      "--ignored",
      "--stage",
      "--exclude=",
      "--exclude-standard",
      "--error-unmatch",
      "--full-name",
      "--directory",
    ],
  },
  "ls-tree": {
    flags: "rdtlz",
    long: ["--name-only", "--name-status", "--full-name", "--full-tree", "--long", "--abbrev[=]"],
  },
  "merge-base": { long: ["--is-ancestor", "--all", "--octopus"] },
  "name-rev": { long: ["--name-only", "--tags", "--refs=", "--always"] },
  "rev-list": {
    valued: "n",
    long: [
      "--count",
      "--all",
      "--max-count=",
      "--no-merges",
      "--merges",
      "--first-parent",
      "--reverse",
      "--branches",
      "--tags",
      "--remotes",
      "--not",
      "--exclude=",
      "--left-right",
      "--left-only",
      "--right-only",
      "--max-parents=",
    ],
  },
  "rev-parse": {
    flags: "q",
    long: [
      "--show-toplevel",
      "--show-prefix",
      "--show-cdup",
      "--git-dir",
      "--absolute-git-dir",
      "--git-common-dir",
      "--abbrev-ref[=]",
      "--short[=]",
      "--verify",
      "--quiet",
      "--symbolic",
      "--symbolic-full-name",
      "--is-inside-work-tree",
      "--is-inside-git-dir",
      "--is-bare-repository",
      "--all",
    ],
  },
  status: {
    flags: "sbz",
    attached: "u",
    long: [
      "--short",
      "--branch",
      "--porcelain[=]",
      "--untracked-files[=]",
      "--ignored[=]",
      "--no-renames",
      "--ignore-submodules[=]",
    ],
  },
  version: {},
  "show-ref": {
    flags: "sqd",
    long: ["--heads", "--tags", "--verify", "--hash[=]", "--quiet", "--dereference"],
  },
};

const logOptions: AllowedOptions = {
  flags: "0123456789sz",
  valued: "n",
  long: [
    "--oneline",
    "--format=",
    "--pretty[=]",
    "--max-count=",
    "--no-merges",
    "--merges",
    "--first-parent",
    "--reverse",
    "--all",
    "--name-only",
    "--name-status",
    "--no-patch",
    "--no-walk",
    "--abbrev-commit",
    "--abbrev=",
    "--date=",
    "--no-decorate",
    "--diff-filter=",
    "--author=",
    "--grep=",
    "--no-renames",
  ],
};

/** Programs that the configuration names for showing differences are never started. */
const noDrivers = ["--no-ext-diff", "--no-textconv"];

/** Plumbing that compares names, modes and object ids; never -p, which starts drivers. */
const rawOptions = [
  "--raw",
  "--name-only",
  "--name-status",
  "--quiet",
  "--exit-code",
  "--diff-filter=",
  "--no-renames",
  "--ignore-submodules[=]",
];

const special: Readonly<Record<string, ArgumentRule>> = {
  "diff-files": allow({ flags: "z", long: rawOptions }),
  "diff-index": allow({ flags: "z", long: [...rawOptions, "--cached"] }, ({ options }) =>
    options.has("--cached"),
  ),
  "diff-tree": allow({ flags: "rzM", long: [...rawOptions, "--root", "--no-commit-id"] }),
  // With -n it only tells: git takes no lock for it and writes nothing.
  clean: allow(
    { flags: "ndxXf", valued: "e" },
    ({ options }) => options.has("n") && !options.has("i"),
  ),
  log: (args) => (allow(logOptions)(args) === undefined ? undefined : [...noDrivers, ...args]),
  show: (args) => (allow(logOptions)(args) === undefined ? undefined : [...noDrivers, ...args]),
  // Operands would make, move or delete.
  branch: allow(
    {
      flags: "arv",
      long: ["--show-current", "--list", "--all", "--remotes", "--format=", "--sort="],
    },
    ({ operands, options }) => operands.length === 0 || options.has("--list"),
  ),
  tag: allow(
    {
      flags: "l",
      long: ["--list", "--sort=", "--format=", "--points-at=", "--merged=", "--contains="],
    },
    ({ operands, options }) => operands.length === 0 || options.has("l") || options.has("--list"),
  ),
  "symbolic-ref": allow(
    { flags: "q", long: ["--short", "--quiet"] },
    ({ operands }) => operands.length === 1,
  ),
  // A second operand would set the value.
  config: allow(
    {
      flags: "lz",
      long: [
        "--get",
        "--get-all",
        "--list",
        "--bool",
        "--int",
        "--path",
        "--global",
        "--local",
        "--system",
        "--default=",
        "--type=",
        "--null",
      ],
    },
    ({ operands, options }) =>
      operands.length <= 1 ||
      (operands.length === 2 && (options.has("--get") || options.has("--get-all"))),
  ),
  remote: (args) => (args.length === 0 || args[0] === "-v" || isGetUrl(args) ? args : undefined),
  stash: (args) => (args.length === 1 && args[0] === "list" ? args : undefined),
  worktree: (args) =>
    args[0] === "list" && args.slice(1).every((word) => word === "--porcelain" || word === "-z")
      ? args
      : undefined,
  diff: (args) => (diffRule(args) === undefined ? undefined : [...noDrivers, ...args]),
};

/**
 * Only of the index against a commit: looking at the work tree, git diff writes the index whatever
 * GIT_OPTIONAL_LOCKS says.
 */
const diffRule = allow(
  {
    flags: "z",
    long: [
      "--cached",
      "--staged",
      "--name-only",
      "--name-status",
      "--quiet",
      "--exit-code",
      "--diff-filter=",
      "--no-renames",
    ],
  },
  ({ options }) =>
    (options.has("--cached") || options.has("--staged")) &&
    ["--name-only", "--name-status", "--quiet"].some((one) => options.has(one)),
);

function isGetUrl(args: readonly string[]): boolean {
  return args[0] === "get-url" && args.length === 2 && !args[1]?.startsWith("-");
}
