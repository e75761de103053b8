import type { Call, Outcome, Program } from "../domain/program.ts";
import { isError } from "../domain/world.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail, untold } from "./common/outcome.ts";
import { mayAdminister } from "./common/rights.ts";
import { withOptions } from "./common/with-options.ts";

const options = [
  "-a --all",
  "-b --sector-size=SIZE",
  "-c --set-capacity",
  "-d --detach",
  "-D --detach-all",
  "-f --find",
  "-h --help",
  "-j --associated=FILE",
  "-J --json",
  "-l --list",
  "-L --nooverlap",
  "-n --noheadings",
  "-o --offset=BYTES",
  "-O --output=COLUMNS",
  "--output-all",
  "-P --partscan",
  "--raw",
  "-r --read-only",
  "--direct-io[=CHOICE]",
  "--loop-ref=TEXT",
  "--show",
  "--sizelimit=BYTES",
  "-v --verbose",
  "-V --version",
];

/** Ties files to disks of their own, and unties them; the files stay as they are. */
export const losetupProgram: Program = {
  names: ["losetup"],
  options,
  run: (call) => withOptions(call, options, (read) => setUp(call, read)),
};

function setUp(call: Call, read: OptionsRead): Outcome {
  const { operands } = read;
  const detaches = read.has("detach") || read.has("detach-all") || read.has("set-capacity");
  const file = read.has("find") ? operands[0] : operands[1];
  if (!detaches && file === undefined) return untold("which disks are tied is not known before");
  if (!mayAdminister(call, "sys_admin")) return fail(call, "Permission denied");
  if (file !== undefined && !detaches && isError(call.files.stat(file.text)))
    return fail(call, `${file.text}: failed to set up loop device: No such file or directory`);
  const targets = detaches ? operands : file === undefined ? [] : [file];
  const action = read.has("set-capacity") ? "arrange" : detaches ? "loop-detach" : "loop-attach";
  for (const target of targets) {
    const real = call.files.realPath(target.text);
    call.emit({ kind: "mount", action, target: isError(real) ? target.text : real }, target);
  }
  if (read.has("detach-all")) call.emit({ kind: "mount", action, target: "all" });
  return untold("whether it succeeds is not known before");
}
