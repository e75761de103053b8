import type { Call, Outcome, Program } from "../domain/program.ts";
import { untold } from "./common/outcome.ts";
import { runUnmodelled } from "./common/unmodelled.ts";

/** Keeps keys that may sign packages of every source; long since advised against. */
export const aptKeyProgram: Program = {
  names: ["apt-key"],
  options: [],
  run: (call) => {
    const [verb, ...operands] = call.arguments.filter(({ text }) => !text.startsWith("-"));
    if (verb === undefined || /^(?:list|finger|export|exportall|help)$/.test(verb.text)) {
      return untold("what `apt-key` prints is not known before");
    }
    const isTrusting =
      verb.text === "add" || call.arguments.some(({ text }) => /^--recv/.test(text));
    return isTrusting && call.identity.uid === 0 ? trust(call, operands) : runUnmodelled(call);
  },
};

function trust(call: Call, operands: Call["arguments"]): Outcome {
  const target = operands[0]?.text ?? "standard input";
  call.emit({ kind: "package", action: "trust-key", target }, operands[0]);
  call.uncertain("which keys are added is not worked out");
  return untold("whether the key is accepted is not known before");
}
