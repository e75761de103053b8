import { getText, setPlain } from "../variables.ts";
import { type Builtin, type BuiltinCall, complain } from "./builtin.ts";

/** `getopts letters name [words]`. */
export const getoptsBuiltin: Builtin = { run: runGetopts };

function runGetopts(call: BuiltinCall): number {
  const [letters, name, ...given] = call.words;
  if (letters === undefined || name === undefined)
    return complain(call, "usage: getopts optstring name [arg ...]", 2);
  const { shell } = call;
  const words = given.length > 0 ? given : shell.state.positional;
  const start = Number(getText(shell, "OPTIND") ?? 1);
  const place = shell.optionPlace.index === start ? shell.optionPlace.offset : 1;
  const word = words[start - 1]?.text;
  if (word === undefined || !/^-./.test(word) || word === "--") {
    setPlain(shell, name.text, { text: "?" });
    if (word === "--") setPlain(shell, "OPTIND", { text: String(start + 1) });
    shell.state.variables.delete("OPTARG");
    return 1;
  }
  return takeOption(call, {
    letters: letters.text,
    name: name.text,
    word,
    start,
    place,
    next: words[start]?.text,
  });
}

interface Step {
  readonly letters: string;
  readonly name: string;
  readonly word: string;
  readonly start: number;
  readonly place: number;
  readonly next: string | undefined;
}

function takeOption(call: BuiltinCall, step: Step): number {
  const { shell } = call;
  const { letters, word, place, start } = step;
  const letter = word.charAt(place);
  const at = letter === ":" ? -1 : letters.indexOf(letter, letters.startsWith(":") ? 1 : 0);
  const isLast = place + 1 >= word.length;
  shell.state.variables.delete("OPTARG");
  if (at < 0 || letters.charAt(at + 1) !== ":") {
    moveOn(call, isLast ? start + 1 : start, isLast ? 1 : place + 1);
    return at < 0 ? reject(call, step, letter, "?", "illegal option") : assign(call, step, letter);
  }
  const attached = word.slice(place + 1);
  const value = attached === "" ? step.next : attached;
  moveOn(call, attached === "" ? start + 2 : start + 1, 1);
  if (value === undefined) return reject(call, step, letter, ":", "option requires an argument");
  setPlain(shell, "OPTARG", { text: value });
  return assign(call, step, letter);
}

function assign({ shell }: BuiltinCall, { name }: Step, letter: string): number {
  return setPlain(shell, name, { text: letter }) ? 0 : 1;
}

function moveOn({ shell }: BuiltinCall, index: number, offset: number): void {
  setPlain(shell, "OPTIND", { text: String(index) });
  shell.optionPlace = { index, offset };
}

/** A leading colon asks for silence, and for the letter in OPTARG. */
function reject(
  call: BuiltinCall,
  { letters, name }: Step,
  letter: string,
  silent: string,
  problem: string,
): number {
  const isSilent = letters.startsWith(":");
  if (isSilent) setPlain(call.shell, "OPTARG", { text: letter });
  else complain(call, `${problem} -- ${letter}`);
  return setPlain(call.shell, name, { text: isSilent ? silent : "?" }) ? 0 : 1;
}
