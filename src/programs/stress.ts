import type { Program } from "../domain/program.ts";
import { untold } from "./common/outcome.ts";

/** Loads a machine on purpose: with memory and without a time at which it ends, more than it can bear. */
export const stressProgram: Program = {
  names: ["stress", "stress-ng"],
  options: [],
  acceptsUnknown: true,
  run: (call) => {
    const words = call.arguments.map(({ text }) => text);
    const takesMemory = words.some((word) =>
      /^(?:-m|--vm|--bigheap|--brk|--all|-a)(?:=|$)/.test(word),
    );
    const ends = words.some((word) => /^(?:-t|--timeout|-n|--dry-run)/.test(word));
    if (takesMemory && !ends)
      call.emit({ kind: "process", action: "swell", detail: "memory without end" });
    return untold("what it measures is not known before");
  },
};
