import type { Argument } from "../../../domain/argument.ts";
import type { Call, Outcome } from "../../../domain/program.ts";
import { isError } from "../../../domain/world.ts";
import { fail, untold } from "../outcome.ts";

/** A folder whose files are handed out to whoever asks, as long as the program runs. */
export interface Served {
  /** The folder as it is given; the current one where it is not. */
  readonly folder?: Argument | undefined;
  /** The address that it listens on; every one where it is not given. */
  readonly address?: string | undefined;
}

const own = /^(127\.|localhost(:|$)|::1$|\[::1\])/;

/** A web server for one folder, which changes nothing and opens that folder to the network. */
export function serveFolder(call: Call, { folder, address = "" }: Served): Outcome {
  const path = call.files.realPath(folder?.text ?? ".");
  if (isError(path)) return fail(call, `${folder?.text ?? "."}: No such file or directory`);
  const detail = own.test(address) ? "this machine" : "the network";
  call.emit({ kind: "network", action: "serve-folder", target: path, detail }, folder);
  return untold("what it is asked for while it runs is not known");
}

/** The word behind one of the options, or behind its equals sign. */
export function wordBehind(words: readonly Argument[], names: RegExp): Argument | undefined {
  const at = words.findIndex(({ text }) => names.test(text.replace(/=.*/, "")));
  const word = words[at];
  if (word === undefined) return undefined;
  const equals = word.text.indexOf("=");
  return equals < 0 ? words[at + 1] : { ...word, text: word.text.slice(equals + 1) };
}
