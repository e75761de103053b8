import { changes, type Manager, refreshes } from "./common/packages/manager.ts";
import { command, defineTool, isUnforeseen, tells } from "./common/tool/tool.ts";

const manager: Manager = {
  isPersonal: true,
  bypasses: { "ignore-dependencies": "needs" },
};

const ofChanges = [
  "-f --force",
  "-n --dry-run",
  "--cask --casks",
  "--formula --formulae",
  "--ignore-dependencies",
  "--only-dependencies",
  "--HEAD",
  "--fetch-HEAD",
  "-s --build-from-source",
  "--force-bottle",
  "--overwrite",
  "--zap",
  "-g --greedy",
  "--keep-tmp",
  "-i --interactive",
  "--cc=COMPILER",
  "--ask",
];

/** Packages beside the system's, in a place of their own. */
export const brewProgram = defineTool({
  names: ["brew"],
  options: ["-v --verbose", "-q --quiet", "-d --debug", "-h --help", "--version"],
  telling: ["dry-run"],
  commands: [
    command("install|reinstall", changes(manager, "install"), ofChanges),
    command("uninstall|remove|rm", changes(manager, "remove"), ofChanges),
    command("upgrade", changes(manager, "upgrade", "every package with an update"), ofChanges),
    command("update|up", refreshes(manager), ["--force", "--merge", "--auto-update"]),
    command("autoremove", changes(manager, "remove", "what nothing needs any more"), ofChanges),
    command("pin", changes(manager, "hold")),
    command("unpin", changes(manager, "unhold")),
    command("cleanup", isUnforeseen("which old versions go is not worked out"), [
      ...ofChanges,
      "--prune=DAYS",
    ]),
    command(
      "tap|untap|link|ln|unlink|services|bundle|cask|postinstall|migrate|analytics",
      isUnforeseen("what `brew` does there is not modelled"),
      ofChanges,
    ),
    command(
      "list|ls|info|search|deps|uses|leaves|outdated|doctor|dr|config|home|desc|log|cat|options|missing|commands",
      tells,
      [...ofChanges, "--versions", "--json[=VERSION]", "--tree", "--installed", "-l", "-1"],
    ),
  ],
});
