import type { Argument } from "../domain/argument.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { unforeseen, untold } from "./common/outcome.ts";

/** The options that name the file to write, of each program. */
const fileOptions: Readonly<Record<string, RegExp>> = {
  pg_dump: /^(?:-f|--file(?:=|$))/,
  pg_dumpall: /^(?:-f|--file(?:=|$))/,
  mysqldump: /^(?:-r|--result-file(?:=|$))/,
  "mariadb-dump": /^(?:-r|--result-file(?:=|$))/,
};

const reason = "what the databases hold is not known";

/** Copies of databases as text: they change nothing but the file they are told to write. */
export const dumpProgram: Program = { names: Object.keys(fileOptions), options: [], run: dump };

function dump(call: Call): Outcome {
  const words = call.arguments;
  const pattern = fileOptions[call.name];
  const at = words.findIndex(({ text }) => pattern?.test(text) === true);
  const word = words[at];
  if (word === undefined) return untold(reason);
  if (words.some(({ text }) => /^(?:-Fd|-Fdirectory|-j\d*|--format=d.*|-T|--tab.*)$/.test(text)))
    return unforeseen(call, "which files it writes into the folder is not known", word);
  const path = fileOf(word, words[at + 1]);
  if (path === undefined) return untold(reason);
  const named = word.text.startsWith("-") && path === words[at + 1]?.text ? words[at + 1] : word;
  call.files.for(named ?? word).write(path, { kind: "unknown", reason });
  return untold(reason);
}

/** Of `-f FILE`, `-fFILE` and `--file=FILE`. */
function fileOf({ text }: Argument, next: Argument | undefined): string | undefined {
  const joined = text.startsWith("--") ? text.split("=").slice(1).join("=") : text.slice(2);
  return joined === "" ? next?.text : joined;
}
