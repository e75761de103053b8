import type { Argument } from "../domain/argument.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { unknownStream } from "../domain/stream.ts";
import { fail, unforeseen, untold } from "./common/outcome.ts";
import { runInner } from "./common/wrapper.ts";

/** Handrail's own two: `guard` runs a command, `handrail` tells and leads. */
export const handrailProgram: Program = {
  names: ["guard", "handrail"],
  options: [],
  acceptsUnknown: true,
  run: (call) => (call.name === "guard" ? runGuard(call) : runHandrail(call)),
};

const telling = new Set([
  ...["--history", "--explain", "--version", "--help", "-h", "--check"],
  // They run nothing either, and write to Handrail's own journal only.
  ...["--keep", "--kept"],
]);
const tells = "what it tells of this machine is not told beforehand";

function runGuard(call: Call): Outcome {
  const words = call.arguments;
  for (let at = 0; at < words.length; at += 1) {
    const { text = "" } = words[at] ?? {};
    if (telling.has(text)) return untold(tells);
    if (text === "--undo" || text.startsWith("--undo=")) {
      return unforeseen(call, "what an undo brings back is asked about by itself");
    }
    if (text === "-c") return runLine(call, words[at + 1]);
    // The level is the only other one whose value may be a word of its own.
    if (text === "--level") at += 1;
    else if (text === "--") return runRest(call, words.slice(at + 1));
    else if (!text.startsWith("-")) return runRest(call, words.slice(at));
  }
  return fail(call, "there is no command to guard", 64);
}

function runRest(call: Call, command: readonly Argument[]): Outcome {
  return command.length === 0
    ? fail(call, "there is no command to guard", 64)
    : runInner(call, command);
}

function runLine(call: Call, line: Argument | undefined): Outcome {
  if (line === undefined) return fail(call, "-c needs a line", 64);
  if (line.unknown !== undefined) return unforeseen(call, line.unknown, line);
  if (line.text === "-") return unforeseen(call, "the line comes in on standard input", line);
  return call.runShell(line.text);
}

/** Without further words these only show something; the rest is reviewed by itself. */
const showing = new Set(["check-up", "explain", "guards", "history", "settings"]);

function runHandrail(call: Call): Outcome {
  const words = call.arguments.map(({ text }) => text).filter((text) => text !== "--json");
  const [what = "", ...rest] = words;
  const isShowing = showing.has(what) && (rest.length === 0 || what === "explain");
  if (isShowing || words.some((word) => telling.has(word) || word === "--plan"))
    return untold(tells);
  // It shows its own plan and asks before anything is done.
  const reason = `what \`handrail ${what}\` changes is asked about by itself`;
  call.uncertain(reason);
  return { status: undefined, output: unknownStream(reason) };
}
