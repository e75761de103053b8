import type { Call } from "../domain/program.ts";
import { textStream } from "../domain/stream.ts";
import { defineFilter } from "./common/filter.ts";
import { succeed } from "./common/outcome.ts";
import { linesOf, textsOf } from "./common/several-texts.ts";

/** Compares two sorted files line by line. */
export const commProgram = defineFilter({
  names: ["comm"],
  options: [
    "-1",
    "-2",
    "-3",
    "--check-order",
    "--nocheck-order",
    "--output-delimiter=STR",
    "--total",
    "-z --zero-terminated",
    "--help",
    "--version",
  ],
  isStatusFromData: true,
  mayPrintNothing: true,
  answer: (call, read) => {
    const isPlain = read.given.every(({ key }) => /^[123]$/.test(key)) && comparesBytes(call);
    const texts = isPlain ? textsOf(call, read.operands) : undefined;
    const [first, second] = texts ?? [];
    if (texts?.length !== 2 || first === undefined || second === undefined) return undefined;
    const left = linesOf(first);
    const right = linesOf(second);
    // Without their order comm complains, and goes on in a way of its own.
    if (!isSorted(left) || !isSorted(right)) return undefined;
    return succeed(textStream(merge(left, right, (key) => !read.has(key))));
  },
});

/** Languages have an order of their own. */
function comparesBytes({ environment }: Call): boolean {
  const names = ["LC_ALL", "LC_COLLATE", "LANG"].map((name) => environment.get(name) ?? "");
  return /^(|C|POSIX|C\.(UTF-8|utf8))$/.test(names.find((name) => name !== "") ?? "");
}

function isSorted(lines: readonly string[]): boolean {
  return lines.every((line, at) => at === 0 || (lines[at - 1] ?? "") <= line);
}

/** Lines of the first, of the second and of both, a tab more before each kind that is shown. */
function merge(
  left: readonly string[],
  right: readonly string[],
  shows: (key: "1" | "2" | "3") => boolean,
): string {
  const rows: string[] = [];
  const add = (key: "1" | "2" | "3", line: string): void => {
    const tabs = (["1", "2"] as const).filter((before) => before < key && shows(before)).length;
    if (shows(key)) rows.push(`${"\t".repeat(tabs)}${line}\n`);
  };
  let [at, other] = [0, 0];
  while (at < left.length || other < right.length) {
    const one = left[at];
    const two = right[other];
    if (two === undefined || (one !== undefined && one < two)) add("1", left[at++] ?? "");
    else if (one === undefined || two < one) add("2", right[other++] ?? "");
    else {
      add("3", one);
      at += 1;
      other += 1;
    }
  }
  return rows.join("");
}
