import type { Call, Outcome, Program } from "../domain/program.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail, untold } from "./common/outcome.ts";
import { mayAdminister } from "./common/rights.ts";
import { withOptions } from "./common/with-options.ts";

const options = [
  "-a --all",
  "-r --remove",
  "--remove-dependencies",
  "--remove-holders",
  "-w --wait=MILLISECONDS",
  "-R --resolve-alias",
  "-i --ignore-install --ignore-remove",
  "-b --use-blacklist",
  "-f --force",
  "--force-modversion",
  "--force-vermagic",
  "-D --show-depends",
  "-c --showconfig --show-config",
  "--show-modversions",
  "--dump-modversions",
  "--show-exports",
  "-n --dry-run --show",
  "-C --config=FILE",
  "-d --dirname=DIR",
  "-S --set-version=VERSION",
  "--first-time",
  "-s --syslog",
  "-q --quiet",
  "-v --verbose",
  "-V --version",
  "-h --help",
];

/** Takes parts of the kernel in and out. */
export const modprobeProgram: Program = {
  names: ["modprobe", "rmmod", "insmod"],
  options,
  run: (call) => withOptions(call, options, (read) => change(call, read)),
};

function change(call: Call, read: OptionsRead): Outcome {
  const isTelling = ["show", "show-depends", "show-config", "resolve-alias", "show-exports"];
  if (isTelling.some((key) => read.has(key))) return untold("it only tells", 0);
  if (read.operands.length === 0) return fail(call, "missing module name");
  if (!mayAdminister(call, "sys_module")) return fail(call, "Operation not permitted");
  const isRemoving = call.name === "rmmod" || read.has("remove");
  const action = isRemoving ? "unload-module" : "load-module";
  const names = isRemoving || read.has("all") ? read.operands : read.operands.slice(0, 1);
  for (const operand of names) {
    const target = operand.text
      .replace(/^.*\//, "")
      .replace(/\.ko.*$/, "")
      .replace(/-/g, "_");
    call.emit({ kind: "service", action, target }, operand);
  }
  return untold("whether the kernel does it is not known before");
}
