import { dirname } from "node:path/posix";
import type { Argument } from "../../domain/argument.ts";
import type { Call } from "../../domain/program.ts";
import { formatSize } from "../../domain/text.ts";
import { isError, type Path } from "../../domain/world.ts";

/** Below this no look is taken at how much room there is. */
const small = 1_000_000_000;

/** Says that bytes which are written into a file would leave no room on its disk. */
export function tellIfFull(call: Call, path: Path, bytes: number, operand?: Argument): void {
  if (bytes < small) return;
  const folder = call.files.realPath(dirname(path));
  const free = isError(folder) ? undefined : call.facts.mounts.freeBytes?.(folder);
  if (free === undefined || bytes <= free) return;
  const detail = `${formatSize(bytes)}, more than the ${formatSize(free)} that are free`;
  call.emit({ kind: "process", action: "fill", detail, path }, operand);
}
