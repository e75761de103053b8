import { resolve } from "node:path/posix";
import type { Argument } from "../domain/argument.ts";
import { describeError } from "../domain/error-text.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { emptyContent } from "../domain/view/files.ts";
import { isError } from "../domain/world.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail, succeed, unforeseen } from "./common/outcome.ts";
import { resizeContent } from "./common/resize-content.ts";
import { tellIfFull } from "./common/room.ts";
import { parseSize } from "./common/size.ts";
import { withOptions } from "./common/with-options.ts";

const options = [
  "-c --collapse-range",
  "-d --dig-holes",
  "-i --insert-range",
  "-l --length=NUM",
  "-n --keep-size",
  "-o --offset=NUM",
  "-p --punch-hole",
  "-z --zero-range",
  "-x --posix",
  "-v --verbose",
  "-h --help",
  "-V --version",
];

/** Changes of ranges within a file, whose bytes are not worked out. */
const rangeOptions = ["collapse-range", "insert-range", "punch-hole", "zero-range"];

/** Makes room for a file, which grows by zero bytes where it is shorter. */
export const fallocateProgram: Program = {
  names: ["fallocate"],
  options,
  run: (call) => withOptions(call, options, (read) => fallocate(call, read)),
};

function fallocate(call: Call, read: OptionsRead): Outcome {
  const [file, ...more] = read.operands;
  if (file === undefined) return fail(call, "no filename specified");
  if (more.length > 0) return fail(call, "unexpected number of arguments");
  // Zero bytes are given back to the disk; what is read stays the same.
  if (read.has("dig-holes")) return mustExist(call, file);
  if (rangeOptions.some((option) => read.has(option))) {
    return unforeseen(call, "which bytes of the file change is not worked out", file);
  }
  const length = parseSize(read.value("length") ?? "");
  if (length === undefined || length === 0) return fail(call, "invalid length value specified");
  tellIfFull(call, resolve(call.directory, file.text), length, file);
  const end = length + (parseSize(read.value("offset") ?? "0") ?? 0);
  return grow(call, file, read.has("keep-size") ? 0 : end);
}

function mustExist(call: Call, file: Argument): Outcome {
  const status = call.files.stat(file.text);
  return isError(status) ? cannotOpen(call, file, status) : succeed();
}

function grow(call: Call, file: Argument, end: number): Outcome {
  const files = call.files.for(file);
  const status = files.stat(file.text);
  const before = isError(status) ? 0 : status.size;
  const content = isError(status) ? emptyContent : files.content(file.text);
  const size = Math.max(before, end);
  const grown = isError(content) ? emptyContent : resizeContent(files, content, before, size);
  const isSame = !isError(status) && size === before;
  const error = isSame
    ? (files.access(file.text, "write") ?? files.setModified(file.text, Number.MAX_SAFE_INTEGER))
    : files.write(file.text, grown, { how: "partly" });
  return error === undefined ? succeed() : cannotOpen(call, file, error);
}

function cannotOpen(
  call: Call,
  file: Argument,
  error: Parameters<typeof describeError>[0],
): Outcome {
  return fail(call, `cannot open ${file.text}: ${describeError(error)}`);
}
