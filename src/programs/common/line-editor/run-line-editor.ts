import type { Argument } from "../../../domain/argument.ts";
import type { Call, Outcome } from "../../../domain/program.ts";
import { textStream, unknownStream } from "../../../domain/stream.ts";
import { isError } from "../../../domain/world.ts";
import { directoryName } from "../paths.ts";
import { type Edited, type EditorRules, LineEditor } from "./line-editor.ts";
import { NotEdited } from "./not-edited.ts";

/** A script for ed or ex, with the file that it changes; undefined where it goes beyond the plain. */
export function runLineEditor(call: Call): Outcome | undefined {
  if (call.arguments.some(({ unknown }) => unknown !== undefined)) return undefined;
  try {
    return call.name === "ed" ? runEd(call) : runEx(call);
  } catch (error) {
    if (error instanceof NotEdited) return undefined;
    throw error;
  }
}

/** `ed -s FILE`, whose commands flow in. */
function runEd(call: Call): Outcome | undefined {
  const { input, isInputTerminal } = call;
  const isOption = ({ text }: Argument): boolean => /^(?:-s?|--quiet|--silent)$/.test(text);
  const isSilent = call.arguments.some(isOption);
  const [file, ...more] = call.arguments.filter((word) => !isOption(word));
  if (isInputTerminal || input.kind !== "text" || file === undefined || more.length > 0)
    return undefined;
  if (/^[-!]/.test(file.text)) return undefined;
  // What a last row without an end does hangs on the version, unless it only ends.
  const commands = input.text.split("\n");
  const tail = commands.pop();
  if (tail !== "" && tail !== "q" && tail !== "Q") return undefined;
  const text = textToEdit(call, file);
  if (text === undefined) return undefined;
  const isNew = text === "missing";
  if (isNew && (!isSilent || mayBeFile(call, input.text))) return undefined;
  const rules: EditorRules = { kind: "ed", isSilent, path: file.text };
  const before = isNew ? "" : text.text;
  const edited = editorOf(call, before, rules).run(commands);
  if (edited.status !== 0) {
    const stopped = editorOf(call, before, { ...rules, stopsAtErrors: true }).run(commands);
    if (!isSame(edited, stopped, file.text, before)) return undefined;
  }
  const errors = isNew ? textStream(`${file.text}: No such file or directory\n`) : undefined;
  return write(call, file, edited, errors);
}

/** A file that is missing ends ed only where its commands come from a file, as long documents do. */
function mayBeFile({ inputPath, isInputInherited }: Call, text: string): boolean {
  return inputPath !== undefined || isInputInherited || text.length > 4000;
}

/** Whether both leave and tell the same: whether commands flow in from a file is not known here. */
function isSame(one: Edited, other: Edited, path: string, text: string): boolean {
  const left = ({ writes }: Edited): Map<string, string> =>
    new Map([[path, text], ...writes.map((write) => [write.path, write.text] as const)]);
  const [first, second] = [left(one), left(other)];
  const isAlike = [...first].every(([name, content]) => second.get(name) === content);
  return (
    isAlike &&
    first.size === second.size &&
    one.status === other.status &&
    one.printed === other.printed
  );
}

/** `ex -s -c COMMANDS FILE` and `vi -es -c COMMANDS FILE`, which leave at the end. */
function runEx(call: Call): Outcome | undefined {
  const commands: string[] = [];
  const files: Argument[] = [];
  let letters = call.name === "ex" ? "e" : "";
  for (let at = 0; at < call.arguments.length; at += 1) {
    const word = call.arguments[at];
    const option = /^-(?<letters>[es]*)(?<c>c?)$/.exec(word?.text ?? "")?.groups;
    if (word === undefined || (option === undefined && /^[-+]/.test(word.text))) return undefined;
    if (option === undefined) files.push(word);
    letters += option?.letters ?? "";
    if (option?.c !== "c") continue;
    at += 1;
    commands.push(...splitAtBars(call.arguments[at]?.text ?? ""));
  }
  const [file, ...more] = files;
  // Only silent ones of ex read no settings of their own.
  if (file === undefined || more.length > 0 || !/e/.test(letters) || !/s/.test(letters))
    return undefined;
  const text = textToEdit(call, file);
  if (text === undefined || text === "missing" || !isPlain(text.text)) return undefined;
  if (call.files.access(file.text, "write") !== undefined) return undefined;
  const rules: EditorRules = { kind: "ex", isSilent: true, path: file.text };
  const edited = editorOf(call, text.text, rules).run(commands);
  // A second file stands beside it meanwhile.
  call.files.setModified(directoryName(file.text), Number.MAX_SAFE_INTEGER);
  return write(call, file, edited);
}

/** Text in which vi finds no settings, other row ends or letters that hang on the locale. */
function isPlain(text: string): boolean {
  return text !== "" && /^[\t\n -~]*$/.test(text) && !/\b(?:vi|vim|ex):/.test(text);
}

/** A bar parts commands, but belongs to what `g` does with each row. */
function splitAtBars(text: string): readonly string[] {
  const parts = text.split("|");
  if (/\\\|/.test(text) || parts.slice(0, -1).some((part) => /^\s*%?[gv]\b/.test(part))) {
    throw new NotEdited();
  }
  return parts.map((part) => part.trim()).filter((part) => part !== "");
}

function textToEdit(
  call: Call,
  { text: path }: Argument,
): { readonly text: string } | "missing" | undefined {
  const text = call.files.text(path);
  if (text === undefined) return undefined;
  if (!isError(text)) return { text };
  return text === "ENOENT" ? "missing" : undefined;
}

function editorOf(call: Call, text: string, rules: EditorRules): LineEditor {
  return new LineEditor(text, rules, (args, input) => call.compute("sed", args, input));
}

/** Where a file cannot be written, the editor stops. */
function write(
  call: Call,
  file: Argument,
  { writes, printed, status }: Edited,
  errors?: Outcome["errors"],
): Outcome {
  const told = errors === undefined ? {} : { errors };
  for (const { path, text } of writes) {
    const error = call.files.for(file).write(path, { kind: "text", text }, { how: "truncate" });
    if (error === undefined) continue;
    return { status: 1, output: unknownStream("how the editor tells an error is not modelled") };
  }
  return { status, output: textStream(printed), ...told };
}
