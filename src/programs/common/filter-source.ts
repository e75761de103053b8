import type { Argument } from "../../domain/argument.ts";
import { hasEscapedBytes } from "../../domain/bytes.ts";
import type { Call } from "../../domain/program.ts";
import { type Stream, unknownStream } from "../../domain/stream.ts";
import { type FileStatus, isError, type Path } from "../../domain/world.ts";

/** Where a filter's bytes come from: known input for the real program, or a stream that is not known. */
export type FilterSource =
  | {
      readonly kind: "input";
      readonly text: string;
      /** Operands that the real program gets under another name. */
      readonly replaced: ReadonlyMap<Argument, string>;
      /** The command's identity may read more than the caller. */
      readonly isForeign: boolean;
    }
  | { readonly kind: "stream"; readonly stream: Stream }
  /** Standard input is a directory: the first read fails. */
  | { readonly kind: "unreadable" };

interface Rules {
  readonly ignoresInput?: boolean;
  readonly needsFiles?: boolean;
  /** It reads no directory: any other does for one that the line has changed. */
  readonly failsOnDirectories?: boolean;
  /** It tells of a link that leads nowhere as of anything else. */
  readonly looksAtNames?: boolean;
  /** A path that the line has made and in which nothing is found. */
  readonly except?: Path | undefined;
}

const changedReason = "it reads what the line itself changes";

/** Looks at the operands of a filter, and at files named in its options. */
export function findSource(
  call: Call,
  operands: readonly Argument[],
  named: readonly string[],
  rules: Rules,
): FilterSource {
  if (named.some((path) => !isReadable(call, path))) return stopped(changedReason);
  const special = operands.flatMap((operand) => specialStream(call, operand.text) ?? []).at(0);
  if (special !== undefined) return { kind: "stream", stream: special };
  const replaced = new Map<Argument, string>();
  const changed: Argument[] = [];
  let readsInput = operands.length === 0 && rules.ignoresInput !== true;
  for (const operand of operands) {
    if (isStandardInput(operand.text)) readsInput = true;
    // A name that is no text cannot be handed to the real program.
    else if (!call.files.isUnchanged(operand.text, rules.except) || hasEscapedBytes(operand.text)) {
      const { looksAtNames = false } = rules;
      const status = (looksAtNames ? call.files.lstat : call.files.stat)(operand.text);
      if (isError(status)) replaced.set(operand, missingName(operand.text));
      else if (status.type === "directory" && rules.failsOnDirectories === true)
        replaced.set(operand, "/");
      else changed.push(operand);
    }
  }
  return changed.length === 0
    ? fromInput(call, readsInput, replaced)
    : fromChanged(call, changed, readsInput || rules.needsFiles === true, replaced);
}

function fromInput(
  call: Call,
  readsInput: boolean,
  replaced: ReadonlyMap<Argument, string>,
): FilterSource {
  const isForeign = call.identity.uid !== call.facts.caller.identity.uid;
  if (!readsInput) return { kind: "input", text: "", replaced, isForeign };
  if (call.input.kind !== "text") return { kind: "stream", stream: call.input };
  if (isInputDirectory(call)) return { kind: "unreadable" };
  return { kind: "input", text: call.input.text, replaced, isForeign };
}

/** One changed file can be handed over as standard input. */
function fromChanged(
  call: Call,
  changed: readonly Argument[],
  isInputTaken: boolean,
  replaced: Map<Argument, string>,
): FilterSource {
  const [only] = changed;
  if (only === undefined || changed.length > 1 || isInputTaken) return stopped(changedReason);
  const text = call.files.text(only.text);
  if (text === undefined || isError(text)) return stopped(changedReason);
  replaced.set(only, "-");
  return { kind: "input", text, replaced, isForeign: false };
}

/** Whether `< directory` stands before it, which opens but cannot be read. */
function isInputDirectory(call: Call): boolean {
  const status = call.files.stat("/dev/stdin");
  return !isError(status) && status.type === "directory";
}

function isReadable(call: Call, path: string): boolean {
  return path !== "-" && call.files.isUnchanged(path) && specialStream(call, path) === undefined;
}

function isStandardInput(path: string): boolean {
  return path === "-" || path === "/dev/stdin";
}

/** Devices and pipes are not read while checking: what comes from them is known or it is not. */
export function specialStream(call: Call, path: string): Stream | undefined {
  if (isStandardInput(path) || path === "/dev/null") return undefined;
  const status: FileStatus | string = call.files.stat(path);
  if (typeof status === "string") return undefined;
  if (status.type === "file" || status.type === "directory") return undefined;
  return path === "/dev/zero" ||
    path === "/dev/full" ||
    path.endsWith("/random") ||
    path.endsWith("/urandom")
    ? { kind: "endless" }
    : unknownStream(`what \`${path}\` gives is not known before`);
}

/** A name under which nothing lies, so that the real program fails on it as it would later. */
function missingName(path: string): string {
  return `/proc/self/fd/missing/${path}`;
}

function stopped(reason: string): FilterSource {
  return { kind: "stream", stream: unknownStream(reason) };
}
