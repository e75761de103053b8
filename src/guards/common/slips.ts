import type { Argument, Origin } from "../../domain/argument.ts";
import type { Cause } from "../../domain/effect.ts";

/** A word that came to mean something else than it seems to say. */
export type Slip =
  | {
      readonly kind: "empty-variable";
      readonly operand: Argument;
      /** Absent where a command substitution gave nothing. */
      readonly name: string | undefined;
      readonly isSet: boolean;
    }
  | { readonly kind: "stray-blank"; readonly named: Argument; readonly glob: Argument }
  | { readonly kind: "failed-change"; readonly directory: string }
  | { readonly kind: "accidental-target"; readonly operand: Argument }
  | { readonly kind: "parent-directory"; readonly operand: Argument }
  | { readonly kind: "split-variable"; readonly operand: Argument; readonly name: string };

/** The slip in a command whose effects do harm; the clearest where there are several. */
export function findSlip(cause: Cause, operands: readonly Argument[]): Slip | undefined {
  return (
    emptyVariable(operands) ??
    failedChange(cause, operands) ??
    strayBlank(cause, operands) ??
    parentDirectory(operands) ??
    accidentalTarget(cause) ??
    splitVariable(cause, operands)
  );
}

/** `"$BUILD"/*` while BUILD is empty: the path becomes the root, or all of a directory. */
function emptyVariable(operands: readonly Argument[]): Slip | undefined {
  for (const operand of operands) {
    const empty = operand.origins.find(isEmptyOrigin);
    if (empty === undefined) continue;
    const written = operand.written.replace(/["']/g, "");
    const isFirst = /^[$`]/.test(written) && operand.text.startsWith("/");
    // `/srv/$NAME` or `/srv/$NAME/*`: the name that should stand there is missing.
    const isMissingName = /\/\$[\w{(][^/]*(\/|$)/.test(written) && /\/\/|\/$/.test(operand.text);
    const isAnyGlob = isMissingLast(operand, written);
    if (isFirst || isMissingName || isAnyGlob) {
      const name = empty.kind === "variable" ? empty.name : undefined;
      const isSet = empty.kind === "variable" && empty.isSet;
      return { kind: "empty-variable", operand, name, isSet };
    }
  }
  return undefined;
}

function isEmptyOrigin(origin: Origin): boolean {
  return (origin.kind === "variable" || origin.kind === "substitution") && origin.isEmpty;
}

/** `$NAME*`: without a name before it the pattern takes everything. */
function isMissingLast(operand: Argument, written: string): boolean {
  return /(^|\/)\$[\w{][^/]*\*$/.test(written) && hasGlob(operand);
}

function hasGlob({ origins }: Argument): boolean {
  return origins.some(({ kind }) => kind === "glob");
}

/** A `cd` that fails before a command with relative operands, so that it works here instead. */
function failedChange(cause: Cause, operands: readonly Argument[]): Slip | undefined {
  if (cause.afterFailedChange === undefined) return undefined;
  const isRelative = operands.some(({ text }) => !text.startsWith("/"));
  if (!isRelative && operands.length > 0) return undefined;
  return { kind: "failed-change", directory: cause.afterFailedChange.directory };
}

/** Programs whose operands are all of a kind, so that naming one beside `*` is pointless. */
const alikeOperands = new Set("rm rmdir shred unlink chmod chown chgrp truncate".split(" "));

/** `projects *`: the blank makes two operands, and the second one means everything. */
function strayBlank(cause: Cause, operands: readonly Argument[]): Slip | undefined {
  if (!alikeOperands.has(cause.program)) return undefined;
  const globs = operands.filter(takesEverything);
  const [glob] = globs;
  const root = operands.find(({ text, origins }) => text === "/" && origins.length === 0);
  const wide = glob ?? root ?? operands.find(isBarePlace);
  if (wide === undefined) return undefined;
  const words = cause.command.slice(1);
  const matched = new Set(words.filter(takesEverything).map(({ text }) => text));
  const named = words.find((word) => word !== wide && isOddNeighbour(word, wide, matched));
  return named === undefined ? undefined : { kind: "stray-blank", named, glob: wide };
}

/** A word beside the wide one that it makes pointless, or that only makes sense joined to it. */
function isOddNeighbour(word: Argument, wide: Argument, matched: ReadonlySet<string>): boolean {
  if (word.text.startsWith("-") || hasGlob(word)) return false;
  const isBefore = word.span[1] <= wide.span[0];
  const name = word.text.replace(/\/+$/, "").replace(/^\.\//, "");
  if (matched.has(name) || matched.has(`./${name}`)) return true;
  const gap = isBefore ? wide.span[0] - word.span[1] : word.span[0] - wide.span[1];
  if (gap > 3 || gap < 1) return false;
  // `* .o`, `projects /*`, `~ /x`, `/ home/x`
  if (isBefore) return wide.text.startsWith("/") && !word.text.startsWith("/") && !isMode(word);
  return takesEverything(wide) ? /^\.\w+$/.test(word.text) : true;
}

/** chmod's and chown's first operand is no file. */
function isMode({ text }: Argument): boolean {
  return /^[0-7]{3,4}$|^[ugoa]*[-+=]|^[\w.-]*:?[\w.-]*$/.test(text) && !text.includes("/");
}

function takesEverything(operand: Argument): boolean {
  return operand.origins.some(
    (origin) => origin.kind === "glob" && /^(\.?\/)?\*$/.test(origin.pattern) && origin.matches > 0,
  );
}

/** `~ /x` and `. /x`: what was to be the beginning of a path. */
function isBarePlace({ written }: Argument): boolean {
  return /^(~|\.|\.\.)\/?$/.test(written);
}

/** `mv *.txt`: the last name that the pattern gives is taken as the place to go to. */
function accidentalTarget({ program, command }: Cause): Slip | undefined {
  if (!/^(mv|cp|ln|install|rsync)$/.test(program)) return undefined;
  const operand = command.at(-1);
  const before = command.at(-2);
  if (operand === undefined || before === undefined || !hasGlob(operand)) return undefined;
  return before.span[0] === operand.span[0] ? { kind: "accidental-target", operand } : undefined;
}

/** `.*` taken to mean hidden files also means the directory above. */
function parentDirectory(operands: readonly Argument[]): Slip | undefined {
  const operand = operands.find((one) => hasGlob(one) && /(^|\/)\.\.\/?$/.test(one.text));
  return operand === undefined ? undefined : { kind: "parent-directory", operand };
}

/** An unquoted variable whose value was split at its blanks, and not every piece names something. */
function splitVariable(cause: Cause, operands: readonly Argument[]): Slip | undefined {
  const met = new Set(operands);
  for (const operand of operands) {
    const variable = operand.origins.find(({ kind }) => kind === "variable");
    if (variable?.kind !== "variable" || hasGlob(operand) || /["{[@]/.test(operand.written))
      continue;
    const pieces = cause.command.filter(
      ({ span, written }) => span[0] === operand.span[0] && written === operand.written,
    );
    if (pieces.length > 1 && pieces.some((piece) => !met.has(piece))) {
      return { kind: "split-variable", operand, name: variable.name };
    }
  }
  return undefined;
}
