import type { Call, Outcome, Program } from "../domain/program.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail, succeed, unforeseen, untold } from "./common/outcome.ts";
import { Report } from "./common/report.ts";
import { rsyncOptions } from "./common/rsync/options.ts";
import { readRsyncSettings } from "./common/rsync/settings.ts";
import { Sync } from "./common/rsync/sync.ts";
import { withOptions } from "./common/with-options.ts";

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
  if (read.operands.length === 1) return untold("it lists files", 0);
  const settings = readRsyncSettings(call, read);
  if (typeof settings === "string") return unforeseen(call, settings);
  if (settings.deletes && !settings.recurses && !settings.listsDirectories) {
    return fail(call, "--delete does not work without --recursive (-r) or --dirs (-d).");
  }
  if (read.has("dry-run")) return succeed();
  const report = new Report(call);
  new Sync(report, settings).run(read.operands.slice(0, -1), target);
  const talks = ["verbose", "itemize-changes", "progress", "P", "stats", "out-format"];
  if (talks.some((key) => read.has(key))) report.printUnknown("what rsync tells is not worked out");
  return report.outcome();
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
