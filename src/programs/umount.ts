import type { Argument } from "../domain/argument.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { isError } from "../domain/world.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail, untold } from "./common/outcome.ts";
import { mayAdminister } from "./common/rights.ts";
import { withOptions } from "./common/with-options.ts";

const options = [
  "-a --all",
  "-A --all-targets",
  "-c --no-canonicalize",
  "-d --detach-loop",
  "--fake",
  "-f --force",
  "-h --help",
  "-i --internal-only",
  "-l --lazy",
  "-n --no-mtab",
  "-N --namespace=NS",
  "-O --test-opts=LIST",
  "-q --quiet",
  "-r --read-only",
  "-R --recursive",
  "-t --types=LIST",
  "-v --verbose",
  "-V --version",
];

/** Takes file systems away. */
export const umountProgram: Program = {
  names: ["umount"],
  options,
  run: (call) => withOptions(call, options, (read) => unmount(call, read)),
};

function unmount(call: Call, read: OptionsRead): Outcome {
  if (read.has("fake")) return untold("it only tells", 0);
  if (!mayAdminister(call, "sys_admin")) {
    return untold("whether the table of file systems lets everybody do it is not worked out");
  }
  if (read.has("all")) {
    call.emit({ kind: "mount", action: "unmount", target: "all" });
    return untold("what is in use is not known before");
  }
  if (read.operands.length === 0) return fail(call, "bad usage");
  const detail = read.has("lazy")
    ? { detail: "lazy" }
    : read.has("force")
      ? { detail: "forced" }
      : {};
  for (const operand of read.operands) {
    const target = placeOf(call, operand);
    call.emit({ kind: "mount", action: "unmount", target, ...detail }, operand);
  }
  call.uncertain("what lies under a mounted file system is not known");
  return untold("what is in use is not known before");
}

/** Where a device is mounted, or the path with its links resolved. */
function placeOf(call: Call, { text }: Argument): string {
  const mounted = call.facts.mounts.list.findLast(({ source }) => source === text);
  if (mounted !== undefined) return mounted.path;
  const real = call.files.realPath(text);
  return isError(real) ? text : real;
}
