import type { Argument } from "../domain/argument.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { unknownStream } from "../domain/stream.ts";
import { isError } from "../domain/world.ts";
import { runLineEditor } from "./common/line-editor/run-line-editor.ts";

/** Editors by name; what they do with a file depends on what a person types. */
const names = [
  "editor",
  "sensible-editor",
  "ed",
  "emacs",
  "emacsclient",
  "ex",
  "gedit",
  "gvim",
  "hx",
  "jed",
  "joe",
  "kate",
  "mcedit",
  "mg",
  "micro",
  "nano",
  "ne",
  "nvim",
  "pico",
  "rnano",
  "vi",
  "vim",
  "vim.basic",
  "vim.tiny",
  "vimdiff",
  "zile",
];

/** Options of vi and its like whose value is the next word. */
const valued = /^(-[cSsTtuUwWiqr]|--cmd|--servername|--remote-expr|--remote-send)$/;

/** Of ed and ex, where `-s` keeps silent; letters stand together (`ex -sc CMD`). */
const valuedByLine = /^(-[esEn]*[ctTSuUiqwWr]|-p|--cmd|--prompt)$/;

/** Opens files for a person to change. */
export const editorProgram: Program = {
  names,
  options: [
    "-c COMMAND",
    "--cmd=COMMAND",
    "-S FILE",
    "-u FILE",
    "-R",
    "-n",
    "-o",
    "-O",
    "-p",
    "-d",
    "-s",
    "-e",
  ],
  run: edit,
};

function edit(call: Call): Outcome {
  const scripted = /^(?:ed|ex|vi|vim)$/.test(call.name) ? runLineEditor(call) : undefined;
  if (scripted !== undefined) return scripted;
  const files = filesOf(call);
  const isReadOnly = call.arguments.some(
    ({ text }) => text === "-R" || text === "--version" || text === "--help",
  );
  if (!isReadOnly) for (const file of files) openFile(call, file);
  call.unknown("what is typed in the editor is not known");
  return { status: undefined, output: unknownStream("it draws on the terminal") };
}

function filesOf({ name, arguments: words }: Call): readonly Argument[] {
  const takesNext = name === "ed" || name === "ex" ? valuedByLine : valued;
  const files: Argument[] = [];
  let at = 0;
  for (; at < words.length; at += 1) {
    const word = words[at];
    if (word === undefined) break;
    if (word.text === "--") return [...files, ...words.slice(at + 1)];
    if (takesNext.test(word.text)) at += 1;
    else if (!/^[-+]/.test(word.text)) files.push(word);
  }
  return files;
}

/** A file that is not there is only made when it is saved; it is taken to be. */
function openFile(call: Call, file: Argument): void {
  const status = call.files.stat(file.text);
  if (!isError(status) && status.type === "directory") return;
  const content = { kind: "unknown", reason: "what is typed in the editor is not known" } as const;
  call.files.for(file).write(file.text, content, { how: "partly" });
}
