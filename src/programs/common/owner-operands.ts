import type { Argument } from "../../domain/argument.ts";
import type { Call } from "../../domain/program.ts";
import { type FileStatus, isError } from "../../domain/world.ts";
import { quoteText } from "./messages.ts";
import type { OptionsRead } from "./options.ts";
import type { Owner } from "./owner.ts";
import type { Report } from "./report.ts";

/** How a program learns which owner is wanted. */
interface OwnerReading {
  /** The owner that the first operand names; undefined once it was reported that it names none. */
  readonly parse: (word: string) => Owner | undefined;
  /** What is taken over from the file of --reference. */
  readonly take: (reference: FileStatus) => Owner;
}

/**
 * The wanted owner and the files of `chown` or `chgrp`; undefined once it was reported that one of
 * them is missing or wrong.
 */
export function readOwnerOperands(
  call: Call,
  read: OptionsRead,
  report: Report,
  { parse, take }: OwnerReading,
): { readonly operands: readonly Argument[]; readonly owner: Owner } | undefined {
  const reference = read.value("reference");
  const [first, ...others] = read.operands;
  const operands = reference === undefined ? others : read.operands;
  if (operands.length === 0) {
    const word = reference === undefined ? first?.text : undefined;
    const after = word === undefined ? "" : ` after ${quoteText(word, call.environment)}`;
    report.usage(`missing operand${after}`);
    return undefined;
  }
  if (reference === undefined) {
    const owner = parse(first?.text ?? "");
    return owner && { operands, owner };
  }
  const status = call.files.stat(reference);
  if (!isError(status)) return { operands, owner: take(status) };
  report.failOn("failed to get attributes of", reference, status);
  return undefined;
}
