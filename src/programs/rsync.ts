import type { Call, Outcome, Program } from "../domain/program.ts";
import { unknownStream } from "../domain/stream.ts";
import { isError } from "../domain/world.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail, succeed, unforeseen, untold } from "./common/outcome.ts";
import { Report } from "./common/report.ts";
import { rsyncOptions } from "./common/rsync/options.ts";
import { readRsyncSettings } from "./common/rsync/settings.ts";
import { Sync } from "./common/rsync/sync.ts";
import { withOptions } from "./common/with-options.ts";
import { writeStream } from "./common/write-stream.ts";

/** Brings one tree into line with another. */
export const rsyncProgram: Program = {
  names: ["rsync"],
  options: rsyncOptions,
  run: (call) => withOptions(call, rsyncOptions, (read) => rsync(call, read)),
};

function rsync(call: Call, read: OptionsRead): Outcome {
  const target = read.operands.at(-1);
  if (target === undefined) return fail(call, "syntax or usage error", 1);
  const remote = read.operands.find((operand) => isRemote(operand.text));
  if (remote !== undefined) return transferElsewhere(call, read, remote === target);
  const sources = read.operands.length === 1 ? read.operands : read.operands.slice(0, -1);
  if (sources.some(({ text, unknown }) => text === "" && unknown === undefined)) {
    return fail(call, "Empty source arg specified.", 1);
  }
  if (read.operands.length === 1) return listOne(call, target.text);
  const settings = readRsyncSettings(call, read);
  if (typeof settings === "string") return unforeseen(call, settings);
  if (settings.deletes && !settings.recurses && !settings.listsDirectories) {
    return fail(call, "--delete does not work without --recursive (-r) or --dirs (-d).");
  }
  if (read.has("dry-run")) return succeed();
  const names = read.has("files-from") ? readNames(call, read) : undefined;
  if (
    read.has("files-from") &&
    (names === undefined || settings.deletes || read.operands.length > 2)
  )
    return unforeseen(call, "what the list of names given to `rsync` comes to is not worked out");
  const log = read.value("log-file");
  if (log !== undefined)
    writeStream(call, log, unknownStream("what rsync tells"), undefined, { how: "append" });
  const report = new Report(call);
  new Sync(report, settings).run(read.operands.slice(0, -1), target, names);
  const talks = ["verbose", "itemize-changes", "progress", "P", "stats", "out-format"];
  if (talks.some((key) => read.has(key))) report.printUnknown("what rsync tells is not worked out");
  return report.outcome();
}

/** Of a single operand it prints a listing. */
function listOne(call: Call, path: string): Outcome {
  const status = call.files.lstat(path);
  if (isError(status)) return fail(call, `link_stat "${path}" failed`, 23);
  return untold("it lists files", 0);
}

/** --files-from: one name a line, or with -0 up to a NUL; undefined where they cannot be known. */
function readNames(call: Call, read: OptionsRead): readonly string[] | undefined {
  const path = read.value("files-from") ?? "-";
  const input = call.input.kind === "text" ? call.input.text : undefined;
  const text = path === "-" ? input : call.files.text(path);
  if (text === undefined || isError(text)) return undefined;
  if (read.has("from0")) return text.split("\0").filter((name) => name !== "");
  const names = text.split(/[\r\n]/).filter((name) => name !== "" && !/^[;#]/.test(name));
  return names.some((name) => name.split("/").includes("..")) ? undefined : names;
}

function isRemote(text: string): boolean {
  return /^rsync:\/\//.test(text) || /^[^/]*:/.test(text);
}

/** To or from another machine. Sending changes nothing here, except where it removes what was sent. */
function transferElsewhere(call: Call, read: OptionsRead, isSending: boolean): Outcome {
  const action = isSending ? "send" : "fetch";
  call.emit({ kind: "network", action, target: read.operands.map(({ text }) => text).join(" ") });
  if (read.has("dry-run")) return untold("it asks another machine");
  if (isSending && !read.has("remove-source-files")) return untold("it asks another machine");
  const reason = "what lies on the other machine is not known";
  const removes = read.given.some(({ key }) => /^(del|remove-source-files)/.test(key));
  if (removes || isSending) return unforeseen(call, reason);
  // What comes is put beside what is there; only files of the same names are replaced.
  call.uncertain(reason);
  return untold(reason);
}
