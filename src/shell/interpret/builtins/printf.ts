import type { Argument } from "../../../domain/argument.ts";
import { unknownStream } from "../../../domain/stream.ts";
import { assignTo } from "./assign-to.ts";
import { type Builtin, type BuiltinCall, complain, pour, readLetters, say } from "./builtin.ts";
import { formatWords } from "./printf-format.ts";

/** `printf [-v name] format words`. */
export const printfBuiltin: Builtin = { acceptsUnknown: true, run: runPrintf };

function runPrintf(call: BuiltinCall): number {
  const isDash = call.shell.state.dialect === "sh";
  const { values, operands, stranger } = readLetters(call.words, isDash ? "" : "v:");
  if (stranger !== undefined) return complain(call, `-${stranger}: invalid option`, 2);
  const [format, ...words] = operands;
  if (format === undefined) return complain(call, "usage: printf [-v var] format [arguments]", 2);
  const target = values.get("v");
  const hidden = operands.find(({ unknown }) => unknown !== undefined)?.unknown;
  if (hidden !== undefined) return putUnknown(call, target, hidden);
  const result = formatWords(
    format.text,
    words.map(({ text }) => text),
    call.shell,
  );
  if (result.unknown !== undefined) return putUnknown(call, target, result.unknown);
  for (const problem of result.problems) complain(call, problem);
  if (target === undefined) say(call, result.text);
  else if (!assignTo(call, target.text, { text: result.text.replaceAll("\0", "") })) return 1;
  return result.problems.length > 0 ? 1 : 0;
}

function putUnknown(call: BuiltinCall, target: Argument | undefined, reason: string): number {
  if (target === undefined) pour(call, unknownStream(reason));
  else assignTo(call, target.text, { text: "", unknown: reason });
  return 0;
}
