import { resolve } from "node:path/posix";
import type { Outcome } from "../../domain/program.ts";
import type { Content } from "../../domain/view/files.ts";
import { isError, type Path } from "../../domain/world.ts";
import type { OptionsRead } from "../common/options.ts";
import type { GitCall } from "./git-call.ts";
import { touch } from "./inner-files.ts";
import { cannotTell, refuse } from "./stop.ts";
import { ended, endedWith, type Subcommand } from "./subcommand.ts";

const options = [
  "--replace-all",
  "--add",
  "--get",
  "--get-all",
  "--get-regexp",
  "--get-urlmatch",
  "--global",
  "--system",
  "--local",
  "--worktree",
  "-f FILE --file=FILE",
  "--blob=BLOB",
  "--remove-section",
  "--rename-section",
  "--unset",
  "--unset-all",
  "-l --list",
  "--fixed-value",
  "--type=TYPE",
  "-t TYPE",
  "--no-type",
  "--bool",
  "--int",
  "--bool-or-int",
  "--path",
  "--expiry-date",
  "-z --null",
  "--name-only",
  "--show-origin",
  "--show-scope",
  "--get-color",
  "--get-colorbool",
  "-e --edit",
  "--includes",
  "--no-includes",
  "--default=VALUE",
];

/** Sets and removes settings; those that only ask are answered elsewhere. */
export const config: Subcommand = { options, run: runConfig };

function runConfig(git: GitCall): Outcome {
  const read = git.options(options);
  const [name, value] = read.operands;
  const asks = read.given.some(({ key }) => /^(get|list)/.test(key));
  const removes = read.given.some(({ key }) => /^(unset|(remove|rename)-section)/.test(key));
  if (read.has("edit")) cannotTell("what is typed in the editor is not known before");
  if (asks || name === undefined || (value === undefined && !removes)) return endedWith(undefined);
  const path = fileOf(git, read);
  if (removes && !isThere(git, read, name.text)) {
    touch(git, path.slice(0, path.lastIndexOf("/")));
    return endedWith(undefined);
  }
  if (!removes && !/^[\w-]+\..*[A-Za-z][\w-]*$|^[\w-]+\.[A-Za-z][\w-]*$/s.test(name.text))
    return endedWith(1);
  const { files, umask } = git.call;
  const before = files.stat(path);
  const mode = isError(before) ? 0o666 & ~umask : before.mode & 0o777;
  const isKnown = !removes && !read.has("add") && isSet(git, read, name.text, value?.text ?? "");
  const known = isKnown ? files.content(path) : "ENOENT";
  const content: Content = isError(known)
    ? { kind: "unknown", reason: "git writes its settings" }
    : known;
  const error = files.for(name).replace(path, content, { mode });
  return error === undefined ? ended() : refuse("could not lock config file", 255);
}

/** The file that is written, the links on the way to it followed. */
function fileOf(git: GitCall, read: OptionsRead): Path {
  const path = namedFile(git, read);
  const real = git.call.files.realPath(path);
  return isError(real) ? path : real;
}

function namedFile(git: GitCall, read: OptionsRead): Path {
  const { environment, files } = git.call;
  const given = read.value("file");
  if (given !== undefined) return resolve(git.directory, given);
  if (environment.has("GIT_CONFIG_GLOBAL") || environment.has("GIT_CONFIG_SYSTEM")) {
    cannotTell("the environment names other files for git's settings");
  }
  if (read.has("system")) return "/etc/gitconfig";
  if (!read.has("global")) {
    if (read.has("worktree")) cannotTell("settings of one work tree are not modelled");
    return `${git.repository.commonDirectory}/config`;
  }
  const home = environment.get("HOME");
  if (home === undefined) return refuse("$HOME not set");
  const other = `${environment.get("XDG_CONFIG_HOME") ?? `${home}/.config`}/git/config`;
  const isUsual = !isError(files.stat(`${home}/.gitconfig`)) || isError(files.stat(other));
  return isUsual ? `${home}/.gitconfig` : other;
}

function scopeOf(read: OptionsRead): readonly string[] | undefined {
  if (read.has("file") || read.has("worktree")) return undefined;
  return [read.has("global") ? "--global" : read.has("system") ? "--system" : "--local"];
}

/** Whether the setting has just this value already; then the file stays as it is. */
function isSet(git: GitCall, read: OptionsRead, name: string, value: string): boolean {
  const scope = scopeOf(read);
  if (scope === undefined || !git.call.files.isUnchanged(namedFile(git, read))) return false;
  const answer = git.tryAsk(["config", ...scope, "--get-all", name]);
  return answer?.status === 0 && answer.output === `${value}\n`;
}

/** Whether there is anything to remove; taken for so where that cannot be asked. */
function isThere(git: GitCall, read: OptionsRead, name: string): boolean {
  const scope = scopeOf(read);
  const isSection = read.has("remove-section") || read.has("rename-section");
  if (scope === undefined || !git.call.files.isUnchanged(namedFile(git, read))) return true;
  if (isSection) {
    const { output } = git.ask(["config", "-z", ...scope, "--list"]);
    return output.split("\0").some((one) => one.startsWith(`${name}.`));
  }
  return git.ask(["config", ...scope, "--get-all", name]).status === 0;
}
