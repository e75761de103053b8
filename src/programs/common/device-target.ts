import type { Argument } from "../../domain/argument.ts";
import type { DeviceEffect } from "../../domain/effect.ts";
import type { Call, Outcome } from "../../domain/program.ts";
import { unknownStream } from "../../domain/stream.ts";
import { isError, type Path } from "../../domain/world.ts";
import { fail } from "./outcome.ts";

/**
 * What programs that format, partition or discard do to their operand: an effect on a block device,
 * or another content of a regular file (an image). What the program itself would refuse because the
 * device is in use is judged all the same. `isImageSure`: of a file it is known that it is written.
 */
export function changeDevice(
  call: Call,
  target: Argument,
  action: DeviceEffect["action"],
  isImageSure = false,
): Outcome {
  const status = call.files.stat(target.text);
  if (isError(status)) return fail(call, `${target.text}: No such file or directory`);
  const denied = call.files.access(target.text, "write");
  if (denied !== undefined) return fail(call, `${target.text}: Permission denied`);
  const output = unknownStream("what it tells is not modelled");
  if (status.type === "file") {
    if (!isImageSure && !isMadeHere(call, target.text))
      call.uncertain("what becomes of a file in the place of a disk is not worked out", target);
    const content = {
      kind: "unknown",
      reason: "its structures are not worked out",
      size: status.size,
    } as const;
    call.files.for(target).write(target.text, content, { how: "partly", mustExist: true });
    return { status: 0, output };
  }
  if (status.type !== "block") return fail(call, `${target.text} is not a block special device`);
  const path = call.files.realPath(target.text);
  const { deviceNumber } = status;
  call.emit(
    { kind: "device", path: isError(path) ? target.text : path, deviceNumber, action },
    target,
  );
  return { status: 0, output };
}

/** A file that the same line has made is new, whatever it then says. */
function isMadeHere({ earlierEffects, files }: Call, path: Path): boolean {
  const real = files.realPath(path);
  return earlierEffects().some((effect) => effect.kind === "create" && effect.path === real);
}
