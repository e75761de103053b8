import type { Argument } from "../../../domain/argument.ts";
import type { Call, Outcome } from "../../../domain/program.ts";
import type { OptionsRead } from "../options.ts";
import { fail, untold } from "../outcome.ts";
import type { ToolAction } from "../tool/tool.ts";
import { hostRights } from "./host-rights.ts";
import { runInside } from "./run-inside.ts";

/** What is lost: `delete-data` with all of it, `remove-container` with what was written into one. */
type Loss = "delete-all-data" | "delete-data" | "remove-container" | "stop-all";

const whether = "whether the daemon can do it is not known before";

/** Something of containers goes for good: each named thing, or one that stands for all. */
export function loses(action: Loss, noun: string, whole?: string): ToolAction {
  return (call, read) => lose(call, read, action, noun, whole);
}

export function lose(
  call: Call,
  read: OptionsRead,
  action: Loss,
  noun: string,
  whole?: string,
): Outcome {
  const { operands } = read;
  if (operands.length === 0 && whole === undefined) return fail(call, `no ${noun} is named`);
  for (const operand of operands) {
    if (operand.unknown === undefined) emit(call, action, `the ${noun} ${operand.text}`, operand);
    else loseUnnamed(call, action, noun, operand);
  }
  if (operands.length === 0 && whole !== undefined) emit(call, action, whole);
  return untold(whether);
}

/** `$(docker volume ls -q)`: whatever it names, all of it goes. */
function loseUnnamed(call: Call, action: Loss, noun: string, operand: Argument): void {
  const worst = action === "delete-data" ? "delete-all-data" : action;
  emit(call, worst, `every ${noun} that ${operand.written} names`, operand);
  call.uncertain(operand.unknown ?? "", operand);
}

function emit(call: Call, action: Loss, target: string, operand?: Argument): void {
  call.emit({ kind: "service", action, target, detail: "container" }, operand);
}

/** Nothing of this machine's files goes, and what goes can be fetched or made again. */
export const arranges: ToolAction = () => untold(whether);

/** Runs a container: what it does inside is not seen, what it is given of this machine is. */
export function runContainer(call: Call, read: OptionsRead): Outcome {
  const [image, ...command] = read.operands;
  if (image === undefined) return fail(call, "no image is named", 125);
  const rights = hostRights(call, read);
  if (rights !== undefined) {
    const [detail, argument] = rights;
    call.emit({ kind: "service", action: "grant-root", target: image.text, detail }, argument);
  }
  if (call.name !== "create") runInside(call, read, command);
  // What it is given of this machine is told, and beyond that it changes only itself.
  call.uncertain("what a container does with what it is given is not seen", image);
  return untold("what runs in a container is not seen");
}
