import type { Call, Outcome, Program } from "../domain/program.ts";
import { untold } from "./common/outcome.ts";

/** Says who may show windows on this screen, and with that watch it and type into it. */
export const xhostProgram: Program = {
  names: ["xhost"],
  options: [],
  run: open,
};

function open(call: Call): Outcome {
  for (const word of call.arguments) {
    const { text } = word;
    // A lone plus lets everybody in; a local account that is named is what such calls are for.
    if (text.startsWith("-") || /^\+?(si:|local:)/i.test(text)) continue;
    const target = text === "+" ? "everybody" : text.replace(/^\+/, "");
    call.emit({ kind: "network", action: "open-screen", target }, word);
  }
  return untold("who may use the screen is not known", 0);
}
