import type { Call, Outcome, Program } from "../domain/program.ts";
import type { OptionsRead } from "./common/options.ts";
import { unforeseen, untold } from "./common/outcome.ts";
import { changeAll } from "./common/tool/storage.ts";
import { withOptions } from "./common/with-options.ts";

const options = [
  "-b SIZE",
  "-c",
  "-d FILE",
  "-D",
  "-f FILE",
  "-i",
  "-n",
  "-R COMMAND",
  "-s SUPERBLOCK",
  "-V",
  "-w",
  "-z FILE",
];

/** Commands that put files of the image into the tree, or run others. */
const writing = /^\s*(dump|rdump|logdump|supported_features -|open|dump_mmp -)/;

/** Looks into a file system and, with -w, edits it by hand. */
export const debugfsProgram: Program = {
  names: ["debugfs"],
  options,
  run: (call) => withOptions(call, options, (read) => debug(call, read)),
};

function debug(call: Call, read: OptionsRead): Outcome {
  if (read.has("V")) return untold("it prints its version", 0);
  const text = read.value("R");
  if (read.has("f")) return unforeseen(call, "a file of commands is not read here");
  if (text !== undefined && writing.test(text))
    return unforeseen(call, "what it takes out of the file system is not worked out");
  if (text === undefined && call.input.kind !== "text")
    call.unknown("what is typed into `debugfs` is not known");
  if (text === undefined && call.input.kind === "text" && call.input.text !== "")
    return unforeseen(call, "what it is told on its input is not worked out");
  if (read.has("w") && read.operands.length > 0)
    return changeAll(call, read.operands.slice(0, 1), "mend");
  return untold("how the file system stands is not known before");
}
