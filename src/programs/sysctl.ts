import type { Argument } from "../domain/argument.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import type { OptionsRead } from "./common/options.ts";
import { untold } from "./common/outcome.ts";
import { withOptions } from "./common/with-options.ts";

const options = [
  "-a --all",
  "-A",
  "-X",
  "--deprecated",
  "-b --binary",
  "-e --ignore",
  "-N --names",
  "-n --values",
  "-p --load[=FILE]",
  "-f",
  "--system",
  "-r --pattern=EXPRESSION",
  "-q --quiet",
  "-w --write",
  "--dry-run",
  "-o",
  "-x",
  "-d",
  "-h --help",
  "-V --version",
];

/** Settings of the running kernel. */
export const sysctlProgram: Program = {
  names: ["sysctl"],
  options,
  run: (call) => withOptions(call, options, (read) => set(call, read)),
};

function set(call: Call, read: OptionsRead): Outcome {
  if (read.has("dry-run")) return untold("it only tells", 0);
  if (read.has("load") || read.has("system") || read.has("f")) {
    call.emit({ kind: "service", action: "kernel-settings", target: "settings of files" });
    return untold("which settings change is not worked out");
  }
  for (const operand of read.operands) setOne(call, operand);
  return untold("how the kernel stands is not known before");
}

function setOne(call: Call, operand: Argument): void {
  const match = /^([^=]+)=(.*)$/s.exec(operand.text);
  if (match === null || call.identity.uid !== 0) return;
  const [, key = "", value = ""] = match;
  const target = key.trim().replace(/\//g, ".");
  call.emit({ kind: "service", action: "kernel-setting", target, detail: value.trim() }, operand);
}
