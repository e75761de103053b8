import { getText, setArray } from "../variables.ts";
import { type Builtin, type BuiltinCall, complain, readLetters, say } from "./builtin.ts";
import { changeDirectory } from "./directory.ts";

/** `pushd [-n] [directory | +N | -N]`. */
export const pushdBuiltin: Builtin = { isBashOnly: true, run: runPushd };

/** `popd [-n] [+N | -N]`. */
export const popdBuiltin: Builtin = { isBashOnly: true, run: runPopd };

/** `dirs [-clpv] [+N | -N]`. */
export const dirsBuiltin: Builtin = { isBashOnly: true, run: runDirs };

function stackOf({ shell }: BuiltinCall): string[] {
  return [shell.state.directory, ...shell.directories];
}

/** `+N` from the left, `-N` from the right; undefined for anything else. */
function readIndex(text: string, length: number): number | undefined {
  const [, sign, digits] = /^([-+])(\d+)$/.exec(text) ?? [];
  if (digits === undefined) return undefined;
  return sign === "+" ? Number(digits) : length - 1 - Number(digits);
}

function runPushd(call: BuiltinCall): number {
  const words = call.words.filter(({ text }) => text !== "-n" && text !== "--");
  const isQuiet = words.length < call.words.length;
  if (words.length > 1) return complain(call, "too many arguments");
  const [operand] = words;
  const stack = stackOf(call);
  const index = operand === undefined ? 1 : readIndex(operand.text, stack.length);
  if (index !== undefined) {
    if (stack[index] === undefined) return complain(call, "directory stack index out of range");
    const rotated =
      operand === undefined
        ? [stack[1] ?? "", stack[0] ?? "", ...stack.slice(2)]
        : [...stack.slice(index), ...stack.slice(0, index)];
    return moveTo(call, rotated, isQuiet);
  }
  return moveTo(call, [operand?.text ?? "", ...stack], isQuiet);
}

function runPopd(call: BuiltinCall): number {
  const words = call.words.filter(({ text }) => text !== "-n" && text !== "--");
  const stack = stackOf(call);
  if (words.length > 1) return complain(call, `${words[0]?.text}: invalid argument`, 2);
  const index = words[0] === undefined ? 0 : readIndex(words[0].text, stack.length);
  if (stack.length < 2) return complain(call, "directory stack empty");
  if (index === undefined || stack[index] === undefined) {
    return complain(call, "directory stack index out of range");
  }
  return moveTo(call, stack.toSpliced(index, 1), index > 0);
}

/** Goes to the first directory and keeps the others. */
function moveTo(call: BuiltinCall, stack: readonly string[], staysPut: boolean): number {
  const { shell } = call;
  const [first = "", ...others] = stack;
  if (!staysPut) {
    const problem = changeDirectory(shell, first);
    if (problem !== undefined) {
      shell.failedChange = { directory: first, span: shell.position };
      return complain(call, `${first}: ${problem}`);
    }
  }
  shell.directories = others;
  setArray(
    shell,
    "DIRSTACK",
    stackOf(call).map((text) => ({ text })),
  );
  show(call, false);
  return 0;
}

function show(call: BuiltinCall, isLong: boolean, separator = " "): void {
  say(
    call,
    `${stackOf(call)
      .map((path) => shorten(call, path, isLong))
      .join(separator)}\n`,
  );
}

function shorten(call: BuiltinCall, path: string, isLong: boolean): string {
  const home = getText(call.shell, "HOME");
  if (isLong || home === undefined || home === "") return path;
  return path === home || path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path;
}

function runDirs(call: BuiltinCall): number {
  const { letters } = readLetters(call.words, "clpv");
  if (letters.has("c")) call.shell.directories = [];
  else if (letters.has("v")) {
    const lines = stackOf(call).map(
      (path, index) => `${String(index).padStart(2)}  ${shorten(call, path, letters.has("l"))}\n`,
    );
    say(call, lines.join(""));
  } else show(call, letters.has("l"), letters.has("p") ? "\n" : " ");
  return 0;
}
