import { basename } from "node:path/posix";
import type { Foreseen } from "../domain/plan.ts";

/** Programs that refuse, or treat otherwise, a file that has a second name. */
const counting: ReadonlySet<string> = new Set([
  "bunzip2",
  "bzip2",
  "compress",
  "gunzip",
  "gzip",
  "lzip",
  "lzma",
  "lzop",
  "pigz",
  "stat",
  "uncompress",
  "unlzma",
  "unxz",
  "xz",
]);
const countingOptions: ReadonlySet<string> = new Set([
  "-links",
  "-l",
  "--check-links",
  "-samefile",
]);

/**
 * Whether something in the line goes by how many names a file has. Then a hard link must not be
 * what keeps it: gzip, for one, leaves such a file alone.
 */
export function countsLinks(foreseen: Foreseen): boolean {
  const ran = foreseen.steps.some(({ argv }) => isCounting(argv));
  return (
    ran ||
    foreseen.effects.some(({ cause }) =>
      isCounting([cause.program, ...cause.command.map(({ text }) => text)]),
    )
  );
}

function isCounting(argv: readonly string[]): boolean {
  const program = basename(argv[0] ?? "");
  if (counting.has(program)) return true;
  if (program !== "find" && program !== "tar") return false;
  return argv.some((word) => countingOptions.has(word));
}
