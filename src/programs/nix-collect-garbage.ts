import type { Program } from "../domain/program.ts";
import { untold } from "./common/outcome.ts";

/** Throws away what no state of a profile needs; with -d every earlier state first. */
export const nixCollectGarbageProgram: Program = {
  names: ["nix-collect-garbage"],
  options: [],
  acceptsUnknown: true,
  run: (call) => {
    const words = call.arguments.map(({ text }) => text);
    const older = call.arguments.find(({ text }) => /^(?:-d|--delete-old)$/.test(text));
    if (older !== undefined && !words.includes("--dry-run")) {
      const target = "every earlier state of the profiles";
      call.emit({ kind: "service", action: "forget-states", target, detail: "container" }, older);
    }
    return untold("what it frees is not known before");
  },
};
