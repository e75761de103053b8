import type { Call, Outcome, Program } from "../domain/program.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail, untold } from "./common/outcome.ts";
import { changeAll } from "./common/tool/storage.ts";
import { withOptions } from "./common/with-options.ts";

const options = [
  "-b SIZE",
  "-B",
  "-c COUNT",
  "-d FACTOR",
  "-e COUNT",
  "-f",
  "-i FILE",
  "-n",
  "-o FILE",
  "-p COUNT",
  "-s",
  "-t PATTERN",
  "-v",
  "-w",
  "-X",
];

/** Looks for bad blocks; with -w it writes over every one of them. */
export const badblocksProgram: Program = {
  names: ["badblocks"],
  options,
  run: (call) => withOptions(call, options, (read) => search(call, read)),
};

function search(call: Call, read: OptionsRead): Outcome {
  const target = read.operands[0];
  if (target === undefined) return fail(call, "no device specified");
  const list = read.value("o");
  if (list !== undefined) {
    const reason = "which blocks are bad is not known before";
    if (call.files.write(list, { kind: "unknown", reason }) !== undefined)
      return fail(call, `${list} while trying to open it`);
  }
  if (!read.has("w") && !read.has("n")) return untold("which blocks are bad is not known before");
  // -n puts back what was there, and refuses a disk in use unless it is forced.
  return changeAll(call, [target], read.has("w") ? "write" : "repair");
}
