import type { Call, Program } from "../domain/program.ts";
import { harmlessPrograms } from "./common/harmless-programs.ts";
import { succeed, unforeseen, untold } from "./common/outcome.ts";

/** Programs that change nothing at all: no line is unknown because of them. */
export const harmlessProgram: Program = {
  names: harmlessPrograms,
  options: [],
  acceptsUnknown: true,
  run: (call) => {
    const log = call.arguments.find((word) => writesLog(call, word.text));
    if (log !== undefined) return unforeseen(call, "what a pager logs is not modelled", log);
    if (silent.test(call.name)) return succeed();
    return untold(`what \`${call.name}\` prints is not known before`, statusOf(call.name));
  },
};

/** Those that print nothing. */
const silent = /^(sleep|sync|usleep)$/;

/** The one option among them all that writes: a pager's log of what flowed through it. */
function writesLog(call: Call, word: string): boolean {
  return (call.name === "less" || call.name === "pager") && /^-[a-zA-Z]*[oO]|^--log/i.test(word);
}

/** Those whose status tells something, which only the real run can. */
function statusOf(name: string): number | undefined {
  return /^(ping6?|lsof|look|tty|finger|findfs|nslookup|nologin)$/.test(name) ? undefined : 0;
}
