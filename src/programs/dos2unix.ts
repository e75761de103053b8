import type { Argument } from "../domain/argument.ts";
import { describeError } from "../domain/error-text.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { textStream, unknownStream } from "../domain/stream.ts";
import { isError } from "../domain/world.ts";
import type { OptionsRead } from "./common/options.ts";
import { unforeseen, untold } from "./common/outcome.ts";
import { Report } from "./common/report.ts";
import { withOptions } from "./common/with-options.ts";

const options = [
  "-b --keep-bom",
  "-c --convmode=MODE",
  "-D --display-enc=ENCODING",
  "-e --add-eol",
  "--no-add-eol",
  "-f --force",
  "-F --follow-symlink",
  "-h --help",
  "-i --info[=FLAGS]",
  "-k --keepdate",
  "-l --newline",
  "-m --add-bom",
  "-n --newfile",
  "-o --oldfile",
  "-O --to-stdout",
  "-q --quiet",
  "-r --remove-bom",
  "-R --replace-symlink",
  "-s --safe",
  "-S --skip-symlink",
  "-u --keep-utf16",
  "-v --verbose",
  "-V --version",
  "--allow-chown",
  "--no-allow-chown",
];

/** Changes the ends of lines. */
export const dos2unixProgram: Program = {
  names: ["dos2unix", "unix2dos", "fromdos", "todos"],
  options,
  run: (call) => withOptions(call, options, (read) => convert(call, read)),
};

const unmodelled = [
  "convmode",
  "display-enc",
  "add-eol",
  "newline",
  "add-bom",
  "keep-utf16",
  "replace-symlink",
];

function convert(call: Call, read: OptionsRead): Outcome {
  const stranger = read.given.find(({ key }) => unmodelled.includes(key));
  if (stranger !== undefined)
    return unforeseen(
      call,
      `what \`${stranger.argument.text}\` does is not modelled`,
      stranger.argument,
    );
  if (read.has("info")) return untold("what the files hold is not worked out");
  const { operands } = read;
  const toDos = /^(unix2dos|todos)$/.test(call.name);
  if (operands.length === 0) {
    if (call.input.kind !== "text") return untold("what flows in is not known");
    return { status: 0, output: textStream(changeEnds(call.input.text, toDos)) };
  }
  const report = new Report(call);
  if (read.has("to-stdout")) report.printUnknown("what it prints is not worked out");
  const pairs = read.last("newfile", "oldfile") === "newfile";
  for (let at = 0; at < operands.length; at += pairs ? 2 : 1) {
    const [source, target = source] = operands.slice(at, at + (pairs ? 2 : 1));
    if (source === undefined || target === undefined) continue;
    if (!read.has("to-stdout")) convertFile(report, read, source, target, toDos);
  }
  return { ...report.outcome(), errors: unknownStream("what it tells is not worked out") };
}

function convertFile(
  report: Report,
  read: OptionsRead,
  source: Argument,
  target: Argument,
  toDos: boolean,
): void {
  const files = report.call.files.for(target);
  const own = files.lstat(source.text);
  const status = files.stat(source.text);
  if (isError(own) || isError(status)) {
    report.fail(`${source.text}: ${describeError(isError(own) ? own : "ENOENT")}`, 2);
    return;
  }
  // Links are passed over, and so is what is no file.
  if (status.type !== "file" || (own.type === "link" && !read.has("follow-symlink"))) return;
  const path = files.realPath(target.text);
  const text = files.text(source.text);
  const access = { mode: status.mode & 0o777, uid: status.uid, gid: status.gid };
  const place = isError(path) ? target.text : path;
  const isBinary =
    typeof text === "string" && [...text].some((one) => one < " " && !"\t\n\f\r\x1b".includes(one));
  if (isBinary && !read.has("force")) return;
  const content =
    text === undefined || isError(text)
      ? ({ kind: "unknown", reason: "what it holds is not known" } as const)
      : ({ kind: "text", text: changeEnds(text, toDos) } as const);
  const error = isError(text) ? text : files.replace(place, content, access);
  if (error !== undefined) report.fail(`${target.text}: ${describeError(error)}`, 2);
  else if (read.has("keepdate")) files.setModified(place, status.modified);
}

/** A mark of the order of bytes goes on the way to Unix. */
function changeEnds(text: string, toDos: boolean): string {
  const plain = text.replace(/\r\n/g, "\n");
  return toDos ? plain.replace(/\n/g, "\r\n") : plain.replace(/^\ufeff/, "");
}
