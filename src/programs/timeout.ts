import type { Outcome } from "../domain/program.ts";
import { emptyStream, unknownStream } from "../domain/stream.ts";
import type { OptionsRead } from "./common/options.ts";
import { defineWrapper } from "./common/wrapper.ts";

/** Runs a command that is stopped after a while; one that ends earlier is as it would be alone. */
export const timeoutProgram = defineWrapper({
  names: ["timeout"],
  options: [
    "--preserve-status",
    "--foreground",
    "-k --kill-after=DURATION",
    "-s --signal=SIGNAL",
    "-v --verbose",
    "--help",
    "--version",
  ],
  countLeading: () => 1,
  usageStatus: 125,
  finish: (outcome, read) => stopSleep(read) ?? stopEndless(outcome),
});

/** `timeout 1 sleep 5`: the one command whose time is known. */
function stopSleep(read: OptionsRead): Outcome | undefined {
  const [limit, command, ...lengths] = read.operands.map(({ text }) => text);
  if (command === undefined || !/(^|\/)sleep$/.test(command)) return undefined;
  const most = readSeconds(limit ?? "");
  const sum = lengths.map(readSeconds).reduce((total, length) => total + length, 0);
  if (Number.isNaN(most) || Number.isNaN(sum) || most === 0 || sum <= most) return undefined;
  return { status: read.has("preserve-status") ? 143 : 124, output: emptyStream };
}

const unitSeconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

function readSeconds(text: string): number {
  if (/^inf(inity)?$/i.test(text)) return Number.POSITIVE_INFINITY;
  const match = /^(\d+(?:\.\d*)?|\.\d+)([smhd]?)$/.exec(text);
  return match === null ? Number.NaN : Number(match[1]) * (unitSeconds[match[2] || "s"] ?? 1);
}

/** What would never end is stopped, after an amount of output that depends on the machine. */
function stopEndless(outcome: Outcome): Outcome {
  if (outcome.output.kind !== "endless") return outcome;
  return { ...outcome, status: 124, output: unknownStream("it is stopped at some point") };
}
