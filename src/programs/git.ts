import { resolve } from "node:path/posix";
import { type Argument, plainArgument } from "../domain/argument.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { emptyStream, textStream } from "../domain/stream.ts";
import { isError } from "../domain/world.ts";
import { type OptionsRead, readOptions } from "./common/options.ts";
import { unforeseen, untold } from "./common/outcome.ts";
import { splitWords } from "./git/alias-words.ts";
import { GitCall } from "./git/git-call.ts";
import { isTelling, tell } from "./git/reading.ts";
import { GitStop } from "./git/stop.ts";
import { subcommands } from "./git/subcommands.ts";

const options = [
  "-C PATH",
  "-c SETTING",
  "--config-env=SETTING",
  "--exec-path[=PATH]",
  "--html-path",
  "--man-path",
  "--info-path",
  "-p --paginate",
  "-P --no-pager",
  "--git-dir=PATH",
  "--work-tree=PATH",
  "--namespace=NAME",
  "--bare",
  "--no-replace-objects",
  "--literal-pathspecs",
  "--glob-pathspecs",
  "--noglob-pathspecs",
  "--icase-pathspecs",
  "--no-optional-locks",
  "--super-prefix=PATH",
  "-h --help",
  "-v --version",
];

/** git: its commands are in `git/`; what they depend on is asked of the real one, which only reads. */
export const gitProgram: Program = { names: ["git"], options, run: runGit };

/** Options that change neither where git works nor what its commands mean. */
const harmless = new Set(["C", "c", "paginate", "no-pager", "no-optional-locks"]);

/** Settings given by `-c` that nothing here depends on, or that are looked at by name. */
const knownSettings =
  /^(user|author|committer|color|advice|http|credential|push|pull|format|log|gc|url|remote|branch)\.|^(core\.(editor|pager|quotepath|hookspath|autocrlf|sshcommand)|commit\.gpgsign|init\.defaultbranch|clean\.requireforce|tag\.gpgsign|merge\.ff|checkout\.guess)(=|$)/i;

function runGit(call: Call): Outcome {
  const read = readOptions(options, call.arguments, { stopsAtOperand: true, isExact: true });
  const [name, ...words] = read.operands;
  const [stranger] = read.unrecognized;
  if (stranger !== undefined) return { status: 129, output: emptyStream };
  if (read.has("help") || read.has("version")) return tellUs(call, read);
  if (name === undefined) return untold("it prints its help", read.given.length === 0 ? 1 : 0);
  const odd = read.given.find(
    ({ key, value = "" }) => !harmless.has(key) || (key === "c" && !knownSettings.test(value)),
  );
  const directory = read
    .values("C")
    .reduce((at, next) => (next === "" ? at : resolve(at, next)), call.directory);
  const git = new GitCall(call, name.text, words, directory, read.values("c"));
  const texts = words.map(({ text }) => text);
  if (isTelling(name.text, texts))
    return tell(
      git,
      call.arguments.map(({ text }) => text),
      odd === undefined,
    );
  if (odd !== undefined) {
    const reason = `what git does with \`${odd.argument.text}\` is not modelled`;
    return unforeseen(call, reason, odd.argument);
  }
  return runSubcommand(git, name, 0);
}

function tellUs(call: Call, read: OptionsRead): Outcome {
  const words = read.has("version") ? ["version"] : [];
  const computed = words.length === 0 ? undefined : call.compute("git", words);
  if (computed === undefined) return untold("the help text of git is not modelled", 0);
  return { status: computed.status, output: textStream(computed.output) };
}

const mostAliases = 10;

function runSubcommand(git: GitCall, name: Argument, depth: number): Outcome {
  const { call } = git;
  const asksForHelp = git.words.some(({ text }) => text === "-h" || text === "--help");
  if (asksForHelp) return untold("the help text of git is not modelled", 129);
  try {
    const subcommand = Object.hasOwn(subcommands, name.text) ? subcommands[name.text] : undefined;
    if (subcommand !== undefined) return subcommand.run(git);
    const alias = git.settings.get(`alias.${name.text}`);
    return alias === undefined || depth >= mostAliases
      ? runStranger(git, name)
      : runAlias(git, name, alias, depth);
  } catch (stop) {
    if (!(stop instanceof GitStop)) throw stop;
    if (stop.reason !== undefined) return unforeseen(call, stop.reason, stop.argument);
    return untold("git's own words are not modelled", stop.status);
  }
}

/** A name of the configuration's: another git command, or shell text after `!`. */
function runAlias(git: GitCall, name: Argument, alias: string, depth: number): Outcome {
  const { call, words } = git;
  if (alias.startsWith("!")) {
    const directory = git.repository.root ?? git.directory;
    const text = `${alias.slice(1)} "$@"`;
    return call.runShell(text, {
      name: alias.slice(1),
      positional: words,
      directory,
      dialect: "sh",
    });
  }
  const [first, ...others] = splitWords(alias).map((text) => plainArgument(text, name.span));
  if (first === undefined || first.text.startsWith("-")) {
    return unforeseen(call, `what the alias \`${name.text}\` does is not modelled`, name);
  }
  const all = [...others, ...words];
  const inner = new GitCall(call, first.text, all, git.directory);
  if (
    isTelling(
      first.text,
      all.map(({ text }) => text),
    )
  ) {
    return tell(
      inner,
      [first, ...all].map(({ text }) => text),
    );
  }
  return runSubcommand(inner, first, depth + 1);
}

const places = ["/usr/lib/git-core", "/usr/libexec/git-core"];

/** A command without a model, a program `git-NAME` of somebody's, or no command at all. */
function runStranger({ call }: GitCall, name: Argument): Outcome {
  const { files, environment } = call;
  const path = (environment.get("PATH") ?? "").split(":").filter((one) => one.startsWith("/"));
  const core = places.filter((place) => !isError(files.stat(place)));
  const isProgram = [...core, ...path].some((place) => {
    return !isError(files.stat(`${place}/git-${name.text}`));
  });
  if (core.length > 0 && !isProgram) return { status: 1, output: emptyStream };
  return unforeseen(call, `what \`git ${name.text}\` does is not modelled`, name);
}
