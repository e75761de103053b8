import type { Call, Outcome, Program } from "../domain/program.ts";
import type { OptionsRead } from "./common/options.ts";
import { unforeseen, untold } from "./common/outcome.ts";
import { withOptions } from "./common/with-options.ts";

const options = [
  "-b --badname",
  "-h --help",
  "-q --quiet",
  "-r --read-only",
  "-R --root=CHROOT_DIR",
  "-s --sort",
  "-S --silence-warnings",
];

/** Looks whether the files of accounts are sound, and asks about what is not. */
export const pwckProgram: Program = {
  names: ["pwck", "grpck"],
  options,
  run: (call) => withOptions(call, options, (read) => check(call, read)),
};

function check(call: Call, read: OptionsRead): Outcome {
  if (read.has("read-only")) return untold("whether the files of accounts are sound is only told");
  return unforeseen(call, "which lines of the files of accounts it mends is not worked out");
}
