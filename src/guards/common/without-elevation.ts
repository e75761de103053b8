import type { Cause } from "../../domain/effect.ts";
import { standsIn, writtenWords } from "./edit-line.ts";

/** The line with the command as it is, without what raised its rights. */
export function withoutElevation(line: string, cause: Cause): string | undefined {
  return withOther(line, cause, "");
}

/** The line with other words, such as `sudo -u www-data`, in the place of what raised its rights. */
export function withOther(line: string, cause: Cause, words: string): string | undefined {
  const [program] = cause.command;
  const { elevatedBy } = cause.identity;
  if (program === undefined) return undefined;
  const before = words === "" ? "" : `${words} `;
  // Root already: there is nothing to take away.
  if (elevatedBy === undefined) {
    return standsIn(line, program)
      ? line.slice(0, program.span[0]) + before + line.slice(program.span[0])
      : undefined;
  }
  if (cause.wrappers.length > 1) return undefined;
  if (!standsIn(line, program)) return before + writtenWords(cause.command).join(" ");
  const earlier = line.slice(0, program.span[0]);
  const start = earlier.lastIndexOf(elevatedBy);
  const isAlone = start >= 0 && /^\S+\s+$/.test(earlier.slice(start));
  return isAlone ? earlier.slice(0, start) + before + line.slice(program.span[0]) : undefined;
}
