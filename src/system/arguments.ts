import { readFileSync } from "node:fs";
import { decodeBytes } from "../domain/bytes.ts";
import { mayHaveLostBytes } from "./node-path.ts";

/** The words this program was called with, in the text form of domain/bytes.ts. */
export function readOwnArguments(): readonly string[] {
  // Node's own words and the script's path come before; the launcher adds none of its own.
  const words = process.argv.slice(2);
  return words.some(mayHaveLostBytes) ? readBytes(words) : words;
}

/** Node turns bytes that are not UTF-8 into U+FFFD; the kernel still has them. */
function readBytes(words: readonly string[]): readonly string[] {
  const block = readFileSync("/proc/self/cmdline");
  return lastWords(block, words.length) ?? words;
}

/** The last `count` words of a /proc/PID/cmdline; undefined where there are fewer. */
export function lastWords(block: Uint8Array, count: number): readonly string[] | undefined {
  // Each word ends in a NUL, the last one too.
  const words = Buffer.from(block).toString("latin1").split("\0").slice(0, -1);
  if (words.length < count) return undefined;
  return words.slice(words.length - count).map((word) => decodeBytes(Buffer.from(word, "latin1")));
}
