import { unknownStream } from "../../../domain/stream.ts";
import { isOptionName, optionList, optionNames } from "../options.ts";
import { Unwinding } from "../unwinding.ts";
import { type Builtin, type BuiltinCall, complain, pour, say } from "./builtin.ts";

/** `set [-letters] [-o name] [--] [words]`. */
export const setBuiltin: Builtin = { acceptsUnknown: true, run: runSet };

/** `shift [count]`. */
export const shiftBuiltin: Builtin = { run: runShift };

function runSet(call: BuiltinCall): number {
  const { state } = call.shell;
  const { words } = call;
  if (words.length === 0) {
    pour(call, unknownStream("not every variable that bash lists is modelled"));
    return 0;
  }
  let at = 0;
  for (; at < words.length; at += 1) {
    const word = words[at];
    if (word === undefined || !/^[-+]./.test(word.text) || word.unknown !== undefined) break;
    if (word.text === "--") {
      state.positional = words.slice(at + 1);
      return 0;
    }
    const read = readSwitches(call, word.text, words[at + 1]?.text);
    if (read.status !== 0) return read.status;
    at += read.used;
  }
  return keepRest(call, at);
}

/** What is left become the positional parameters; `-` turns tracing off. */
function keepRest({ shell, words }: BuiltinCall, at: number): number {
  const { state } = shell;
  const isDash = words[at]?.text === "-";
  if (isDash) for (const name of ["xtrace", "verbose"]) state.setOptions.delete(name);
  const rest = words.slice(isDash ? at + 1 : at);
  if (rest.length > 0) state.positional = rest;
  return 0;
}

/** One word of letters; each `o` among them takes the word that follows. */
function readSwitches(
  call: BuiltinCall,
  text: string,
  next: string | undefined,
): { readonly status: number; readonly used: number } {
  const isOn = text.startsWith("-");
  const letters = [...text.slice(1)];
  const stranger = letters.find((letter) => letter !== "o" && !optionNames.has(letter));
  if (stranger !== undefined) {
    return { status: complain(call, `-${stranger}: invalid option`, 2), used: 0 };
  }
  let used = 0;
  for (const letter of letters) {
    const name = letter === "o" ? next : optionNames.get(letter);
    if (name === undefined) listOptions(call, isOn);
    else if (!isOptionName(name, call.shell.state.dialect)) {
      return { status: complain(call, `${name}: invalid option name`, 2), used };
    } else switchOption(call, name, isOn);
    if (letter === "o" && next !== undefined) used = 1;
  }
  return { status: 0, used };
}

/** `set -o` lists, `set +o` gives lines to be read back. */
function listOptions(call: BuiltinCall, isPlain: boolean): void {
  const { setOptions } = call.shell.state;
  const lines = [...optionList].toSorted().map((name) => {
    const isOn = setOptions.has(name);
    return isPlain
      ? `${name.padEnd(15)}\t${isOn ? "on" : "off"}\n`
      : `set ${isOn ? "-" : "+"}o ${name}\n`;
  });
  say(call, lines.join(""));
}

function switchOption({ shell }: BuiltinCall, name: string, isOn: boolean): void {
  const { setOptions } = shell.state;
  if (isOn) setOptions.add(name);
  else setOptions.delete(name);
  if (name !== "braceexpand") return;
  // What the parser's half asks for is the opposite, since it is on by default.
  if (isOn) setOptions.delete("nobraceexpand");
  else setOptions.add("nobraceexpand");
}

function runShift(call: BuiltinCall): number {
  const { state } = call.shell;
  if (call.words.length > 1 && state.dialect === "bash") {
    complain(call, "too many arguments");
    throw new Unwinding("exit", 1);
  }
  const count = Number(call.words[0]?.text ?? 1);
  if (!Number.isInteger(count) || count < 0) return complain(call, "shift count out of range");
  if (count > state.positional.length) {
    return state.dialect === "sh" ? complain(call, "can't shift that many", 2) : 1;
  }
  state.positional = state.positional.slice(count);
  return 0;
}
