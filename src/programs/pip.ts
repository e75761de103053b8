import type { Argument } from "../domain/argument.ts";
import type { PackageBypass } from "../domain/effect.ts";
import type { Call, Outcome } from "../domain/program.ts";
import type { OptionsRead } from "./common/options.ts";
import { unforeseen, untold } from "./common/outcome.ts";
import { changePackages, type Manager } from "./common/packages/manager.ts";
import { command, defineTool, isUnforeseen, tells } from "./common/tool/tool.ts";

const ofIndexes = [
  "-i URL --index-url=URL",
  "--extra-index-url=URL",
  "--no-index",
  "-f URL --find-links=URL",
  "-r FILE --requirement=FILE",
  "-c FILE --constraint=FILE",
  "--no-deps",
  "--pre",
  "-e PATH --editable=PATH",
  "--platform=PLATFORM",
  "--python-version=VERSION",
  "--implementation=NAME",
  "--abi=ABI",
  "--no-build-isolation",
  "--use-pep517",
  "-C SETTINGS --config-settings=SETTINGS",
  "--global-option=OPTION",
  "--no-binary=NAMES",
  "--only-binary=NAMES",
  "--prefer-binary",
  "--require-hashes",
  "--progress-bar=KIND",
  "--no-clean",
  "--ignore-requires-python",
  "--check-build-dependencies",
];

const ofInstalling = [
  "-t DIR --target=DIR",
  "--user",
  "--no-user",
  "--root=DIR",
  "--prefix=DIR",
  "--src=DIR",
  "-U --upgrade",
  "--upgrade-strategy=STRATEGY",
  "--force-reinstall",
  "-I --ignore-installed",
  "--break-system-packages",
  "--compile",
  "--no-compile",
  "--no-warn-script-location",
  "--no-warn-conflicts",
  "--root-user-action=ACTION",
  "--dry-run",
  "--report=FILE",
];

const manager: Manager = {
  isPersonal: true,
  isDistrusting: (read) =>
    read.has("trusted-host") ||
    [...read.values("index-url"), ...read.values("extra-index-url")].some((url) =>
      url.startsWith("http://"),
    ),
};

/** Python's packages, which stand beside those of the system and can take their place. */
export const pipProgram = defineTool({
  names: ["pip", "pip2", "pip3", "pipx"],
  options: [
    "--debug",
    "--isolated",
    "--require-virtualenv",
    "--python=PYTHON",
    "-v --verbose",
    "-q --quiet",
    "--log=PATH",
    "--no-input",
    "--proxy=PROXY",
    "--retries=COUNT",
    "--timeout=SECONDS",
    "--exists-action=ACTION",
    "--trusted-host=HOST",
    "--keyring-provider=NAME",
    "--cert=PATH",
    "--client-cert=PATH",
    "--cache-dir=DIR",
    "--no-cache-dir",
    "--disable-pip-version-check",
    "--no-color",
    "--use-feature=FEATURE",
    "--use-deprecated=FEATURE",
    "--no-python-version-warning",
    "-h --help",
    "-V --version",
  ],
  telling: ["dry-run"],
  commands: [
    command("install|upgrade|reinstall", (call, read) => change(call, read, "install"), [
      ...ofIndexes,
      ...ofInstalling,
      "--force",
      "--include-deps",
      "--suffix=SUFFIX",
      "--pip-args=ARGS",
    ]),
    command("uninstall", (call, read) => change(call, read, "remove"), [
      "-r FILE --requirement=FILE",
      "-y --yes",
      "--break-system-packages",
      "--root-user-action=ACTION",
    ]),
    command(
      "uninstall-all|upgrade-all|reinstall-all|inject|uninject|run|ensurepath|runpip",
      isUnforeseen("what `pipx` does there is not modelled"),
      ["--spec=SPEC"],
    ),
    command("download|wheel", isUnforeseen("which archives are written is not known here"), [
      ...ofIndexes,
      "-d DIR --dest=DIR",
      "-w DIR --wheel-dir=DIR",
    ]),
    command(
      "cache purge|cache remove",
      isUnforeseen("which files of its cache go is not worked out"),
    ),
    command(
      "config set|config unset|config edit",
      isUnforeseen("what its settings say then is not modelled"),
      ["--global", "--user", "--site", "--editor=EDITOR"],
    ),
    command(
      "list|show|freeze|check|search|index|inspect|hash|debug|cache|config|completion|environment",
      tells,
      [
        ...ofIndexes,
        "--user",
        "--local",
        "-l",
        "-o --outdated",
        "-u --uptodate",
        "--format=FORMAT",
        "--all",
        "--path=PATH",
        "--not-required",
        "--exclude-editable",
        "--include-editable",
        "--exclude=NAME",
        "--files",
        "--short",
        "--json",
      ],
    ),
  ],
});

/** What comes or goes, and into whose Python. */
function change(call: Call, read: OptionsRead, action: "install" | "remove"): Outcome {
  const { operands } = read;
  const lists = read.given
    .filter(({ key }) => key === "requirement")
    .map(({ argument }) => argument);
  const editable = read.given
    .filter(({ key }) => key === "editable")
    .map(({ argument }) => argument);
  const names: readonly Argument[] = [...operands, ...editable];
  if (names.length === 0 && lists.length === 0) return untold("nothing is named", 1);
  if (isElsewhere(read)) return unforeseen(call, "which files `pip` puts there is not worked out");
  const bypass = bypassOf(call, read);
  const whole = lists.length > 0 ? { whole: `what ${lists[0]?.text ?? "a file"} lists` } : {};
  return changePackages(call, manager, read, { action, names, bypass, ...whole });
}

/** It goes to a directory that is named, and no Python is changed. */
function isElsewhere(read: OptionsRead): boolean {
  return ["target", "root", "prefix"].some(read.has);
}

/**
 * Outside of an environment of its own, root changes the Python that programs of the system run
 * with; an ordinary user has to ask for that by an option where the system minds.
 */
function bypassOf(call: Call, read: OptionsRead): PackageBypass | undefined {
  const isOfItsOwn = (call.environment.get("VIRTUAL_ENV") ?? "") !== "" || call.name === "pipx";
  const word = call.command[0]?.text ?? "";
  if (isOfItsOwn || (word.includes("/") && !/^\/usr\/bin\//.test(word)) || read.has("python")) {
    return undefined;
  }
  // With --user it goes into root's home, where the system's programs look when root runs them.
  const isRoots = call.identity.uid === 0;
  return isRoots || read.has("break-system-packages") ? "system-python" : undefined;
}
