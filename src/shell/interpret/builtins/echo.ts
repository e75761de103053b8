import { unknownStream } from "../../../domain/stream.ts";
import { type Builtin, type BuiltinCall, pour, say } from "./builtin.ts";
import { readEscapes } from "./escapes.ts";

/** `echo`: bash's with -n, -e and -E; dash's reads escapes always and knows only -n. */
export const echoBuiltin: Builtin = { acceptsUnknown: true, run: runEcho };

function runEcho(call: BuiltinCall): number {
  const isDash = call.shell.state.dialect === "sh";
  const hasXpg = call.shell.state.shoptOptions.has("xpg_echo");
  let isEscaped = isDash || hasXpg;
  let hasNewline = true;
  let start = 0;
  const option = isDash ? /^-n$/ : /^-[neE]+$/;
  while (option.test(call.words[start]?.text ?? "")) {
    for (const letter of call.words[start]?.text.slice(1) ?? "") {
      if (letter === "n") hasNewline = false;
      else isEscaped = letter === "e";
    }
    start += 1;
    if (isDash) break;
  }
  const words = call.words.slice(start);
  const hidden = words.find(({ unknown }) => unknown !== undefined);
  if (hidden?.unknown !== undefined) {
    pour(call, unknownStream(hidden.unknown));
    return 0;
  }
  const text = words.map((word) => word.text).join(" ");
  const { text: shown, isStopped } = isEscaped
    ? readEscapes(text, "echo")
    : { text, isStopped: false };
  say(call, hasNewline && !isStopped ? `${shown}\n` : shown);
  return 0;
}
