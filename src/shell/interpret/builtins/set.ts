import { unknownStream } from "../../../domain/stream.ts";
import { isOptionName, optionList, optionNames } from "../options.ts";
import { type Builtin, type BuiltinCall, complain, pour, say } from "./builtin.ts";

/** `set [-letters] [-o name] [--] [words]`. */
export const setBuiltin: Builtin = { names: ["set"], acceptsUnknown: true, run: runSet };

/** `shift [count]`. */
export const shiftBuiltin: Builtin = { names: ["shift"], run: runShift };

function runSet(call: BuiltinCall): number {
  const { state } = call.shell;
  const { words } = call;
  if (words.length === 0) {
    pour(call, unknownStream("not every variable that bash lists is modelled"));
    return 0;
  }
  for (let at = 0; at < words.length; at += 1) {
    const text = words[at]?.text ?? "";
    if (text === "--") {
      state.positional = words.slice(at + 1);
      return 0;
    }
    if (text === "-") {
      state.setOptions.delete("xtrace");
      state.setOptions.delete("verbose");
      if (at + 1 < words.length) state.positional = words.slice(at + 1);
      return 0;
    }
    if (!/^[-+]./.test(text) || words[at]?.unknown !== undefined) {
      state.positional = words.slice(at);
      return 0;
    }
    const isOn = text.startsWith("-");
    const stranger = [...text.slice(1)].find(
      (letter) => letter !== "o" && !optionNames.has(letter),
    );
    if (stranger !== undefined) return complain(call, `-${stranger}: invalid option`, 2);
    for (const letter of text.slice(1)) {
      if (letter === "o") at += 1;
      const name = letter === "o" ? words[at]?.text : optionNames.get(letter);
      if (letter === "o" && name === undefined) {
        listOptions(call, isOn);
        continue;
      }
      if (name === undefined || !isOptionName(name, state.dialect)) {
        return complain(call, `${name}: invalid option name`, 2);
      }
      switchOption(call, name, isOn);
    }
  }
  return 0;
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
  const count = Number(call.words[0]?.text ?? 1);
  if (!Number.isInteger(count) || count < 0) return complain(call, "shift count out of range");
  if (count > state.positional.length) {
    return state.dialect === "sh" ? complain(call, "can't shift that many", 2) : 1;
  }
  state.positional = state.positional.slice(count);
  return 0;
}
