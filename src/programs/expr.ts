import type { Call, Outcome, Program } from "../domain/program.ts";
import { textStream } from "../domain/stream.ts";
import { complaintOf, untold } from "./common/outcome.ts";

/** Reckons and compares its words; the real one is asked. */
export const exprProgram: Program = {
  names: ["expr"],
  options: ["--help", "--version"],
  acceptsUnknown: true,
  run: reckon,
};

function reckon(call: Call): Outcome {
  const hidden = call.arguments.find(({ unknown }) => unknown !== undefined);
  if (hidden?.unknown !== undefined) return untold(hidden.unknown);
  const texts = call.arguments.map(({ text }) => text);
  const computed = call.compute("expr", texts, "");
  if (computed === undefined) return untold("what `expr` reckons was not worked out");
  return { status: computed.status, output: textStream(computed.output), ...complaintOf(computed) };
}
