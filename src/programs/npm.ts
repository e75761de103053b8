import { plainArgument } from "../domain/argument.ts";
import type { Call, Outcome } from "../domain/program.ts";
import { isError } from "../domain/world.ts";
import { changeGlobal, changeProject } from "./common/node-packages/install.ts";
import { findProject } from "./common/node-packages/project.ts";
import { runFromRegistry } from "./common/node-packages/run-from-registry.ts";
import { runScript } from "./common/node-packages/run-script.ts";
import type { OptionsRead } from "./common/options.ts";
import { unforeseen, untold } from "./common/outcome.ts";
import { command, defineTool, isUnforeseen, type ToolAction, tells } from "./common/tool/tool.ts";

const ofAll = [
  "-g --global",
  "--location=WHERE",
  "--prefix=DIR",
  "-C DIR",
  "-s --silent",
  "-q --quiet",
  "-d",
  "--loglevel=LEVEL",
  "--verbose",
  "-f --force",
  "--audit",
  "--no-audit",
  "--fund",
  "--no-fund",
  "--include-workspace-root",
  "--foreground-scripts",
  "--unicode",
  "--offline",
  "--prefer-offline",
  "--ignore-scripts",
  "--cache=DIR",
  "--registry=URL",
  "--userconfig=FILE",
  "-w NAME --workspace=NAME",
  "--workspaces",
  "--if-present",
  "-y --yes",
  "--no-progress",
  "--json",
  "-l --long",
  "-h --help",
  "-v --version",
];

const ofInstalling = [
  "-S --save",
  "-P --save-prod",
  "-D --save-dev --dev",
  "-O --save-optional",
  "--save-peer",
  "--no-save",
  "-E --save-exact --exact",
  "-B --save-bundle",
  "--package-lock-only",
  "--no-package-lock --no-lockfile",
  "--frozen-lockfile --immutable",
  "--omit=KIND",
  "--include=KIND",
  "--production[=ANSWER]",
  "--only=KIND",
  "--legacy-peer-deps",
  "--install-strategy=STRATEGY",
  "--legacy-bundling",
  "--global-style",
  "--prefer-dedupe",
  "--bin-links",
  "--no-bin-links",
  "--before=DATE",
  "--cpu=CPU",
  "--os=OS",
  "--libc=LIBC",
  "--strict-peer-deps",
  "--install-links",
  "--engine-strict",
  "--tag=TAG",
  "--dry-run",
  "--unsafe-perm[=ANSWER]",
  "--ignore-engines",
  "--check-files",
  "-W",
  "--latest",
];

const installing: ToolAction = (call, read) => change(call, read, "install");
const removing: ToolAction = (call, read) => change(call, read, "remove");
const upgrading: ToolAction = (call, read) => change(call, read, "upgrade");

/** Node's package managers: scripts are followed, packages of the registry are not known. */
export const npmProgram = defineTool({
  names: ["npm", "pnpm", "yarn"],
  options: ofAll,
  telling: ["dry-run"],
  commands: [
    command("install|i|in|add|isntall|global add", installing, ofInstalling),
    command("ci|clean-install|install-clean|ic", cleanInstall, ofInstalling),
    command("uninstall|remove|rm|un|r|unlink|global remove", removing, ofInstalling),
    command("update|up|upgrade|udpate|global upgrade", upgrading, ofInstalling),
    command("run|run-script|rum|urn", run),
    command("test|t|tst", script("test")),
    command("start", script("start")),
    command("stop", script("stop")),
    command("restart", isUnforeseen("which of the scripts stop and start it is not worked out")),
    command("cache clean|cache clear|cache rm", cleanCache),
    command("init|create|innit", initialize, ["--scope=SCOPE"]),
    command(
      "publish|unpublish|deprecate|dist-tag|owner|access|token|login|logout|adduser",
      isUnforeseen("what the registry is told is not modelled"),
      ["--tag=TAG", "--access=WHO", "--otp=CODE", "--dry-run", "--scope=SCOPE"],
    ),
    command("exec|x|dlx", execute, ["-c TEXT --call=TEXT", "-p NAME --package=NAME"]),
    command(
      "link|ln|prune|dedupe|ddp|rebuild|rb|pack|version|shrinkwrap|audit|pkg|set|config|c|import|patch|store|set-script|edit",
      isUnforeseen("which files of the project it changes is not worked out"),
      [...ofInstalling, "--fix", "--audit-level=LEVEL", "--all"],
    ),
    command(
      "list|ls|la|ll|outdated|view|info|show|search|find|ping|whoami|root|prefix|bin|explain|why|fund|doctor|docs|home|bugs|repo|diff|query|get|config list|config ls|config get|completion|help-search|licenses|audit signatures",
      tells,
      [
        ...ofInstalling,
        "--all",
        "-a",
        "--depth=DEPTH",
        "--parseable",
        "-p",
        "--link",
        "--browser=NAME",
        "-L",
      ],
    ),
  ],
});

function isGlobal(call: Call, read: OptionsRead): boolean {
  if (read.has("global") || read.value("location") === "global") return true;
  return call.name === "yarn" && call.arguments.some(({ text }) => text === "global");
}

/** Another place than the project around the directory is not gone to. */
function isElsewhere(read: OptionsRead): boolean {
  return ["C", "workspace", "workspaces", "ws", "userconfig"].some(read.has);
}

const elsewhere = "what it does in other projects than this one is not worked out";

function change(call: Call, read: OptionsRead, action: "install" | "remove" | "upgrade"): Outcome {
  if (isGlobal(call, read)) return changeGlobal(call, action, read.operands, read.value("prefix"));
  if (isElsewhere(read) || read.has("prefix")) return unforeseen(call, elsewhere);
  const hasLock = action === "install" && !read.has("no-lockfile");
  return changeProject(call, read.operands, { hasLock });
}

function cleanInstall(call: Call, read: OptionsRead): Outcome {
  if (isElsewhere(read) || read.has("prefix")) return unforeseen(call, elsewhere);
  return changeProject(call, [], { isClean: true });
}

function run(call: Call, read: OptionsRead): Outcome {
  const [name, ...words] = read.operands;
  if (name === undefined) return untold("it lists the scripts there are", 0);
  return runNamed(call, read, () => runScript(call, name, words, read.has("if-present")));
}

function script(name: string): ToolAction {
  return (call, read) =>
    runNamed(call, read, () => {
      const span = call.arguments[0]?.span ?? [0, 0];
      return runScript(call, plainArgument(name, span), read.operands);
    });
}

function runNamed(call: Call, read: OptionsRead, act: () => Outcome): Outcome {
  if (isElsewhere(read) || read.has("prefix")) return unforeseen(call, elsewhere);
  if (read.has("ignore-scripts")) call.uncertain("which scripts are left out is not worked out");
  if (call.name === "npm") call.uncertain("the name of npm's own log is made of the time of day");
  return act();
}

function cleanCache(call: Call, read: OptionsRead): Outcome {
  if (call.name !== "npm" || read.has("cache")) {
    return unforeseen(call, "which files of its cache go is not worked out");
  }
  const place = `${call.environment.get("HOME") ?? ""}/.npm/_cacache`;
  if (read.has("force") && !isError(call.files.lstat(place))) call.files.removeTree(place);
  call.uncertain("the name of npm's own log is made of the time of day");
  return untold("what `npm` prints is not known before");
}

/** A program of the project's packages is its own; any other is fetched. */
function execute(call: Call, read: OptionsRead): Outcome {
  const [name, ...words] = read.operands;
  const project = findProject(call);
  const local =
    typeof project === "object" && name !== undefined
      ? `${project.root}/node_modules/.bin/${name.text}`
      : "";
  if (name !== undefined && local !== "" && !isError(call.files.stat(local)))
    return call.runCommand([plainArgument(local, name.span), ...words], { wrapper: call.name });
  return runFromRegistry(call, name);
}

/** `npm init NAME` fetches create-NAME and runs it; without a name only package.json is made. */
function initialize(call: Call, read: OptionsRead): Outcome {
  const [name] = read.operands;
  return name === undefined
    ? unforeseen(call, "what package.json would say is not modelled")
    : runFromRegistry(call, name);
}
