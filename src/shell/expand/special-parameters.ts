import type { ShellState, VariableValue } from "../state.ts";
import { withUnknown } from "./segments.ts";

/** The value of a parameter that is no variable, or of a variable that the shell makes up. */
export function specialValue(
  name: string,
  state: ShellState,
): { readonly value: VariableValue | undefined } | undefined {
  if (/^[1-9]/.test(name) || /^0+[1-9]/.test(name)) return { value: positionalValue(name, state) };
  switch (name) {
    case "#":
      return { value: { text: String(state.positional.length) } };
    case "?":
      return { value: statusValue(state) };
    case "$":
      return { value: unknown("the number of a process differs each time") };
    case "!":
      return { value: unknown("the number of a process differs each time") };
    case "-":
      return { value: { text: optionLetters(state) } };
    case "0":
      return { value: { text: state.name } };
    default:
      return volatileValue(name, state);
  }
}

function positionalValue(name: string, state: ShellState): VariableValue | undefined {
  const argument = state.positional[Number(name) - 1];
  return argument && withUnknown(argument.text, argument.unknown);
}

function statusValue(state: ShellState): VariableValue {
  return state.lastStatus === undefined
    ? unknown("the status of the command before it is not known")
    : { text: String(state.lastStatus) };
}

function unknown(reason: string): VariableValue {
  return { text: "", unknown: reason };
}

const volatile: Readonly<Record<string, string>> = {
  RANDOM: "`RANDOM` differs each time",
  SRANDOM: "`SRANDOM` differs each time",
  SECONDS: "`SECONDS` depends on the time",
  EPOCHSECONDS: "`EPOCHSECONDS` depends on the time",
  EPOCHREALTIME: "`EPOCHREALTIME` depends on the time",
  BASHPID: "the number of a process differs each time",
  PPID: "the number of a process differs each time",
  LINENO: "`LINENO` depends on what was typed before",
  HISTCMD: "`HISTCMD` depends on what was typed before",
};

/** Variables that bash computes when they are looked at; `sh` has few of them. */
function volatileValue(
  name: string,
  state: ShellState,
): { readonly value: VariableValue } | undefined {
  const reason = volatile[name];
  if (reason === undefined) return undefined;
  if (state.dialect === "sh" && name !== "PPID" && name !== "LINENO") return undefined;
  return { value: unknown(reason) };
}

const letters: readonly (readonly [name: string, letter: string])[] = [
  ["allexport", "a"],
  ["errexit", "e"],
  ["noglob", "f"],
  ["hashall", "h"],
  ["keyword", "k"],
  ["monitor", "m"],
  ["noexec", "n"],
  ["nounset", "u"],
  ["verbose", "v"],
  ["xtrace", "x"],
  ["braceexpand", "B"],
  ["noclobber", "C"],
  ["errtrace", "E"],
  ["physical", "P"],
  ["functrace", "T"],
];

/** `$-` of a shell that was given its line by `-c`. */
function optionLetters(state: ShellState): string {
  const isBash = state.dialect === "bash";
  const isOn = (name: string): boolean =>
    state.setOptions.has(name) || (isBash && (name === "hashall" || name === "braceexpand"));
  const on = letters.filter(([name]) => isOn(name)).map(([, letter]) => letter);
  return `${on.join("")}${isBash ? "c" : ""}`;
}
