import type { Call, Outcome, Program } from "../domain/program.ts";
import { textStream } from "../domain/stream.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail, untold } from "./common/outcome.ts";
import { withOptions } from "./common/with-options.ts";

const options = [
  "-a",
  "-Z --context",
  "-g --group",
  "-G --groups",
  "-n --name",
  "-r --real",
  "-u --user",
  "-z --zero",
  "--help",
  "--version",
];

/** Tells who one is; `whoami` is a short form. */
export const idProgram: Program = {
  names: ["id", "whoami"],
  options,
  run: (call) => withOptions(call, options, (read) => id(call, read), { isReadOnly: true }),
};

function id(call: Call, read: OptionsRead): Outcome {
  if (call.name === "whoami") return tell(userName(call, call.identity.uid));
  const [name] = read.operands;
  const account = name && call.facts.accounts.user(name.text);
  if (name !== undefined && account === undefined)
    return fail(call, `'${name.text}': no such user`);
  const { uid, gid, groups } = account ?? call.identity;
  const isNamed = read.has("name");
  const end = read.has("zero") ? "\0" : "\n";
  if (read.has("user")) return tell(isNamed ? userName(call, uid) : String(uid), end);
  if (read.has("group")) return tell(isNamed ? groupName(call, gid) : String(gid), end);
  if (!read.has("groups")) return untold("the whole text of `id` is not modelled", 0);
  const all = [...new Set([gid, ...groups])];
  return tell(
    all.map((group) => (isNamed ? groupName(call, group) : String(group))).join(" "),
    end,
  );
}

function userName(call: Call, uid: number): string {
  return call.facts.accounts.user(uid)?.name ?? String(uid);
}

function groupName(call: Call, gid: number): string {
  return call.facts.accounts.group(gid)?.name ?? String(gid);
}

function tell(text: string, end = "\n"): Outcome {
  return { status: 0, output: textStream(text + end) };
}
