import type { PackageBypass } from "../domain/effect.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail, unforeseen, untold } from "./common/outcome.ts";
import { changePackages, type Manager } from "./common/packages/manager.ts";
import { withOptions } from "./common/with-options.ts";

const options = [
  "-i --install",
  "-U --upgrade",
  "-F --freshen",
  "--reinstall",
  "-e --erase",
  "-q --query",
  "-V --verify",
  "-K --checksig",
  "--import",
  "--initdb",
  "--rebuilddb",
  "--restore",
  "--setperms",
  "--setugids",
  "--setcaps",
  "--eval=TEXT",
  "-E TEXT",
  "--showrc",
  "--querytags",
  "--allfiles",
  "--allmatches",
  "--badreloc",
  "--excludepath=PATH",
  "--excludedocs",
  "--excludeartifacts",
  "--force",
  "-h --hash",
  "--percent",
  "--ignoresize",
  "--ignorearch",
  "--ignoreos",
  "--includedocs",
  "--justdb",
  "--nodeps",
  "--nodigest --nofiledigest",
  "--nosignature",
  "--noverify",
  "--nomanifest",
  "--noorder",
  "--nopre",
  "--nopost",
  "--nopreun",
  "--nopostun",
  "--noscripts",
  "--notriggers",
  "--nocaps",
  "--oldpackage",
  "--prefix=PATH",
  "--relocate=PATHS",
  "--replacefiles",
  "--replacepkgs",
  "--test",
  "--root=DIR",
  "-r DIR",
  "--dbpath=DIR",
  "--define=MACRO",
  "-D MACRO",
  "--undefine=MACRO",
  "--macros=FILES",
  "--rcfile=FILES",
  "--load=FILE",
  "-v --verbose",
  "--quiet",
  "-a --all",
  "-f --file",
  "-g --group",
  "-p --package",
  "-l --list",
  "-c --configfiles",
  "-d --docfiles",
  "-L --licensefiles",
  "-s --state",
  "-R --requires",
  "--provides",
  "--conflicts",
  "--obsoletes",
  "--whatprovides",
  "--whatrequires",
  "--scripts",
  "--triggers",
  "--filetriggers",
  "--changelog",
  "--changes",
  "--last",
  "--info",
  "--dump",
  "--qf=FORMAT --queryformat=FORMAT",
  "--nofiles",
  "--nolinkto",
  "--nomode",
  "--nomtime",
  "--noowner",
  "--nouser",
  "--nogroup",
  "--nordev",
  "--nosize",
  "--nosource",
  "--version",
  "--help",
];

const otherPlace = "what lies in another place than the system's is not looked at";

const manager: Manager = {
  database: "rpm",
  isDistrusting: (read) => read.has("nosignature") || read.has("nofiledigest"),
  bypasses: { nodeps: "needs", force: "other-files", replacefiles: "other-files" },
  strange: {
    root: otherPlace,
    r: otherPlace,
    dbpath: otherPlace,
    define: "what a macro leads to is not known",
    D: "what a macro leads to is not known",
  },
};

/** Red Hat's installer of single packages, below dnf and zypper. */
export const rpmProgram: Program = {
  names: ["rpm"],
  options,
  run: (call) => withOptions(call, options, (read) => run(call, read)),
};

function run(call: Call, read: OptionsRead): Outcome {
  if (["query", "verify", "checksig", "eval", "E", "showrc", "querytags"].some(read.has)) {
    return untold("what `rpm` prints is not known before");
  }
  if (read.has("test")) return untold("it only tells what it would do");
  if (read.has("erase")) return change(call, read, "remove");
  if (["install", "upgrade", "freshen", "reinstall"].some(read.has)) {
    return change(call, read, "install");
  }
  if (read.has("import")) return trustKeys(call, read);
  if (["restore", "setperms", "setugids", "setcaps"].some(read.has)) {
    return unforeseen(call, "which files of packages differ from what they were is not worked out");
  }
  if (read.has("rebuilddb") || read.has("initdb")) {
    return unforeseen(call, "what becomes of the database of packages is not worked out");
  }
  return untold("how to use `rpm` is told", 1);
}

function change(call: Call, read: OptionsRead, action: "install" | "remove"): Outcome {
  const bypass: PackageBypass | undefined = read.has("justdb") ? "every-check" : undefined;
  return changePackages(call, manager, read, { action, names: read.operands, bypass });
}

function trustKeys(call: Call, read: OptionsRead): Outcome {
  if (call.identity.uid !== 0) return fail(call, "this has to be run as root");
  for (const key of read.operands) {
    call.emit({ kind: "package", action: "trust-key", target: key.text }, key);
  }
  call.uncertain("what `rpm` writes into its database is not worked out");
  return untold("whether the keys can be read is not known before");
}
