import type { Action } from "../domain/action.ts";
import { lockCommands, sourceCommands, sshCommands } from "./safety-commands.ts";

/** What making commands has to know of the machine. */
export interface CommandFacts {
  /** The comma-separated parts of an account's GECOS field, by its name. */
  gecosOf(user: string): readonly string[];
  /** The commands run as root, perhaps in a tree that a user may change meanwhile. */
  readonly isRoot?: boolean;
}

/** A configuration file that was changed here stays; the maintainer's version is put beside it. */
const keepConfiguration = [
  "-o",
  "Dpkg::Options::=--force-confdef",
  "-o",
  "Dpkg::Options::=--force-confold",
];

/** The commands that an action comes to, in order. Root's helper makes them anew by this. */
export function commandsOf(action: Action, facts: CommandFacts): readonly (readonly string[])[] {
  switch (action.kind) {
    case "packages":
      return packageCommands(action);
    case "refresh-packages":
      // Otherwise a source that does not answer is no failure to apt.
      return [["apt-get", "update", "-o", "APT::Update::Error-Mode=any"]];
    case "configure-packages":
      return [
        ["dpkg", "--force-confdef", "--force-confold", "--configure", "-a"],
        ["apt-get", "install", "--fix-broken", "-y", ...keepConfiguration],
      ];
    case "change-mode":
      return [modeCommand(action, facts)];
    case "change-owner":
      return [ownerCommand(action, facts)];
    case "change-acl":
      return [accessListCommand(action, facts)];
    case "take-configuration":
      return [["mv", "-fT", "--", action.from, action.path]];
    case "service":
      return [["systemctl", action.operation, action.unit]];
    case "lock-account":
      return lockCommands(action);
    case "ssh-login":
      return sshCommands(action);
    case "edit-source":
      return sourceCommands(action);
    case "set-level":
      return [["usermod", "-c", gecosWith(facts.gecosOf(action.user), action.level), action.user]];
    case "clear-level": {
      const gecos = gecosWithout(facts.gecosOf(action.user), action.parts);
      return [["usermod", "-c", gecos, action.user]];
    }
    case "undo-entry":
      return [["guard", "--undo", action.entry]];
  }
}

type ActionOf<Kind extends Action["kind"]> = Action & { readonly kind: Kind };

function packageCommands({ operation, packages, automatic }: ActionOf<"packages">) {
  const start = ["apt-get", verbs[operation], "-y", ...keepConfiguration];
  const options =
    operation === "upgrade" && packages.length > 0
      ? ["apt-get", "install", "-y", "--only-upgrade", ...keepConfiguration]
      : operation === "install"
        ? // A version that was reviewed may be an older one: what an undo of an update asks for.
          [...start, "--allow-downgrades"]
        : start;
  const main = [...options, ...packages];
  if (automatic === undefined || automatic.length === 0) return [main];
  const names = automatic.map((name) => name.replace(/=.*/, ""));
  return [main, ["apt-mark", "auto", ...names]];
}

const verbs = { install: "install", remove: "remove", purge: "purge", upgrade: "upgrade" } as const;

function modeCommand(
  { path, mode, isRecursive, only }: ActionOf<"change-mode">,
  facts: CommandFacts,
) {
  // A mode such as -w must not be taken for an option.
  const change = ["chmod", "--", mode];
  if (!isRecursive) return [...change, path];
  if (only === undefined) return ["chmod", "-R", "--", mode, path];
  return onlyThese(path, only, change, facts);
}

/**
 * A command for the files or the directories at and below a path, on its own mount. Root's is run
 * in each directory: a user may put a link in the place of one on the way there.
 */
function onlyThese(
  path: string,
  only: "files" | "directories",
  command: readonly string[],
  { isRoot = false }: CommandFacts,
) {
  const type = only === "files" ? "f" : "d";
  const how = isRoot ? "-execdir" : "-exec";
  return ["find", path, "-xdev", "-type", type, how, ...command, "{}", "+"];
}

/** `-h`: a link that is met, or planted meanwhile, is changed itself and not what it leads to. */
function ownerCommand(
  { path, owner = "", group, isRecursive, only }: ActionOf<"change-owner">,
  facts: CommandFacts,
) {
  const whose = group === undefined ? owner : `${owner}:${group}`;
  if (isRecursive && only !== undefined) {
    return onlyThese(path, only, ["chown", "-h", "--", whose], facts);
  }
  return ["chown", "-h", ...(isRecursive ? ["-R"] : []), "--", whose, path];
}

function accessListCommand(action: ActionOf<"change-acl">, facts: CommandFacts) {
  const { path, set, remove, withDefaults, isRecursive, only } = action;
  const withOwn = (entries: readonly string[]) =>
    withDefaults ? entries.flatMap((entry) => [entry, ...defaultOf(entry)]) : entries;
  const changes = [
    ...(set.length === 0 ? [] : ["-m", withOwn(set).join(",")]),
    ...(remove.length === 0 ? [] : ["-x", withOwn(remove).join(",")]),
    "--",
  ];
  if (isRecursive && only !== undefined) {
    return onlyThese(path, only, ["setfacl", ...changes], facts);
  }
  return ["setfacl", ...(isRecursive ? ["-R", "-P"] : []), ...changes, path];
}

/** What a directory hands on; an entry that already is such a one has no further. */
function defaultOf(entry: string): readonly string[] {
  return /^d(efault)?:/.test(entry) ? [] : [`d:${entry}`];
}

const levelWord = /(^|[\s;,])handrail=\w*/;

/** The level as a word of the fifth part, "other"; everything else stays. */
function gecosWith(parts: readonly string[], level: string): string {
  const [name = "", room = "", work = "", home = "", ...rest] = parts;
  const other = rest.join(",");
  const word = `handrail=${level}`;
  const changed = levelWord.test(other)
    ? other.replace(levelWord, `$1${word}`)
    : [other, word].filter((one) => one !== "").join(" ");
  return [name, room, work, home, changed].join(",");
}

/** Without that word, and without the empty parts that it needed before it. */
function gecosWithout(parts: readonly string[], count: number): string {
  const [name = "", room = "", work = "", home = "", ...rest] = parts;
  const other = rest.join(",").replace(levelWord, "").trimStart();
  const left = [name, room, work, home, other];
  while (left.length > count && left.at(-1) === "") left.pop();
  return left.join(",");
}
