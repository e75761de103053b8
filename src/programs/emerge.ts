import type { Call, Outcome, Program } from "../domain/program.ts";
import type { OptionsRead } from "./common/options.ts";
import { untold } from "./common/outcome.ts";
import { changePackages, type Manager, refreshes } from "./common/packages/manager.ts";
import { withOptions } from "./common/with-options.ts";

const options = [
  "-C --unmerge --rage-clean",
  "-c --depclean",
  "-P --prune",
  "-s --search",
  "-S --searchdesc",
  "--sync",
  "-u --update",
  "-U --changed-use",
  "-D --deep[=DEPTH]",
  "-N --newuse",
  "-p --pretend",
  "-a --ask[=ANSWER]",
  "-v --verbose[=ANSWER]",
  "-q --quiet[=ANSWER]",
  "-1 --oneshot",
  "-n --noreplace",
  "-e --emptytree",
  "-f --fetchonly",
  "-F --fetch-all-uri",
  "-k --usepkg[=ANSWER]",
  "-K --usepkgonly[=ANSWER]",
  "-g --getbinpkg[=ANSWER]",
  "-G --getbinpkgonly[=ANSWER]",
  "-b --buildpkg[=ANSWER]",
  "-B --buildpkgonly",
  "-j --jobs[=JOBS]",
  "-l --load-average[=LOAD]",
  "-o --onlydeps",
  "-O --nodeps",
  "-r --resume",
  "-t --tree",
  "-w --select[=ANSWER]",
  "-W --deselect[=ANSWER]",
  "-X ATOMS --exclude=ATOMS",
  "--with-bdeps=ANSWER",
  "--autounmask[=ANSWER]",
  "--autounmask-write[=ANSWER]",
  "--autounmask-continue[=ANSWER]",
  "--backtrack=COUNT",
  "--keep-going[=ANSWER]",
  "--skipfirst",
  "--color=ANSWER",
  "--nospinner",
  "--quiet-build[=ANSWER]",
  "--root=DIR",
  "--changed-deps[=ANSWER]",
  "--info",
  "--list-sets",
  "--config",
  "--metadata",
  "--regen",
  "-V --version",
  "-h --help",
];

const manager: Manager = {
  bypasses: { "rage-clean": "needs", nodeps: "needs" },
  strange: {
    root: "what another root holds is not looked at",
    "autounmask-write": "which settings it writes is not known here",
    config: "what a package's own set-up does is not known",
  },
};

/** Gentoo's package manager; of its solving only what is named is known. */
export const emergeProgram: Program = {
  names: ["emerge"],
  options,
  run: (call) => withOptions(call, options, (read) => run(call, read)),
};

function run(call: Call, read: OptionsRead): Outcome {
  if (["search", "searchdesc", "info", "list-sets", "pretend"].some(read.has)) {
    return untold("what `emerge` prints is not known before");
  }
  if (["fetchonly", "fetch-all-uri"].some(read.has)) return untold("it only fetches sources");
  if (read.has("sync") || read.has("metadata") || read.has("regen")) {
    return refreshes(manager)(call, read);
  }
  if (read.has("rage-clean")) return change(call, read, "remove");
  if (read.has("depclean") || read.has("prune")) {
    return change(call, read, "remove", "packages that nothing needs any more");
  }
  if (read.has("deselect")) return change(call, read, "mark-automatic");
  const isUpdate = read.has("update") || read.operands.some(({ text }) => /^@?world$/.test(text));
  return change(call, read, isUpdate ? "upgrade" : "install");
}

function change(
  call: Call,
  read: OptionsRead,
  action: "remove" | "install" | "upgrade" | "mark-automatic",
  whole?: string,
): Outcome {
  const all = whole === undefined ? {} : { whole };
  return changePackages(call, manager, read, { action, names: read.operands, ...all });
}
