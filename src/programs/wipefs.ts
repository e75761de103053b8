import type { Call, Outcome, Program } from "../domain/program.ts";
import { changeDevice } from "./common/device-target.ts";
import { fileSystemIn, isImage } from "./common/file-system-in.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail, untold } from "./common/outcome.ts";
import { withOptions } from "./common/with-options.ts";

const ofWipefs = [
  "-a --all",
  "-b --backup[=DIR]",
  "-f --force",
  "-h --help",
  "-i --noheadings",
  "-J --json",
  "-n --no-act",
  "-o --offset=OFFSET",
  "-O --output=LIST",
  "-p --parsable",
  "-q --quiet",
  "-t --types=LIST",
  "-V --version",
  "--lock[=MODE]",
];

const ofBlkdiscard = [
  "-f --force",
  "-h --help",
  "-l --length=LENGTH",
  "-o --offset=OFFSET",
  "-p --step=LENGTH",
  "-q --quiet",
  "-s --secure",
  "-v --verbose",
  "-V --version",
  "-z --zeroout",
];

/** Wipes signatures (wipefs) or all blocks (blkdiscard) of devices. */
export const wipefsProgram: Program = {
  names: ["wipefs", "blkdiscard"],
  options: [...new Set([...ofWipefs, ...ofBlkdiscard])],
  run: (call) =>
    withOptions(call, call.name === "wipefs" ? ofWipefs : ofBlkdiscard, (read) => wipe(call, read)),
};

function wipe(call: Call, read: OptionsRead): Outcome {
  const isDiscard = call.name === "blkdiscard";
  const isWiping = isDiscard || read.has("all") || read.has("offset");
  if (!isWiping || read.has("no-act")) return untold("it lists signatures", 0);
  if (read.operands.length === 0) return fail(call, "no device specified");
  const isPlain = !isDiscard && read.given.every(({ key }) => /^(all|force|quiet)$/.test(key));
  const outcomes = read.operands.map((target) => {
    const found =
      isPlain && isImage(call, target.text) ? fileSystemIn(call, target.text) : undefined;
    if (found === "") return untold("it tells what it wiped", 0);
    const isSure = found !== undefined;
    return changeDevice(call, target, isDiscard ? "discard" : "format", isSure);
  });
  return outcomes.find(({ status }) => status !== 0) ?? untold("it tells what it wiped", 0);
}
