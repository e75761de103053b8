import type { Call } from "../../domain/program.ts";
import { isError } from "../../domain/world.ts";
import { joinPath } from "./paths.ts";

/** Longest file that is compared, in bytes. */
const longest = 8_000_000;

/**
 * Whether two files, or with `isRecursive` two trees, hold the same as far as the view knows;
 * undefined where that cannot be told.
 */
export function holdSame(
  call: Call,
  first: string,
  second: string,
  isRecursive: boolean,
): boolean | undefined {
  const { files } = call;
  const left = files.stat(first);
  const right = files.stat(second);
  if (isError(left) || isError(right)) return undefined;
  const isPiped = left.type === "fifo" || right.type === "fifo";
  if (isPiped && left.type !== "directory" && right.type !== "directory")
    return sameFile(call, first, second);
  if (left.type !== right.type) return undefined;
  if (left.type === "file") return sameFile(call, first, second);
  return left.type === "directory" && isRecursive ? sameTree(call, first, second) : undefined;
}

function sameFile(call: Call, first: string, second: string): boolean | undefined {
  const left = call.files.content(first);
  const right = call.files.content(second);
  if (isError(left) || isError(right)) return undefined;
  if (left.kind === "disk" && right.kind === "disk" && left.path === right.path) return true;
  const texts = [left, right].map((content) => call.files.textOf(content, longest));
  return texts.includes(undefined) ? undefined : texts[0] === texts[1];
}

function sameTree(call: Call, first: string, second: string): boolean | undefined {
  const left = call.files.readDirectory(first);
  const right = call.files.readDirectory(second);
  if (isError(left) || isError(right)) return undefined;
  const names = new Set([...left, ...right].map(({ name }) => name));
  if (names.size !== left.length || names.size !== right.length) return false;
  let isSame: boolean | undefined = true;
  for (const name of names) {
    const one = holdSame(call, joinPath(first, name), joinPath(second, name), true);
    if (one === false) return false;
    if (one === undefined) isSame = undefined;
  }
  return isSame;
}
