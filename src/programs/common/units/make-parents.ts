import type { Argument } from "../../../domain/argument.ts";
import type { Call } from "../../../domain/program.ts";
import { isError, type Path } from "../../../domain/world.ts";

/** Makes the directories above a path that are not there yet, as the programs of systemd do. */
export function makeParents(call: Call, word: Argument, path: Path): void {
  const directory = path.slice(0, Math.max(1, path.lastIndexOf("/")));
  if (!isError(call.files.stat(directory))) return;
  makeParents(call, word, directory);
  call.files.for(word).makeDirectory(directory, 0o755);
}
