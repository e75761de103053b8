import type { Call, Outcome, Program } from "../domain/program.ts";
import { isError } from "../domain/world.ts";
import { type OptionsRead, readOptions } from "./common/options.ts";
import { fail, unforeseen, untold } from "./common/outcome.ts";
import { withOptions } from "./common/with-options.ts";

const changing = [
  "--vacuum-size=BYTES",
  "--vacuum-files=NUMBER",
  "--vacuum-time=TIME",
  "--rotate",
  "--flush",
  "--sync",
  "--relinquish-var",
  "--smart-relinquish-var",
  "--setup-keys",
  "--update-catalog",
];

const options = [
  ...changing,
  "-D --directory=DIRECTORY",
  "--file=GLOB",
  "--root=ROOT",
  "--image=IMAGE",
  "--cursor-file=FILE",
  "--force",
  "--interval=TIME",
  "-q --quiet",
  "-a --all",
  "-b --boot[=ID]",
  "--case-sensitive[=BOOLEAN]",
  "-c --cursor=CURSOR",
  "--after-cursor=CURSOR",
  "--show-cursor",
  "--disk-usage",
  "--dump-catalog",
  "-e --pager-end",
  "--facility=FACILITY",
  "--field=FIELD -F FIELD",
  "--fields -N",
  "-f --follow",
  "-g --grep=PATTERN",
  "--header",
  "-h --help",
  "-t --identifier=TEXT",
  "-k --dmesg",
  "-l --full",
  "--no-full",
  "--list-boots",
  "--list-catalog",
  "-m --merge",
  "-M --machine=CONTAINER",
  "--namespace=NAMESPACE",
  "-n --lines[=NUMBER]",
  "--no-hostname",
  "--no-pager",
  "--no-tail",
  "-o --output=FORMAT",
  "--output-fields=LIST",
  "-p --priority=RANGE",
  "-r --reverse",
  "-S --since=DATE",
  "--system",
  "-u --unit=UNIT",
  "-U --until=DATE",
  "--user",
  "--user-unit=UNIT",
  "--utc",
  "--verify",
  "--verify-key=KEY",
  "--version",
  "-x --catalog",
];

/** Shows the journal of systemd, and lets go of old parts of it. */
export const journalctlProgram: Program = {
  names: ["journalctl"],
  options,
  run: (call) =>
    withOptions(call, options, (read) => act(call, read), {
      isReadOnly: !isChanging(readOptions(options, call.arguments)),
    }),
};

function isChanging(read: OptionsRead): boolean {
  return [...changing, "--cursor-file"].some((one) => read.has(one.replace(/^--|=.*$/g, "")));
}

function act(call: Call, read: OptionsRead): Outcome {
  const shown = "what the journal holds is not known before";
  if (!isChanging(read)) return untold(shown);
  if (["setup-keys", "update-catalog", "cursor-file"].some((key) => read.has(key)))
    return unforeseen(call, "what `journalctl` writes beside the journal is not worked out");
  const asksService = ["rotate", "flush", "sync", "relinquish-var", "smart-relinquish-var"];
  if (asksService.some((key) => read.has(key))) {
    const isThere = call.facts.services.isSystemd;
    if (!isThere) return fail(call, "Failed to connect to the journal");
    return unforeseen(call, "which parts of the journal its service begins anew is not worked out");
  }
  if (read.has("directory") || read.has("file") || read.has("root") || read.has("image"))
    return unforeseen(call, "which old parts of another journal go is not worked out");
  if (!hasOldParts(call)) return untold("it tells that nothing is old", 0);
  return unforeseen(call, "which old parts of the journal go is not worked out");
}

/** Finished parts carry an `@` in their names, or a `~` at the end; only those can go. */
function hasOldParts({ files }: Call): boolean {
  return ["/var/log/journal", "/run/log/journal"].some((place) => {
    const machines = files.readDirectory(place);
    if (isError(machines)) return machines !== "ENOENT";
    return machines.some(({ name }) => {
      const entries = files.readDirectory(`${place}/${name}`);
      if (isError(entries)) return entries !== "ENOTDIR";
      return entries.some((entry) => /@.*\.journal$|\.journal~$/.test(entry.name));
    });
  });
}
