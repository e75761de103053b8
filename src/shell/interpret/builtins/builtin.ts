import type { Argument } from "../../../domain/argument.ts";
import { type Stream, textStream } from "../../../domain/stream.ts";
import type { PreparedAssignment } from "../assignments.ts";
import { writeError, writeStream } from "../messages.ts";
import type { Shell } from "../shell.ts";

/** A builtin command about to run. */
export interface BuiltinCall {
  readonly shell: Shell;
  readonly name: string;
  /** The words after the name. */
  readonly words: readonly Argument[];
  /** Which of the words are assignments, read by the parser. */
  readonly declared: ReadonlyMap<Argument, PreparedAssignment>;
  /** What it has complained of. */
  readonly complaints: string[];
}

/** A command that the shell carries out by itself. */
export interface Builtin {
  /** Deals with words that cannot be known by itself; else such a call is not run. */
  readonly acceptsUnknown?: boolean;
  /** Not known to `sh` as dash is. */
  readonly isBashOnly?: boolean;
  /** Status; undefined where it cannot be known. */
  run(call: BuiltinCall): number | undefined;
}

/** Writes to standard output. */
export function say(call: BuiltinCall, text: string): void {
  writeStream(call.shell, 1, textStream(text));
}

/** Writes a stream to standard output. */
export function pour(call: BuiltinCall, stream: Stream): void {
  writeStream(call.shell, 1, stream);
}

/** Complains as a builtin does, and gives its status. */
export function complain(call: BuiltinCall, problem: string, status = 1): number {
  writeError(call.shell, `${call.name}: ${problem}`);
  call.complaints.push(problem);
  return status;
}

/** Single-letter options before the operands; `--` ends them. */
export interface Letters {
  readonly letters: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, Argument>;
  readonly operands: readonly Argument[];
  /** A letter that is none of those allowed. */
  readonly stranger?: string;
}

/** Reads options by getopt's rules: `allowed` as for getopts, a colon after letters with a value. */
export function readLetters(words: readonly Argument[], allowed: string): Letters {
  const letters = new Set<string>();
  const values = new Map<string, Argument>();
  let at = 0;
  for (; at < words.length; at += 1) {
    const word = words[at];
    if (word === undefined || !/^-./.test(word.text)) break;
    if (word.text === "--") {
      at += 1;
      break;
    }
    for (let index = 1; index < word.text.length; index += 1) {
      const letter = word.text.charAt(index);
      const place = allowed.indexOf(letter);
      if (place < 0 || letter === ":") {
        return { letters, values, operands: words.slice(at), stranger: letter };
      }
      letters.add(letter);
      if (allowed.charAt(place + 1) !== ":") continue;
      const rest = word.text.slice(index + 1);
      if (rest === "") at += 1;
      const value = rest === "" ? words[at] : { ...word, text: rest };
      if (value !== undefined) values.set(letter, value);
      break;
    }
  }
  return { letters, values, operands: words.slice(at) };
}
