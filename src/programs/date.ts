import type { Call, Outcome, Program } from "../domain/program.ts";
import { textStream } from "../domain/stream.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail, untold } from "./common/outcome.ts";
import { mayAdminister } from "./common/rights.ts";
import { withOptions } from "./common/with-options.ts";

const options = [
  "-d --date=STRING",
  "--debug",
  "-f --file=DATEFILE",
  "-I --iso-8601[=FMT]",
  "--resolution",
  "-R --rfc-email --rfc-2822",
  "--rfc-3339=FMT",
  "-r --reference=FILE",
  "-s --set=STRING",
  "-u --utc --universal",
  "--help",
  "--version",
];

const clockReason = "the time at which it runs is not known before";

/** Prints a date. What changes from one day to the next, and a given date, can be told. */
export const dateProgram: Program = {
  names: ["date"],
  options,
  run: (call) => withOptions(call, options, (read) => date(call, read)),
};

function date(call: Call, read: OptionsRead): Outcome {
  const sets = read.has("set") || read.operands.some((word) => !word.text.startsWith("+"));
  if (sets) return setClock(call, read);
  if (!isFixed(call, read) && !isDaily(read)) return untold(clockReason, 0);
  const computed = call.compute(
    "date",
    call.arguments.map((word) => word.text),
    "",
  );
  if (computed === undefined) return untold("the output of `date` was not worked out", 0);
  return { status: computed.status, output: textStream(computed.output) };
}

function setClock(call: Call, read: OptionsRead): Outcome {
  if (!mayAdminister(call, "sys_time"))
    return fail(call, "cannot set date: Operation not permitted");
  const [operand] = read.operands;
  call.emit(
    { kind: "service", action: "set-clock", target: "the clock", detail: "by hand" },
    operand,
  );
  return untold(clockReason);
}

/** A moment that does not depend on when the command runs. */
function isFixed(call: Call, read: OptionsRead): boolean {
  if (read.has("file")) return false;
  const reference = read.value("reference");
  if (reference !== undefined) return call.files.isUnchanged(reference);
  const day = /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d)?)?( ?(UTC|Z|[+-]\d\d:?\d\d))?$/;
  const text = read.value("date") ?? "";
  return day.test(text) || /^@\d+$/.test(text);
}

/** Only days and longer spans are shown, of a moment counted in days. */
function isDaily(read: OptionsRead): boolean {
  if (read.has("file") || read.has("reference") || read.has("rfc-email")) return false;
  const isCountedInDays = /^[a-z0-9 +-]*$/i.test(read.value("date") ?? "");
  if (!isCountedInDays || /hour|min|sec|now\b.*\d/i.test(read.value("date") ?? "")) return false;
  if (read.has("iso-8601")) return /^(date)?$/.test(read.value("iso-8601") ?? "");
  if (read.has("rfc-3339")) return read.value("rfc-3339") === "date";
  const [format] = read.operands;
  return (
    format !== undefined && /^\+([^%]|%[-_0^#]*[YmdFjaAbBhyCgGuwUVWDexZz%nt])*$/.test(format.text)
  );
}
