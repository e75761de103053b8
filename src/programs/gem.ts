import { changePackages, changes, type Manager } from "./common/packages/manager.ts";
import { command, defineTool, isUnforeseen, type ToolAction, tells } from "./common/tool/tool.ts";

const manager: Manager = {
  isPersonal: true,
  isDistrusting: (read) => read.value("trust-policy") === "NoSecurity",
  bypasses: { "ignore-dependencies": "needs" },
};

/** As root it goes into the Ruby that programs of the system run with. */
const install: ToolAction = (call, read) => {
  const isOwn = ["user-install", "install-dir"].some(read.has) || call.identity.uid !== 0;
  if (isOwn) return changes(manager, "install")(call, read);
  const names = read.operands;
  return changePackages(call, manager, read, {
    action: "install",
    names,
    bypass: "system-modules",
  });
};

const ofChanges = [
  "-v VERSION --version=VERSION",
  "--platform=PLATFORM",
  "-i DIR --install-dir=DIR",
  "-n DIR --bindir=DIR",
  "--user-install",
  "--no-user-install",
  "--document[=TYPES]",
  "-N --no-document",
  "--build-root=DIR",
  "--vendor",
  "-E --env-shebang",
  "-f --force",
  "-w --wrappers",
  "-P POLICY --trust-policy=POLICY",
  "--ignore-dependencies",
  "--format-executable",
  "--no-format-executable",
  "--conservative",
  "--minimal-deps",
  "--post-install-message",
  "-g FILE --file=FILE",
  "--explain",
  "-l --local",
  "-r --remote",
  "-b --both",
  "--clear-sources",
  "-s URL --source=URL",
  "--http-proxy=URL",
  "--prerelease",
  "-a --all",
  "-I",
  "-x --executables",
  "--abort-on-dependent",
  "--system",
];

/** Ruby's packages. */
export const gemProgram = defineTool({
  names: ["gem"],
  options: [
    "-V --verbose",
    "-q --quiet",
    "--silent",
    "--config-file=FILE",
    "--backtrace",
    "-h --help",
  ],
  telling: ["explain"],
  commands: [
    command("install|i", install, ofChanges),
    command("uninstall", changes(manager, "remove"), ofChanges),
    command("update", changes(manager, "upgrade", "every gem with an update"), ofChanges),
    command(
      "cleanup|pristine|build|unpack|fetch|push|yank|owner|signin|signout|sources|cert|server|generate_index|mirror|rdoc|exec",
      isUnforeseen("which files of gems change is not worked out"),
      [...ofChanges, "-d", "--dryrun", "-n"],
    ),
    command(
      "list|search|query|info|env|environment|contents|dependency|outdated|specification|stale|which|check|help",
      tells,
      ofChanges,
    ),
  ],
});
