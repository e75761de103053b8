import { resolve } from "node:path/posix";
import type { Call, Outcome } from "../domain/program.ts";
import { textStream } from "../domain/stream.ts";
import { isError } from "../domain/world.ts";
import { defineFilter } from "./common/filter.ts";
import type { OptionsRead } from "./common/options.ts";

/** Checksums; the lines name their files. */
export const md5sumProgram = defineFilter({
  names: ["md5sum", "sha1sum", "sha224sum", "sha256sum", "sha384sum", "sha512sum", "b2sum"],
  options: [
    "-b --binary",
    "-c --check",
    "--tag",
    "-t --text",
    "-z --zero",
    "--ignore-missing",
    "--quiet",
    "--status",
    "--strict",
    "-w --warn",
    "--help",
    "--version",
    "-l --length=BITS",
  ],
  needsFiles: true,
  hasStatusFromData: (read) => read.has("check"),
  answer: check,
});

/** A list that the line itself makes is handed over; the files in it have to lie on the disk as they are. */
function check(call: Call, read: OptionsRead): Outcome | undefined {
  const [list, second] = read.operands;
  if (!read.has("check") || list === undefined || second !== undefined) return undefined;
  const text = call.files.text(list.text);
  if (text === undefined || isError(text) || text.includes("\\")) return undefined;
  const names = text.split("\n").flatMap((line) => /^[0-9a-f]+ [ *](.+)$/.exec(line)?.[1] ?? []);
  const areUnchanged = names.every((name) => call.files.isUnchanged(resolve(call.directory, name)));
  if (!areUnchanged) return undefined;
  const options = read.given.map(({ key }) => (key === "warn" ? "-w" : `--${key}`));
  const computed = call.compute(call.name, [...options, "-"], text);
  if (computed === undefined) return undefined;
  return { status: computed.status, output: textStream(computed.output) };
}
