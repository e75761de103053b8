import type { Call, Outcome, Program } from "../domain/program.ts";
import type { OptionsRead } from "./common/options.ts";
import { unforeseen, untold } from "./common/outcome.ts";
import { changePackages, type Manager, refreshes } from "./common/packages/manager.ts";
import { withOptions } from "./common/with-options.ts";

const options = [
  "-A --automatic",
  "-C DIR --config=DIR",
  "-c DIR --cachedir=DIR",
  "-d --debug",
  "-D --download-only",
  "-F --force-revdeps",
  "-f --force",
  "-h --help",
  "-I --ignore-file-conflicts",
  "-i --ignore-conf-repos",
  "-M --memory-sync",
  "-n --dry-run",
  "-O --clean-cache",
  "-o --remove-orphans",
  "-R REPO --repository=REPO",
  "-r DIR --rootdir=DIR",
  "-S --sync",
  "--reproducible",
  "-U --unpack-only",
  "-u --update",
  "-v --verbose",
  "-y --yes",
  "-V --version",
];

/** The same letter goes along with a package what only it needed. */
const removing = options.map((entry) => (entry.startsWith("-R ") ? "-R --recursive" : entry));

const otherPlace = "what lies in another place than the system's is not looked at";

const manager: Manager = {
  bypasses: { "force-revdeps": "needs", "ignore-file-conflicts": "other-files" },
  strange: { rootdir: otherPlace },
};

/** Void's package manager; of its solving only what is named is known. */
export const xbpsProgram: Program = {
  names: ["xbps-install", "xbps-remove"],
  options: [...new Set([...options, ...removing])],
  run: (call) =>
    call.name === "xbps-remove"
      ? withOptions(call, removing, (read) => remove(call, read))
      : withOptions(call, options, (read) => install(call, read)),
};

function install(call: Call, read: OptionsRead): Outcome {
  if (read.has("dry-run")) return untold("it only tells what it would do");
  if (read.has("download-only")) return untold("it only fetches packages");
  const { operands: names } = read;
  if (names.length > 0) return changePackages(call, manager, read, { action: "install", names });
  if (!read.has("update")) return refreshes(manager)(call, read);
  const whole = "every package with an update";
  return changePackages(call, manager, read, { action: "upgrade", names, whole });
}

function remove(call: Call, read: OptionsRead): Outcome {
  if (read.has("dry-run")) return untold("it only tells what it would do");
  const { operands: names } = read;
  if (names.length > 0) return changePackages(call, manager, read, { action: "remove", names });
  if (read.has("clean-cache")) {
    return unforeseen(call, "which files of its cache go is not worked out");
  }
  const whole = "packages that nothing needs any more";
  return changePackages(call, manager, read, { action: "remove", names, whole });
}
