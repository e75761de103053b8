import type { Argument } from "../domain/argument.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { textStream } from "../domain/stream.ts";
import { isError } from "../domain/world.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail, succeed, unforeseen, untold } from "./common/outcome.ts";
import { parseGroup, parseUser } from "./common/owner.ts";
import { withOptions } from "./common/with-options.ts";

const options = [
  "--add",
  "--remove",
  "--list",
  "--update",
  "--force",
  "--force-all",
  "--force-statoverride-add",
  "--force-statoverride-remove",
  "--quiet",
  "--admindir=DIRECTORY",
  "--instdir=DIRECTORY",
  "--root=DIRECTORY",
  "--help",
  "--version",
];

/** Another owner or mode for a file of a package, which stays through its updates. */
export const dpkgStatoverrideProgram: Program = {
  names: ["dpkg-statoverride"],
  options,
  run: (call) => withOptions(call, options, (read) => act(call, read), { usageStatus: 2 }),
};

const record = "/var/lib/dpkg/statoverride";

function act(call: Call, read: OptionsRead): Outcome {
  if (["admindir", "instdir", "root"].some((key) => read.has(key)))
    return unforeseen(call, "another place of its own is not modelled");
  const text = call.files.text(record);
  if (text === undefined) return unforeseen(call, "what is noted already is not known");
  const lines = isError(text) ? [] : text.split("\n").filter((line) => line !== "");
  if (read.has("list")) return list(read, lines);
  if (read.has("add")) return add(call, read, lines);
  return read.has("remove")
    ? remove(call, read, lines)
    : fail(call, "error: need an action option", 2);
}

function list(read: OptionsRead, lines: readonly string[]): Outcome {
  const [pattern] = read.operands;
  if (pattern !== undefined && /[*?[]/.test(pattern.text))
    return untold("which names the pattern means is not worked out");
  const shown = lines.filter((line) => pattern === undefined || pathOf(line) === pattern.text);
  const output = textStream(shown.map((line) => `${line}\n`).join(""));
  return { status: shown.length > 0 ? 0 : 1, output };
}

function pathOf(line: string): string {
  return line.split(" ").slice(3).join(" ");
}

function add(call: Call, read: OptionsRead, lines: readonly string[]): Outcome {
  const [user, group, mode, path] = read.operands;
  if (user === undefined || group === undefined || mode === undefined || path === undefined)
    return fail(call, "error: --add needs four arguments", 2);
  const problem = problemOf(call, read, lines, { user, group, mode, path });
  if (problem !== undefined) return fail(call, `error: ${problem}`, 2);
  const file = path.text.replace(/(.)\/+$/, "$1");
  const kept = lines.filter((line) => pathOf(line) !== file);
  const bits = mode.text.replace(/^0+(?=.)/, "");
  if (!write(call, path, [`${user.text} ${group.text} ${bits} ${file}`, ...kept]))
    return fail(call, "error: Permission denied", 2);
  if (!read.has("update")) return succeed();
  const files = call.files.for(path);
  if (isError(files.stat(file))) return succeed();
  const { accounts } = call.facts;
  files.changeOwner(file, parseUser(user.text, accounts), parseGroup(group.text, accounts));
  files.changeMode(file, Number.parseInt(mode.text, 8));
  return succeed();
}

interface Wanted {
  readonly user: Argument;
  readonly group: Argument;
  readonly mode: Argument;
  readonly path: Argument;
}

function problemOf(
  call: Call,
  read: OptionsRead,
  lines: readonly string[],
  { user, group, mode, path }: Wanted,
): string | undefined {
  const { accounts } = call.facts;
  const isForced = ["force", "force-all", "force-statoverride-add"].some((key) => read.has(key));
  if (!path.text.startsWith("/") || /\s/.test(path.text)) return "path may not be relative";
  if (!/^[0-7]{1,5}$/.test(mode.text)) return `mode '${mode.text}' is not valid`;
  if (accounts.user(user.text) === undefined && !/^#\d+$/.test(user.text))
    return `user '${user.text}' does not exist`;
  if (accounts.group(group.text) === undefined && !/^#\d+$/.test(group.text))
    return `group '${group.text}' does not exist`;
  const isThere = lines.some((line) => pathOf(line) === path.text);
  return isThere && !isForced
    ? `an override for '${path.text}' already exists; aborting`
    : undefined;
}

function remove(call: Call, read: OptionsRead, lines: readonly string[]): Outcome {
  const [path] = read.operands;
  if (path === undefined) return fail(call, "error: --remove needs a single argument", 2);
  const kept = lines.filter((line) => pathOf(line) !== path.text);
  const isForced = ["force", "force-all", "force-statoverride-remove"].some((key) => read.has(key));
  if (kept.length === lines.length)
    return isForced ? succeed() : fail(call, "warning: no override present", 2);
  return write(call, path, kept) ? succeed() : fail(call, "error: Permission denied", 2);
}

/** The old record stays beside the new one. */
function write(call: Call, path: Argument, lines: readonly string[]): boolean {
  const files = call.files.for(path);
  if (files.access("/var/lib/dpkg", "write") !== undefined) return false;
  const old = `${record}-old`;
  if (!isError(files.lstat(old))) files.unlink(old);
  if (!isError(files.lstat(record))) files.hardLink(record, old);
  const text = lines.map((line) => `${line}\n`).join("");
  return (
    files.replace(record, { kind: "text", text }, { mode: 0o644, uid: 0, gid: 0 }) === undefined
  );
}
