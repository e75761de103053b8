import type { Call, Outcome, Program } from "../domain/program.ts";
import { isError } from "../domain/world.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail, succeed, unforeseen, untold } from "./common/outcome.ts";
import { joinPath } from "./common/paths.ts";
import { withOptions } from "./common/with-options.ts";

const commands = [
  "--install",
  "--slave",
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
const others = "which links it sets beside is not worked out";

function act(call: Call, read: OptionsRead): Outcome {
  const key = read.given.find((one) => commands.includes(`--${one.key}`))?.key;
  if (key === undefined) return fail(call, "need --display, --query, --list, …", 2);
  if (asking.includes(key)) return untold("which alternatives there are is not worked out");
  if (["instdir", "root", "altdir", "admindir"].some((one) => read.has(one)))
    return unforeseen(call, "another place of its own is not modelled");
  const denied = call.files.access("/etc/alternatives", "write");
  if (denied !== undefined) return fail(call, "error: Permission denied", 2);
  if (key === "remove-all") return removeAll(call, read);
  return key === "set" ? choose(call, read) : unforeseen(call, others);
}

/** --set NAME PATH: the link goes there; others that belong to it are told in its own list. */
function choose(call: Call, read: OptionsRead): Outcome {
  const [name, target] = read.operands;
  if (name === undefined || target === undefined) return fail(call, "--set needs <name> <path>", 2);
  const list = call.files.text(joinPath("/var/lib/dpkg/alternatives", name.text));
  if (isError(list)) return fail(call, `error: no alternatives for ${name.text}`, 2);
  if (list?.split("\n").includes(target.text) !== true)
    return fail(call, `error: alternative ${target.text} for ${name.text} not registered`, 2);
  const link = joinPath("/etc/alternatives", name.text);
  if (call.files.readLink(link) === target.text && list.startsWith("manual\n")) return succeed();
  const view = call.files.for(name);
  view.unlink(link);
  view.symbolicLink(target.text, link);
  return unforeseen(call, others);
}

/** --remove-all NAME: the link that programs call goes, and the list of what it could lead to. */
function removeAll(call: Call, read: OptionsRead): Outcome {
  const [name] = read.operands;
  if (name === undefined) return fail(call, "--remove-all needs <name>", 2);
  const place = joinPath("/var/lib/dpkg/alternatives", name.text);
  const list = call.files.text(place);
  if (isError(list)) return fail(call, `error: no alternatives for ${name.text}`, 2);
  const view = call.files.for(name);
  view.unlink(joinPath("/etc/alternatives", name.text));
  const link = list?.split("\n")[1];
  if (link?.startsWith("/") === true) view.unlink(link);
  view.unlink(place);
  return unforeseen(call, others);
}
