import type { Call, Outcome } from "../domain/program.ts";
import type { OptionsRead } from "./common/options.ts";
import { changePackages, type Manager } from "./common/packages/manager.ts";
import { command, defineTool, isUnforeseen, tells } from "./common/tool/tool.ts";

/** polkit lets the people at a machine install for everybody. */
const manager: Manager = { isPersonal: true };

const ofPlaces = ["-u --user", "--system", "--installation=NAME", "--arch=ARCH"];
const ofChanges = [
  ...ofPlaces,
  "-y --assumeyes",
  "--noninteractive",
  "--or-update",
  "--reinstall",
  "--no-pull",
  "--no-deploy",
  "--no-related",
  "--no-deps",
  "--no-static-deltas",
  "--runtime",
  "--app",
  "--include-sdk",
  "--include-debug",
  "--bundle",
  "--from",
  "--gpg-file=FILE",
  "--subpath=PATH",
  "--commit=COMMIT",
  "--appstream",
  "--force-remove",
  "--keep-ref",
  "--all",
  "--unused",
  "--delete-data",
];

/** Applications of their makers, beside the system's packages. */
export const flatpakProgram = defineTool({
  names: ["flatpak"],
  options: ["-h --help", "--version", "-v --verbose", "--ostree-verbose"],
  commands: [
    command("install", install, ofChanges),
    command("uninstall|remove", remove, ofChanges),
    command(
      "update|upgrade",
      (call, read) => {
        const whole = "every application with an update";
        return changePackages(call, manager, read, {
          action: "upgrade",
          names: read.operands,
          whole,
        });
      },
      ofChanges,
    ),
    command("mask|pin", isUnforeseen("what `flatpak` notes is not modelled"), ["--remove"]),
    command("remote-add|remote-modify", addSource, [
      ...ofPlaces,
      "--if-not-exists",
      "--from",
      "--no-gpg-verify",
      "--gpg-verify",
      "--gpg-import=FILE",
      "--prio=NUMBER",
      "--title=TITLE",
      "--subset=SUBSET",
      "--no-enumerate",
      "--disable",
      "--enable",
      "--url=URL",
    ]),
    command("remote-delete", isUnforeseen("which sources go is not worked out"), [
      ...ofPlaces,
      "--force",
    ]),
    command(
      "list|info|search|history|remotes|remote-ls|remote-info|ps|config|permissions|permission-show",
      tells,
      [...ofPlaces, "-a --all", "-d --show-details", "--columns=COLUMNS", "--app", "--runtime"],
    ),
    command(
      "run|override|make-current|enter|kill|repair|create-usb|permission-remove|permission-set|permission-reset",
      isUnforeseen("what an application does, and may do, is not modelled"),
      ["--user", "--command=COMMAND", "--reset", "--filesystem=PATH", "--branch=BRANCH"],
    ),
  ],
});

/** Two words are a source and an application. */
function install(call: Call, read: OptionsRead): Outcome {
  const [first, ...others] = read.operands;
  const names = others.length > 0 && !/[./]/.test(first?.text ?? "") ? others : read.operands;
  return changePackages(call, manager, read, { action: "install", names });
}

function remove(call: Call, read: OptionsRead): Outcome {
  if (read.has("delete-data")) {
    call.uncertain("which data of applications would be deleted is not worked out");
    const names = read.operands.map(({ text }) => text).join(", ");
    const target = `the data of ${names === "" ? "applications" : names}`;
    call.emit({ kind: "service", action: "delete-data", target, detail: "container" });
  }
  const isWhole = read.has("all") || read.has("unused");
  const whole = read.has("all") ? "every application" : "what nothing needs any more";
  return changePackages(call, manager, read, {
    action: "remove",
    names: read.operands,
    ...(isWhole ? { whole } : {}),
  });
}

function addSource(call: Call, read: OptionsRead): Outcome {
  const [name] = read.operands;
  if (read.has("no-gpg-verify")) {
    call.emit({ kind: "package", action: "distrust", target: name?.text ?? "a source" }, name);
  }
  return isUnforeseen("which settings of the sources change is not worked out")(call, read);
}
