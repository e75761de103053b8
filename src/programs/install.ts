import type { Program } from "../domain/program.ts";
import { backupOptions } from "./common/backup.ts";
import { commonOptions, runCoreutil } from "./common/coreutil.ts";
import { destinationOptions } from "./common/destination.ts";
import { installDirectories, installFiles } from "./common/install-files.ts";
import { readInstallRules } from "./common/install-rules.ts";

const options = [
  ...backupOptions,
  ...destinationOptions,
  "-c",
  "-C --compare",
  "-d --directory",
  "-D",
  "-g --group=GROUP",
  "-m --mode=MODE",
  "-o --owner=OWNER",
  "-p --preserve-timestamps",
  "-s --strip",
  "--strip-program=PROGRAM",
  "-v --verbose",
  "--preserve-context",
  "-Z",
  "--context[=CTX]",
  "--debug",
  ...commonOptions,
];

/** Copies files and sets their owner and mode; makes directories with -d. */
export const installProgram: Program = {
  names: ["install", "ginstall"],
  options,
  run: (call) =>
    runCoreutil(
      call,
      options,
      (read, report) => {
        const rules = readInstallRules(call, read, report);
        if (rules === undefined) return;
        if (read.has("directory")) installDirectories(call, read, report, rules);
        else installFiles(call, read, report, rules);
      },
      { newer: ["debug"] },
    ),
};
