import type { PackageRequest } from "../domain/packages.ts";
import { fail, untold } from "./common/outcome.ts";
import { runRequest } from "./common/packages/emit-transaction.ts";
import { refreshes } from "./common/packages/manager.ts";
import { command, defineTool, isUnforeseen, type ToolAction, tells } from "./common/tool/tool.ts";

/** Debian's other front end; apt's own simulation tells what comes and goes. */
export const aptitudeProgram = defineTool({
  names: ["aptitude"],
  options: [
    "-y --assume-yes",
    "-s --simulate",
    "-d --download-only",
    "-f",
    "-P --prompt",
    "-D --show-deps",
    "-V --show-versions",
    "-Z",
    "-q --quiet",
    "-v --verbose",
    "-t RELEASE --target-release=RELEASE",
    "-r --with-recommends",
    "-R --without-recommends",
    "-o SETTING",
    "-O ORDER --sort=ORDER",
    "-F FORMAT --display-format=FORMAT",
    "-w WIDTH --width=WIDTH",
    "--allow-new-upgrades",
    "--no-new-installs",
    "--purge-unused",
    "--disable-columns",
    "--no-gui",
    "-h --help",
    "--version",
  ],
  telling: ["simulate", "download-only"],
  commands: [
    command("install|reinstall", asks("install")),
    command("remove", asks("remove")),
    command("purge", asks("purge")),
    command("safe-upgrade|upgrade", asks("upgrade")),
    command("full-upgrade|dist-upgrade", asks("full-upgrade")),
    command("update|forget-new", refreshes({})),
    command(
      "hold|unhold|markauto|unmarkauto|keep|keep-all|forbid-version|build-dep|build-depends",
      isUnforeseen("what `aptitude` notes in its lists is not modelled"),
    ),
    command("clean|autoclean", isUnforeseen("which files of its cache go is not worked out")),
    command("search|show|showsrc|versions|why|why-not|changelog|download|source|moo", tells),
  ],
});

function asks(operation: PackageRequest["operation"]): ToolAction {
  return (call, read) => {
    if (call.identity.uid !== 0) return fail(call, "this has to be run as root", 255);
    const setting = read.value("o");
    if (setting !== undefined) call.unknown(`what the setting ${setting} leads to is not known`);
    const isPattern = read.operands.some(({ text }) => /[~?]/.test(text));
    if (isPattern) {
      call.unknown("which packages the pattern means is not worked out");
      return untold("what `aptitude` prints is not known before");
    }
    const names = read.operands.map(({ text }) => text);
    return runRequest(call, { operation, names, options: [] }, read.operands);
  };
}
