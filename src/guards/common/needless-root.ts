import type { Cause, Effect, FileEffect } from "../../domain/effect.ts";
import type { Facts } from "../../domain/facts.ts";
import type { Foreseen } from "../../domain/plan.ts";
import { isWithin } from "../../domain/view/tree.ts";
import type { Path } from "../../domain/world.ts";
import { groupByCommand } from "./by-command.ts";
import { isEditor } from "./editors.ts";

/** A command run as root that its caller could have run alone. */
export interface NeedlessRoot {
  readonly kind: "own";
  readonly cause: Cause;
  /** What it touches, all of it the caller's own. */
  readonly paths: readonly Path[];
  /** What would belong to root afterwards. */
  readonly leftToRoot: readonly Path[];
  readonly isEditor: boolean;
  /** Root has to change the file, but need not be the one who edits it. */
  readonly isOnlyToEdit?: true;
  /** A program with windows, which reads what strangers send. */
  readonly hasWindows?: true;
}

/** Commands under sudo whose effects all lie in the caller's own files. */
export function findNeedlessRoot(foreseen: Foreseen, facts: Facts): readonly NeedlessRoot[] {
  if (facts.caller.identity.uid === 0) {
    // Whoever has a container to themselves has nobody else to be there.
    return facts.session.container === undefined ? windows(foreseen) : [];
  }
  const elevated = foreseen.effects.filter(
    (effect) => isElevated(effect.cause) && effect.kind !== "run-code",
  );
  const left = new Set(pathsLeftToRoot(foreseen, facts));
  const found = groupByCommand(elevated).flatMap(({ cause, effects }): readonly NeedlessRoot[] => {
    const stores = effects.flatMap((effect) => ownStore(effect, facts));
    // Anybody may fetch from the network.
    const rest = effects.filter(
      (effect) => ownStore(effect, facts).length === 0 && !isFetch(effect),
    );
    const files = rest.filter(isFileEffect);
    if (files.length + stores.length === 0 || files.length < rest.length) return [];
    const written = files.map(({ path }) => path);
    if (!files.every((effect) => isOwn(effect, facts))) return editing(cause, written, facts);
    const paths = [...new Set([...stores, ...written])];
    const leftToRoot = [...stores, ...written.filter((path) => left.has(path))];
    // A copy of what only root may read has to be made by root; given back afterwards it is fine.
    const makes = files.every(({ kind }) => kind === "create");
    if (makes && leftToRoot.length === 0) return [];
    return [{ kind: "own", cause, paths, leftToRoot, isEditor: isEditor(cause.program) }];
  });
  return [...windows(foreseen), ...found];
}

/** Browsers and other programs with windows. */
const withWindows = new Set(
  "firefox firefox-esr chromium chromium-browser google-chrome brave-browser opera epiphany konqueror thunderbird evolution nautilus nemo caja dolphin thunar pcmanfm krusader libreoffice soffice gimp inkscape vlc mpv evince okular eog gwenview totem code codium spotify steam wine gnome-calculator".split(
    " ",
  ),
);

function windows({ effects }: Foreseen): readonly NeedlessRoot[] {
  const opened = effects.find(
    ({ kind, cause }) =>
      kind === "run-code" && withWindows.has(cause.program) && isOutsideAsRoot(cause),
  );
  if (opened === undefined) return [];
  return [
    {
      kind: "own",
      cause: opened.cause,
      paths: [],
      leftToRoot: [],
      isEditor: false,
      hasWindows: true,
    },
  ];
}

/** Editors run as root too, with all that can be started from inside them. */
function editing(
  cause: Cause,
  paths: readonly Path[],
  { packages }: Facts,
): readonly NeedlessRoot[] {
  const isByHand = !cause.wrappers.includes("sudoedit");
  if (!isByHand || !isEditor(cause.program) || /^(?:visudo|vipw)$/.test(cause.program)) return [];
  // What a package owns outside /etc is not to be edited at all; another guard says so.
  const isToEdit = (path: Path): boolean =>
    path.startsWith("/etc/") || packages.owners(path).length === 0;
  if (!paths.every(isToEdit)) return [];
  return [{ kind: "own", cause, paths, leftToRoot: [], isEditor: true, isOnlyToEdit: true }];
}

/** The caller's own repository, when git puts something into its store as root. */
function ownStore(effect: Effect, { caller }: Facts): readonly Path[] {
  if (effect.kind !== "repository" || effect.action !== "store") return [];
  const isAtHome = caller.home !== "/" && isWithin(effect.repository, caller.home);
  return isAtHome ? [effect.repository] : [];
}

function isFetch(effect: Effect): boolean {
  return effect.kind === "network" && effect.action === "fetch";
}

function isElevated(cause: Cause): boolean {
  return cause.identity.elevatedBy !== undefined && isOutsideAsRoot(cause);
}

/** In a container root is who one is, and what is made there is seldom meant to be one's own. */
function isOutsideAsRoot({ identity }: Cause): boolean {
  return identity.uid === 0 && !/^(?:docker|podman|nerdctl)/.test(identity.elevatedBy ?? "");
}

function isFileEffect(effect: Foreseen["effects"][number]): effect is FileEffect {
  return ["create", "write", "delete", "move", "link", "metadata"].includes(effect.kind);
}

/** Whether the caller could bring the effect about without more rights. */
function isOwn(effect: FileEffect, facts: Facts): boolean {
  const { home, identity } = facts.caller;
  const isAtHome = home !== "/" && isWithin(effect.path, home) && effect.path !== home;
  switch (effect.kind) {
    case "create":
      return isAtHome;
    case "link":
      return isAtHome && (effect.replaced === undefined || effect.replaced.uid === identity.uid);
    case "move":
      return isAtHome && effect.before.uid === identity.uid && isWithin(effect.from, home);
    case "delete":
      return isAtHome && effect.before?.uid === identity.uid;
    case "write":
      return effect.before.uid === identity.uid;
    case "metadata":
      return effect.before.uid === identity.uid && effect.after.uid === identity.uid;
  }
}

/** Files in the caller's home that would be root's when the line has ended. */
function pathsLeftToRoot(foreseen: Foreseen, facts: Facts): Iterable<Path> {
  const left = new Set<Path>();
  for (const effect of foreseen.effects) {
    if (effect.kind === "create" && effect.access.uid === 0) {
      if (isElevated(effect.cause) && isWithin(effect.path, facts.caller.home))
        left.add(effect.path);
    } else if (effect.kind === "metadata" && effect.after.uid !== 0) left.delete(effect.path);
    else if (effect.kind === "delete") left.delete(effect.path);
  }
  return left;
}
