import type { Argument } from "../domain/argument.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { isError } from "../domain/world.ts";
import { unforeseen, untold } from "./common/outcome.ts";
import { runUnmodelled } from "./common/unmodelled.ts";

/**
 * Interpreters of languages that are not modelled. What they run cannot be foreseen; where it comes
 * from can: a file, the line itself, or bytes that nobody has read.
 */
export const pythonProgram: Program = {
  names: ["lua", "node", "perl", "php", "pypy3", "python", "python2", "python3", "ruby", "tclsh"],
  options: [],
  acceptsUnknown: true,
  run: interpret,
};

function interpret(call: Call): Outcome {
  const [first] = call.arguments;
  if (call.arguments.length === 1 && /^(-V|-h|--version|--help)$/.test(first?.text ?? "")) {
    return untold(`\`${call.name}\` only prints here`, 0);
  }
  const reason = `what \`${call.name}\` does is not modelled`;
  const script = call.arguments.find(isScript);
  if (script?.unknown !== undefined) return runUnseen(call, script.unknown, script);
  const takesText = call.arguments.some(({ text }) => /^-[a-zA-Z]*[ceErm]$|^--eval$/.test(text));
  if (!takesText && (script === undefined || script.text === "-")) return runInput(call, reason);
  if (script !== undefined && !takesText) return runFile(call, script);
  return runUnmodelled(call);
}

function isScript({ text }: Argument): boolean {
  return text === "-" || !text.startsWith("-");
}

/** The program text flows in. */
function runInput(call: Call, reason: string): Outcome {
  const { input, isInputTerminal } = call;
  if (isInputTerminal || input.kind !== "unknown" || input.source === "terminal") {
    return runUnmodelled(call);
  }
  if (input.source !== "network") return runUnseen(call, input.reason);
  const source = { kind: "network", detail: input.reason } as const;
  call.emit({ kind: "run-code", interpreter: call.name, source });
  return unforeseen(call, reason);
}

/** A script whose bytes the line makes itself, or brings from elsewhere, is read by nobody. */
function runFile(call: Call, script: Argument): Outcome {
  const content = call.files.content(script.text);
  if (!isError(content) && content.kind === "unknown") {
    return runUnseen(call, content.reason, script);
  }
  return runUnmodelled(call);
}

function runUnseen(call: Call, reason: string, argument?: Argument): Outcome {
  const source = { kind: "unseen", detail: reason } as const;
  call.emit({ kind: "run-code", interpreter: call.name, source }, argument);
  return unforeseen(call, reason, argument);
}
