import { textStream } from "../domain/stream.ts";
import { defineFilter } from "./common/filter.ts";
import { succeed } from "./common/outcome.ts";
import { linesOf, textsOf } from "./common/several-texts.ts";

/** Joins lines of several files side by side. */
export const pasteProgram = defineFilter({
  names: ["paste"],
  options: ["-d --delimiters=LIST", "-s --serial", "-z --zero-terminated", "--help", "--version"],
  needsFiles: (_read, files) => files.length > 1,
  answer: (call, read) => {
    const delimiter = read.value("delimiters") ?? "\t";
    const isPlain = read.given.every(({ key }) => key === "delimiters");
    if (!isPlain || delimiter.length !== 1 || read.operands.length === 0) return undefined;
    const columns = textsOf(call, read.operands)?.map(linesOf);
    if (columns === undefined) return undefined;
    const count = Math.max(...columns.map((lines) => lines.length));
    const rows = Array.from({ length: count }, (_, at) =>
      columns.map((lines) => lines[at] ?? "").join(delimiter),
    );
    return succeed(textStream(rows.map((row) => `${row}\n`).join("")));
  },
});
