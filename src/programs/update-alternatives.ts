import type { Argument } from "../domain/argument.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { isError } from "../domain/world.ts";
import {
  bestOf,
  type Choice,
  type Companion,
  type Group,
  readGroup,
  withChoice,
} from "./common/alternatives/group.ts";
import {
  areLinksSound,
  currentOf,
  noteInLog,
  records,
  removeGroup,
  saveGroup,
  setLinks,
} from "./common/alternatives/links.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail, succeed, unforeseen, untold } from "./common/outcome.ts";
import { withOptions } from "./common/with-options.ts";

const commands = [
  "--install",
  "--remove",
  "--remove-all",
  "--auto",
  "--display",
  "--query",
  "--list",
  "--get-selections",
  "--set-selections",
  "--config",
  "--set",
  "--all",
];

const options = [
  ...commands,
  "--slave",
  "--altdir=DIRECTORY",
  "--admindir=DIRECTORY",
  "--instdir=DIRECTORY",
  "--root=DIRECTORY",
  "--log=FILE",
  "--force",
  "--skip-auto",
  "--quiet",
  "--verbose",
  "--debug",
  "--help",
  "--version",
];

/** Chooses among programs that do the same: `editor`, `python`. */
export const updateAlternativesProgram: Program = {
  names: ["update-alternatives", "alternatives"],
  options,
  run: (call) => withOptions(call, options, (read) => act(call, read), { usageStatus: 2 }),
};

const asking = ["display", "query", "list", "get-selections"];

function act(call: Call, read: OptionsRead): Outcome {
  const key = read.given.find((one) => commands.includes(`--${one.key}`))?.key;
  if (key === undefined) return fail(call, "need --display, --query, --list, …", 2);
  if (asking.includes(key)) return untold("which alternatives there are is not worked out");
  if (["instdir", "root", "altdir", "admindir", "force"].some((one) => read.has(one)))
    return unforeseen(call, "another place of its own, and `--force`, are not modelled");
  if (key === "config" || key === "all" || key === "set-selections")
    return unforeseen(call, "which alternatives are chosen is asked, or read from a list");
  const denied = call.files.access("/etc/alternatives", "write");
  if (denied !== undefined) return fail(call, "error: Permission denied", 2);
  const name = read.operands[key === "install" ? 1 : 0];
  if (name === undefined) return fail(call, `error: --${key} needs <name>`, 2);
  const group = find(call, name.text);
  if (group === "unreadable")
    return unforeseen(call, "what may stand behind the name is not known");
  if (key === "install") return install(call, read, name, group);
  if (group !== undefined) return change(call, read, key, name, group);
  return key === "remove" || key === "remove-all"
    ? succeed()
    : fail(call, `error: no alternatives for ${name.text}`, 2);
}

function find(call: Call, name: string): Group | "unreadable" | undefined {
  const text = call.files.text(`${records}/${name}`);
  if (text === "ENOENT") return undefined;
  if (text === undefined || isError(text)) return "unreadable";
  return readGroup(name, text) ?? "unreadable";
}

const byHand = "what becomes of a link that was changed by hand is not worked out";

/** Whether the link leads to none of the choices: the program then has rules of its own. */
function isChangedByHand(call: Call, { name, choices }: Group): boolean {
  const current = currentOf(call, name);
  return current === undefined || !choices.some(({ path }) => path === current);
}

function change(call: Call, read: OptionsRead, key: string, name: Argument, group: Group): Outcome {
  const target = read.operands[1]?.text;
  if (target === undefined && (key === "set" || key === "remove"))
    return fail(call, `error: --${key} needs <name> <path>`, 2);
  noteInLog(call, logOf(read));
  if (key === "remove-all") {
    removeGroup(call, name, group);
    return succeed();
  }
  if (isChangedByHand(call, group)) return unforeseen(call, byHand, name);
  const chosen = group.choices.find(({ path }) => path === target);
  if (key === "auto") return settle(call, name, group, { ...group, mode: "auto" }, bestOf(group));
  if (key === "remove") return removeChoice(call, name, group, target ?? "");
  if (chosen === undefined)
    return fail(call, `error: alternative ${target} for ${group.name} not registered`, 2);
  return settle(call, name, group, { ...group, mode: "manual" }, chosen);
}

function logOf(read: OptionsRead): string {
  return read.value("log") ?? "/var/log/alternatives.log";
}

function removeChoice(call: Call, name: Argument, group: Group, target: string): Outcome {
  const choices = group.choices.filter(({ path }) => path !== target);
  if (choices.length === group.choices.length) return succeed();
  if (choices.length === 0) {
    removeGroup(call, name, group);
    return succeed();
  }
  const mode = currentOf(call, group.name) === target ? "auto" : group.mode;
  const after = { ...group, mode, choices };
  return settle(call, name, group, after, mode === "auto" ? bestOf(after) : undefined);
}

/** Sets links where they lead elsewhere, and writes the record where that is another one now. */
function settle(
  call: Call,
  name: Argument,
  before: Group | undefined,
  after: Group,
  chosen: Choice | undefined,
): Outcome {
  const current = currentOf(call, after.name);
  const wanted = chosen ?? after.choices.find(({ path }) => path === current);
  if (wanted !== undefined && (wanted.path !== current || !areLinksSound(call, after, wanted)))
    setLinks(call, name, after, wanted);
  const isSame = before?.mode === after.mode && before.choices === after.choices;
  if (!isSame) saveGroup(call, name, after);
  return untold("it tells what it chose", 0);
}

/** --install LINK NAME PATH PRIORITY, and after each --slave a link, a name and a path. */
function install(call: Call, read: OptionsRead, name: Argument, group: Group | undefined): Outcome {
  const [link, , path, priority, ...rest] = read.operands.map(({ text }) => text);
  if (link === undefined || path === undefined || !/^-?\d+$/.test(priority ?? ""))
    return fail(call, "error: --install needs <link> <name> <path> <priority>", 2);
  if (!link.startsWith("/") || !path.startsWith("/") || /[\s/]/.test(name.text))
    return fail(call, "error: alternative path is not absolute as it should be", 2);
  const slaves = Array.from({ length: rest.length / 3 }, (_, at) => rest.slice(3 * at, 3 * at + 3));
  const companions = slaves.map(([to = "", one = ""]): Companion => ({ name: one, link: to }));
  const isOther = companions.some(({ name: one, link: to }) =>
    group?.companions.some((old) => old.name === one && old.link !== to),
  );
  if (isOther || (group !== undefined && group.link !== link))
    return unforeseen(call, "what becomes of links that get another place is not worked out");
  if (group !== undefined && isChangedByHand(call, group)) return unforeseen(call, byHand, name);
  if (isError(call.files.stat(path)))
    return fail(call, `error: alternative path ${path} doesn't exist`, 2);
  noteInLog(call, logOf(read));
  const files = new Map(slaves.map(([, one = "", file = ""]) => [one, file] as const));
  const choice = { path, priority: Number(priority), files };
  const fresh: Group = { name: name.text, mode: "auto", link, companions: [], choices: [] };
  const after = withChoice(group ?? fresh, choice, companions);
  return settle(call, name, group, after, after.mode === "auto" ? bestOf(after) : undefined);
}
