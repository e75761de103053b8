import { type AskProgram, makeAsker } from "../system/ask-program.ts";
import { checkPackages, makeProgramFinder } from "../system/trusted-program.ts";
import type { Session } from "./session.ts";

/** Asks programs of this machine that belong to packages; nothing foreign is run. */
export function askerOf({ engine }: Session): AskProgram {
  return makeAsker(makeProgramFinder(checkPackages(() => engine.machine.facts.packages)));
}
