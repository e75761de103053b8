import { changes, type Manager } from "./common/packages/manager.ts";
import { command, defineTool, isUnforeseen, tells } from "./common/tool/tool.ts";

const manager: Manager = {
  isDistrusting: (read) => read.has("dangerous") || read.has("force-dangerous"),
};

/** Which release of a snap is wanted, and how closed in. */
const release = [
  "--channel=CHANNEL",
  "--edge",
  "--beta",
  "--candidate",
  "--stable",
  "--devmode",
  "--jailmode",
  "--classic",
  "--revision=REVISION",
];

/** Ubuntu's packages with all they need inside them. */
export const snapProgram = defineTool({
  names: ["snap"],
  options: ["--no-wait", "-h --help", "--color=WHEN", "--unicode=WHEN"],
  commands: [
    command("install|try", changes(manager, "install"), [
      ...release,
      "--dangerous",
      "--force-dangerous",
      "--unaliased",
      "--name=NAME",
      "--prefer",
      "--cohort=COHORT",
      "--ignore-validation",
      "--ignore-running",
      "--transaction=MODE",
      "--quota-group=GROUP",
    ]),
    command("remove", changes(manager, "remove"), [
      "--purge",
      "--revision=REVISION",
      "--terminate",
    ]),
    command("refresh", changes(manager, "upgrade", "every snap with an update"), [
      ...release,
      "--amend",
      "--cohort=COHORT",
      "--leave-cohort",
      "--list",
      "--time",
      "--hold[=TIME]",
      "--unhold",
      "--ignore-validation",
      "--ignore-running",
      "--transaction=MODE",
    ]),
    command("revert", changes(manager, "downgrade"), ["--revision=REVISION"]),
    command("hold", changes(manager, "hold")),
    command("unhold", changes(manager, "unhold")),
    command(
      "list|find|info|search|changes|change|tasks|version|connections|interface|services|logs|get|warnings|whoami|watch|help|known|model|saved|aliases",
      tells,
      ["--all", "--abs-time", "--verbose", "-d", "-n COUNT", "-f", "--last=TYPE"],
    ),
    command(
      "enable|disable|start|stop|restart|connect|disconnect|set|unset|alias|unalias|prefer|run|save|restore|forget|abort|ack|download|switch|login|logout|install-mode|reboot|recovery",
      isUnforeseen("what becomes of a snap besides coming and going is not modelled"),
      ["--purge", "--reload", "--enable", "--disable", "--abs-time", "--forget"],
    ),
  ],
});
