import type { PackageBypass } from "../domain/effect.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import type { OptionsRead } from "./common/options.ts";
import { unforeseen, untold } from "./common/outcome.ts";
import { changePackages, type Manager, refreshes } from "./common/packages/manager.ts";
import { withOptions } from "./common/with-options.ts";

/** Letters mean something else under each operation; those named here are the ones that change. */
const options = [
  "-S --sync",
  "-R --remove",
  "-U --upgrade",
  "-Q --query",
  "-D --database",
  "-F --files",
  "-T --deptest",
  "-V --version",
  "-h --help",
  "-y --refresh",
  "-u --unneeded --sysupgrade",
  "-d --deps --nodeps",
  "-n --native --nosave",
  "-s --search --recursive",
  "-c --changelog --clean --cascade",
  "-w --downloadonly",
  "-p --file --print",
  "-k --check",
  "-i --info",
  "-l --list",
  "-o --owns",
  "-q --quiet",
  "-g --groups",
  "-m --foreign",
  "-t --unrequired",
  "-e --explicit",
  "-x --regex",
  "-b DIR --dbpath=DIR",
  "-r DIR --root=DIR",
  "-v --verbose",
  "--dbonly",
  "--noconfirm",
  "--confirm",
  "--needed",
  "--overwrite=PATTERN",
  "--ignore=NAME",
  "--ignoregroup=NAME",
  "--asdeps",
  "--asexplicit",
  "--noscriptlet",
  "--noprogressbar",
  "--print-format=FORMAT",
  "--assume-installed=NAME",
  "--config=FILE",
  "--cachedir=DIR",
  "--gpgdir=DIR",
  "--hookdir=DIR",
  "--logfile=FILE",
  "--arch=ARCH",
  "--sysroot=DIR",
  "--color=WHEN",
  "--debug",
  "--disable-download-timeout",
  "--disable-sandbox",
  "--machinereadable",
];

const otherPlace = "what lies in another place than the system's is not looked at";

const manager: Manager = {
  database: "pacman",
  bypasses: { overwrite: "other-files" },
  strange: {
    config: "the settings in the file are not read",
    sysroot: otherPlace,
    root: otherPlace,
    dbpath: otherPlace,
  },
};

/** Arch's package manager; of its solving only what is named is known. */
export const pacmanProgram: Program = {
  names: ["pacman"],
  options,
  run: (call) => withOptions(call, options, (read) => run(call, read)),
};

function run(call: Call, read: OptionsRead): Outcome {
  if (["query", "deptest", "files"].some((key) => read.has(key)) && !isFetchingFiles(read)) {
    return untold("what `pacman` prints is not known before");
  }
  if (read.has("print") || read.has("print-format"))
    return untold("it only tells what it would do");
  if (read.has("files")) return refreshes(manager)(call, read);
  if (read.has("sync")) return sync(call, read);
  if (read.has("remove")) return remove(call, read);
  if (read.has("upgrade")) {
    const names = read.operands;
    return changePackages(call, manager, read, { action: "install", names, bypass: needs(read) });
  }
  if (read.has("database")) return mark(call, read);
  return untold("how to use `pacman` is told", 1);
}

function isFetchingFiles(read: OptionsRead): boolean {
  return read.has("files") && read.has("refresh");
}

/** `-d` once leaves versions out of account, twice all that packages need. */
function needs(read: OptionsRead): PackageBypass | undefined {
  const times = read.given.filter(({ key }) => key === "nodeps").length;
  return times > 1 || read.has("assume-installed") ? "needs" : undefined;
}

function sync(call: Call, read: OptionsRead): Outcome {
  const { operands: names } = read;
  if (
    ["recursive", "info", "list", "groups"].some((key) => read.has(key)) &&
    !read.has("refresh")
  ) {
    return untold("what `pacman` prints is not known before");
  }
  if (read.has("cascade")) return unforeseen(call, "which files of its cache go is not worked out");
  if (read.has("downloadonly")) return untold("it only fetches packages");
  const isUpgrade = read.has("sysupgrade");
  if (!isUpgrade && names.length === 0) return refreshes(manager)(call, read);
  if (isUpgrade) {
    const whole = "every package with an update";
    const upgrade = { action: "upgrade", names: [], whole, bypass: needs(read) } as const;
    const outcome = changePackages(call, manager, read, upgrade);
    if (names.length === 0) return outcome;
  }
  const isPartial = read.has("refresh") && !isUpgrade;
  const bypass = needs(read) ?? (isPartial ? "partial-upgrade" : undefined);
  return changePackages(call, manager, read, { action: "install", names, bypass });
}

function remove(call: Call, read: OptionsRead): Outcome {
  const rules: Manager = read.has("cascade") ? { ...manager, takesDependents: true } : manager;
  const action = read.has("nosave") ? "purge" : "remove";
  return changePackages(call, rules, read, { action, names: read.operands, bypass: needs(read) });
}

function mark(call: Call, read: OptionsRead): Outcome {
  const action = read.has("asdeps") ? "mark-automatic" : "mark-manual";
  if (read.has("check")) return untold("what `pacman` prints is not known before");
  return changePackages(call, manager, read, { action, names: read.operands });
}
