import type { Argument } from "../domain/argument.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { isError } from "../domain/world.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail, untold } from "./common/outcome.ts";
import { mayAdminister } from "./common/rights.ts";
import { changeAll } from "./common/tool/storage.ts";
import { withOptions } from "./common/with-options.ts";

const options = [
  "-h --help",
  "--help-options",
  "-V --version",
  "-v --verbose",
  "-q --quiet",
  "-f --force --fail --set-faulty",
  "-c --config=FILE",
  "-s --scan",
  "-e --metadata=VERSION",
  "--homehost=NAME",
  "--prefer=WHAT",
  "--home-cluster=NAME",
  "-A --assemble",
  "-B --build",
  "-C --create",
  "-F --follow --monitor",
  "-G --grow",
  "-I --incremental",
  "--auto-detect",
  "-n --raid-devices=NUMBER",
  "-x --spare-devices=NUMBER",
  "-z --size=SIZE",
  "-Z --array-size=SIZE",
  "--data-offset=SIZE",
  "-l --level=LEVEL",
  "-p --layout=LAYOUT --parity=LAYOUT",
  "--chunk=SIZE",
  "--rounding=SIZE",
  "-b --bitmap=KIND",
  "--bitmap-chunk=SIZE",
  "-W --write-mostly",
  "--write-behind[=NUMBER]",
  "--failfast",
  "--nofailfast",
  "--assume-clean",
  "--write-zeroes",
  "--backup-file=FILE",
  "-N --name=NAME",
  "-R --run",
  "-o --readonly",
  "-w --readwrite",
  "-a --auto[=CHOICE] --add[=CHOICE]",
  "--add-spare",
  "--add-journal",
  "--re-add",
  "--symlinks=CHOICE",
  "-u --uuid=UUID",
  "-m --super-minor=NUMBER",
  "-U --update=WHAT",
  "--freeze-reshape",
  "--invalid-backup",
  "--no-degraded",
  "-r --remove",
  "--replace",
  "--with",
  "-S --stop",
  "-Q --query",
  "-D --detail",
  "--detail-platform",
  "-E --examine",
  "--sparc-adjust",
  "-X --examine-bitmap",
  "--examine-badblocks",
  "-Y --export",
  "--zero-superblock",
  "--kill-subarray=NUMBER",
  "--update-subarray=NUMBER",
  "--consistency-policy=POLICY",
  "--write-journal=DEVICE",
  "--cluster-confirm=CHOICE",
  "--dump=DIRECTORY",
  "--restore=DIRECTORY",
  "-t --test --oneshot",
  "-i --increment=NUMBER",
  "-d --delay=SECONDS",
  "--daemonise",
  "--mail=ADDRESS",
  "--program=FILE",
  "--syslog",
  "--path=PATH",
  "--wait",
  "--wait-clean",
  "--action=ACTION",
  "-Y --brief",
];

/** Arrays of disks: what makes one writes over its members. */
export const mdadmProgram: Program = {
  names: ["mdadm"],
  options,
  run: (call) => withOptions(call, options, (read) => manage(call, read), { usageStatus: 2 }),
};

const asking = [
  "query",
  "detail",
  "detail-platform",
  "examine",
  "examine-bitmap",
  "examine-badblocks",
  "wait",
  "wait-clean",
  "monitor",
];

function manage(call: Call, read: OptionsRead): Outcome {
  const { operands } = read;
  if (asking.some((key) => read.has(key))) return untold("how the arrays stand is not known", 0);
  if (read.has("zero-superblock")) return changeAll(call, operands, "format");
  const members = operands.slice(1);
  if (read.has("create") || read.has("build")) {
    if (operands.length < 2) return fail(call, "no devices given", 2);
    const disks = members.filter(({ text }) => text !== "missing");
    return changeAll(call, disks, read.has("assume-clean") ? "write" : "format");
  }
  if (!mayAdminister(call, "sys_admin")) return fail(call, "must be super-user to perform it");
  if (read.has("kill-subarray")) return changeAll(call, operands, "remove");
  const added = ["add", "add-spare", "add-journal", "re-add", "auto"].some((key) => read.has(key));
  if (added && members.length > 0) return changeAll(call, members.filter(isPath), "format");
  const action = verbOf(read);
  for (const operand of action === "stop-array" ? operands : operands.slice(0, 1))
    call.emit({ kind: "mount", action, target: placeOf(call, operand) }, operand);
  if (operands.length === 0) call.emit({ kind: "mount", action, target: "every array" });
  return untold("whether it succeeds is not known before");
}

function isPath({ text }: Argument): boolean {
  return text.startsWith("/");
}

function verbOf(read: OptionsRead): string {
  if (read.has("stop")) return "stop-array";
  if (read.has("remove") || read.has("set-faulty") || read.has("replace")) return "shrink-array";
  return read.has("grow") ? "grow-array" : "arrange-array";
}

function placeOf(call: Call, { text }: Argument): string {
  const real = call.files.realPath(text);
  return isError(real) ? text : real;
}
