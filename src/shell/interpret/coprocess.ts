import type { Coproc } from "unbash";
import { unknownStream } from "../../domain/stream.ts";
import { runCommandNode } from "./compound.ts";
import { copyShell } from "./copy-shell.ts";
import { openCapture, openNull, openStream } from "./descriptors.ts";
import { type Shell, spanOf } from "./shell.ts";
import { runIsolated } from "./subshell.ts";
import { catchUnwinding } from "./unwinding.ts";
import { setArray } from "./variables.ts";

const outputNumber = 63;
const inputNumber = 60;

/** `coproc`: run at once, so that what is sent to it later on is not known to it. */
export function runCoprocess(shell: Shell, node: Coproc): void {
  shell.position = spanOf(shell, node);
  const copy = copyShell(shell);
  const output = openCapture();
  copy.forks += 1;
  shell.session.jobs += 1;
  copy.descriptors.set(0, openStream(unknownStream("what is sent to a coprocess is not followed")));
  copy.descriptors.set(1, output.file);
  catchUnwinding(["limit"], () => runIsolated(copy, () => runCommandNode(copy, node.body)));
  shell.descriptors.set(outputNumber, openStream(output.content()));
  shell.descriptors.set(inputNumber, openNull());
  const numbers = [outputNumber, inputNumber].map((number) => ({ text: String(number) }));
  setArray(shell, node.name?.value ?? "COPROC", numbers);
  shell.state.lastStatus = 0;
}
