import type { Call, Outcome, Program } from "../domain/program.ts";
import { isError } from "../domain/world.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail, untold } from "./common/outcome.ts";
import { mayAdminister } from "./common/rights.ts";
import { withOptions } from "./common/with-options.ts";

const both = ["-a --all", "-h --help", "-L LABEL", "-U UUID", "-v --verbose", "-V --version"];

const ofSwapon = [
  "-d --discard[=POLICY]",
  "-e --ifexists",
  "-f --fixpgsz",
  "-o --options=LIST",
  "-p --priority=NUMBER",
  "-s --summary",
  "-T --fstab=FILE",
  "--show[=COLUMNS]",
  "--noheadings",
  "--raw",
  "--bytes",
];

/** Adds swap space and takes it away. */
export const swaponProgram: Program = {
  names: ["swapon", "swapoff"],
  options: [...both, ...ofSwapon],
  run: (call) =>
    withOptions(call, call.name === "swapon" ? [...both, ...ofSwapon] : both, (read) =>
      change(call, read),
    ),
};

function change(call: Call, read: OptionsRead): Outcome {
  const action = call.name === "swapon" ? "swap-on" : "swap-off";
  if (read.has("show") || read.has("summary")) return untold("it only tells", 0);
  const named = [...read.values("L"), ...read.values("U")];
  if (read.operands.length + named.length === 0 && !read.has("all"))
    return action === "swap-on" ? untold("it only tells", 0) : fail(call, "bad usage");
  if (!mayAdminister(call, "sys_admin")) return fail(call, "Not superuser.");
  if (read.has("all")) call.emit({ kind: "mount", action, target: "all" });
  for (const target of named) call.emit({ kind: "mount", action, target });
  for (const operand of read.operands) {
    const real = call.files.realPath(operand.text);
    const target = isError(real) ? operand.text : real;
    call.emit({ kind: "mount", action, target }, operand);
  }
  return untold("what is in use is not known before");
}
