import type { Argument } from "../../../domain/argument.ts";
import type { DeviceEffect } from "../../../domain/effect.ts";
import type { Call, Outcome } from "../../../domain/program.ts";
import { isError } from "../../../domain/world.ts";
import { changeDevice } from "../device-target.ts";
import { fail, untold } from "../outcome.ts";
import { asRoot, type ToolAction } from "./tool.ts";

const whether = "whether it succeeds is not known before";

/** A command that does something to the disks among its words: all from `first` on, or up to `end`. */
export function onDevices(
  action: DeviceEffect["action"],
  first = 0,
  end: number = Number.POSITIVE_INFINITY,
): ToolAction {
  return (call, read) => {
    const targets = read.operands.slice(first, end);
    if (targets.length === 0) return fail(call, "no device specified");
    return changeAll(call, targets, action);
  };
}

/** The same for each of them; the first failure counts. For `isImageSure` see `changeDevice`. */
export function changeAll(
  call: Call,
  targets: readonly Argument[],
  action: DeviceEffect["action"],
  isImageSure = false,
): Outcome {
  const outcomes = targets.map((target) => changeDevice(call, target, action, isImageSure));
  return outcomes.find(({ status }) => status !== 0) ?? untold(whether);
}

/** A command that does something to volumes, groups or pools, which go by names of their own. */
export function onVolumes(
  action: DeviceEffect["action"],
  places: (name: string, call: Call) => readonly string[],
  first = 0,
  end: number = Number.POSITIVE_INFINITY,
): ToolAction {
  return asRoot(1, (call, read) => {
    for (const operand of read.operands.slice(first, end)) {
      changeVolume(call, operand, action, places(operand.text, call));
    }
    return untold(whether);
  });
}

/** The block devices of a volume, or, where the kernel shows none, the volume by its name. */
function changeVolume(
  call: Call,
  operand: Argument,
  action: DeviceEffect["action"],
  places: readonly string[],
): void {
  const devices = places.flatMap((place) => {
    const status = call.files.stat(place);
    const path = call.files.realPath(place);
    if (isError(status) || isError(path) || status.type !== "block") return [];
    return [{ path, deviceNumber: status.deviceNumber }];
  });
  const found = devices.length > 0 ? devices : [{ path: operand.text, deviceNumber: 0 }];
  for (const device of found) call.emit({ kind: "device", action, ...device }, operand);
}

/** A command that takes something into the tree of files, out of it, or out of use. */
export function arranges(action: string, place = 0, mayLack = false): ToolAction {
  return asRoot(mayLack ? 0 : place + 1, (call, read) => {
    for (const operand of read.operands.slice(place, place + 1))
      call.emit({ kind: "mount", action, target: operand.text }, operand);
    return untold(whether);
  });
}

/** A setting is changed, or something is made of free space: no data is lost. */
export const sets: ToolAction = arranges("arrange", 0, true);
