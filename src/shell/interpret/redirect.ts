import type { HereDoc, HereString, Redirect, Redirection } from "unbash";
import type { Argument } from "../../domain/argument.ts";
import { describeError } from "../../domain/error-text.ts";
import { textStream, unknownStream } from "../../domain/stream.ts";
import { isError } from "../../domain/world.ts";
import { expandHereDocument } from "../expand/expand-here-document.ts";
import { expandText } from "../expand/expand-text.ts";
import { expandWords } from "../expand/expand-words.ts";
import type { VariableValue } from "../state.ts";
import { makeRedirectionCause, shellFiles } from "./causes.ts";
import { type OpenFile, openNull, openStream } from "./descriptors.ts";
import { contextOf } from "./expansion-context.ts";
import { writeError } from "./messages.ts";
import { findOpenFile } from "./open-files.ts";
import { openForReading, openForWriting, type WritingMode } from "./open-path.ts";
import { reportUnknown, type Shell, spanOf } from "./shell.ts";
import { getVariable, setPlain } from "./variables.ts";

/**
 * Carries out redirections one after the other on the shell's descriptors, which the caller puts
 * back. False where one fails: what comes after it, and the command, do not happen.
 */
export function applyRedirections(shell: Shell, redirections: readonly Redirection[]): boolean {
  return redirections.every((redirection) => applyOne(shell, redirection));
}

function applyOne(shell: Shell, redirection: Redirection): boolean {
  switch (redirection.type) {
    case "HereDoc":
      return applyText(shell, redirection, readHereDocument(shell, redirection), "");
    case "HereString": {
      const { target } = redirection;
      const text =
        target === undefined ? { text: "" } : expandText(target, contextOf(shell), "value");
      return applyText(shell, redirection, text, "\n");
    }
    case "Redirect":
      return applyRedirect(shell, redirection);
  }
}

function readHereDocument(shell: Shell, node: HereDoc): VariableValue {
  const { operator, delimiter, body } = node;
  const text = expandHereDocument(body, delimiter?.quoted === true, contextOf(shell));
  // Tabs are taken off what is written, not off what an expansion brings: those hardly begin a line.
  const lines = operator === "<<-" ? text.text.replace(/^\t+/gm, "") : text.text;
  // Without its last line the document ends where the text does, as if that ended in a newline.
  const isCut = node.closing === undefined && lines !== "" && !lines.endsWith("\n");
  return { ...text, text: isCut ? `${lines}\n` : lines };
}

function applyText(
  shell: Shell,
  node: HereDoc | HereString,
  text: VariableValue,
  end: string,
): boolean {
  const stream =
    text.unknown === undefined ? textStream(text.text + end) : unknownStream(text.unknown);
  return assignDescriptor(shell, node, 0, openStream(stream));
}

function applyRedirect(shell: Shell, redirect: Redirect): boolean {
  if (redirect.target === undefined) return true;
  const { operator } = redirect;
  const words = expandWords([redirect.target], contextOf(shell));
  const [target] = words;
  if (words.length !== 1 || target === undefined) {
    return complain(shell, redirect.target.text, "ambiguous redirect");
  }
  if (target.unknown !== undefined) return applyUnknown(shell, redirect, target);
  const isCopy = operator === ">&" || operator === "<&";
  if (isCopy && /^(\d+-?|-)$/.test(target.text)) return duplicate(shell, redirect, target.text);
  const isOdd = operator === ">&" && numberOf(shell, redirect, 1) !== 1;
  if (operator === "<&" || isOdd) return complain(shell, target.text, "ambiguous redirect");
  return openTarget(shell, redirect, target);
}

/** Nothing is known of where it leads: the command runs, its stream goes nowhere. */
function applyUnknown(shell: Shell, redirect: Redirect, target: Argument): boolean {
  const reason = `where \`${redirect.operator}\` leads is not known: ${target.unknown}`;
  reportUnknown(shell, reason, target.span);
  const isInput = redirect.operator === "<" || redirect.operator === "<&";
  const file = isInput ? openStream(unknownStream(reason)) : openNull();
  return assignAll(shell, redirect, file);
}

function assignAll(shell: Shell, redirect: Redirect, file: OpenFile): boolean {
  const { operator } = redirect;
  const isBoth = operator === "&>" || operator === "&>>" || operator === ">&";
  if (isBoth) shell.descriptors.set(2, file);
  return assignDescriptor(shell, redirect, operator.startsWith("<") ? 0 : 1, file);
}

/** Puts an open file at the redirection's number: the default one, `3>`, or `{name}>`. */
function assignDescriptor(
  shell: Shell,
  { descriptor }: Pick<Redirection, "descriptor">,
  standard: number,
  file: OpenFile,
): boolean {
  if (descriptor?.type === "FileDescriptorVariable") {
    let free = 10;
    while (shell.descriptors.has(free)) free += 1;
    shell.descriptors.set(free, file);
    shell.lasting.set(free, file);
    return setPlain(shell, descriptor.name, { text: String(free) });
  }
  shell.descriptors.set(descriptor?.value ?? standard, file);
  return true;
}

/** `2>&1`, `<&3`, `3>&-`, `4>&3-`. */
function duplicate(shell: Shell, redirect: Redirect, text: string): boolean {
  const standard = redirect.operator === "<&" ? 0 : 1;
  const number = numberOf(shell, redirect, standard);
  if (text === "-") {
    shell.descriptors.delete(number);
    shell.lasting.delete(number);
    return true;
  }
  const from = Number.parseInt(text, 10);
  const file = shell.descriptors.get(from);
  if (file === undefined) return complain(shell, text.replace("-", ""), "Bad file descriptor");
  const isDone = assignDescriptor(shell, redirect, standard, file);
  if (text.endsWith("-") && from !== number) shell.descriptors.delete(from);
  return isDone;
}

function numberOf(shell: Shell, { descriptor }: Redirect, standard: number): number {
  if (descriptor === undefined) return standard;
  if (descriptor.type === "FileDescriptor") return descriptor.value;
  return Number(getVariable(shell, descriptor.name)?.values.get("0")?.text ?? standard);
}

function openTarget(shell: Shell, redirect: Redirect, target: Argument): boolean {
  const path = target.text;
  const own = findOpenFile(shell, path);
  if (own !== undefined && own.path === undefined) return assignAll(shell, redirect, own);
  if (/^\/dev\/(tcp|udp)\//.test(path)) return openConnection(shell, redirect, path);
  const cause = makeRedirectionCause(shell, redirect.operator, target, spanOf(shell, redirect));
  const place = own?.path ?? path;
  if (isRefusedByNoclobber(shell, redirect, place)) {
    return complain(shell, path, "cannot overwrite existing file");
  }
  const file =
    redirect.operator === "<"
      ? openForReading(shell, place, cause)
      : openForWriting(shell, place, modes[redirect.operator] ?? "truncate", cause);
  if (isError(file)) return complain(shell, path, describeError(file));
  return assignAll(shell, redirect, { ...file, cause });
}

const modes: Readonly<Record<string, WritingMode>> = {
  ">>": "append",
  "&>>": "append",
  "<>": "partly",
};

function openConnection(shell: Shell, redirect: Redirect, path: string): boolean {
  const stream = unknownStream(`what comes from \`${path}\` is not known before`, "network");
  return assignAll(shell, redirect, { ...openStream(stream), write: () => {} });
}

function isRefusedByNoclobber(shell: Shell, { operator }: Redirect, path: string): boolean {
  if (!shell.state.setOptions.has("noclobber")) return false;
  if (operator !== ">" && operator !== "&>" && operator !== ">&") return false;
  const status = shellFiles(shell).stat(path);
  // What is not there is made with O_EXCL, which a link that leads nowhere is in the way of.
  if (isError(status)) return !isError(shellFiles(shell).lstat(path));
  return status.type === "file";
}

function complain(shell: Shell, name: string, problem: string): boolean {
  writeError(shell, `${name}: ${problem}`);
  return false;
}
