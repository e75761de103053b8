import { reportUnknown } from "../shell.ts";
import { type Builtin, type BuiltinCall, complain, readLetters, say } from "./builtin.ts";

/** `umask [-pS] [mode]`. */
export const umaskBuiltin: Builtin = { run: runUmask };

/** `ulimit`: of the limits only that on the size of files could change what a line does to them. */
export const ulimitBuiltin: Builtin = {
  run: ({ shell, words }) => {
    const limitsFiles = words.some(({ text }) => /^-\w*f/.test(text));
    const isSet = words.some(({ text }) => /^\d+$/.test(text));
    if (limitsFiles && isSet)
      reportUnknown(shell, "what a limit on the size of files stops is not modelled");
    return 0;
  },
};

function runUmask(call: BuiltinCall): number {
  const { letters, operands, stranger } = readLetters(call.words, "pS");
  if (stranger !== undefined) return complain(call, `-${stranger}: invalid option`, 2);
  const { state } = call.shell;
  const [mode] = operands;
  if (mode === undefined) {
    const shown = letters.has("S") ? describeSymbolic(state.umask) : octal(state.umask);
    say(
      call,
      `${letters.has("p") ? "umask " : ""}${letters.has("S") && letters.has("p") ? "-S " : ""}${shown}\n`,
    );
    return 0;
  }
  const mask = /^[0-7]+$/.test(mode.text)
    ? Number.parseInt(mode.text, 8)
    : readSymbolic(mode.text, state.umask);
  if (mask === undefined || mask > 0o777) return complain(call, `${mode.text}: invalid mode`);
  state.umask = mask;
  return 0;
}

function octal(mask: number): string {
  return mask.toString(8).padStart(4, "0");
}

function describeSymbolic(mask: number): string {
  const allowed = ~mask & 0o777;
  const letters = (bits: number): string =>
    `${(bits & 4) !== 0 ? "r" : ""}${(bits & 2) !== 0 ? "w" : ""}${(bits & 1) !== 0 ? "x" : ""}`;
  return `u=${letters(allowed >> 6)},g=${letters((allowed >> 3) & 7)},o=${letters(allowed & 7)}`;
}

/** `u=rwx,g+w,o-rwx`: what is allowed, so that the mask is the rest. */
function readSymbolic(text: string, mask: number): number | undefined {
  let allowed = ~mask & 0o777;
  for (const clause of text.split(",")) {
    const [, who, operator, letters] = /^([ugoa]*)([-+=])([rwx]*)$/.exec(clause) ?? [];
    if (who === undefined || operator === undefined || letters === undefined) return undefined;
    const bits = [...letters].reduce((sum, letter) => sum | { r: 4, w: 2, x: 1 }[letter as "r"], 0);
    for (const shift of shiftsOf(who)) {
      if (operator === "=") allowed &= ~(7 << shift);
      allowed = operator === "-" ? allowed & ~(bits << shift) : allowed | (bits << shift);
    }
  }
  return ~allowed & 0o777;
}

function shiftsOf(who: string): readonly number[] {
  if (who === "" || who.includes("a")) return [6, 3, 0];
  return [...who].map((letter) => (letter === "u" ? 6 : letter === "g" ? 3 : 0));
}
