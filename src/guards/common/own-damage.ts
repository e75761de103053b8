import type { Cause, Effect } from "../../domain/effect.ts";
import type { Facts, OwnPlaces } from "../../domain/facts.ts";
import type { Foreseen } from "../../domain/plan.ts";
import { isWithin } from "../../domain/view/tree.ts";
import type { Path } from "../../domain/world.ts";
import { commandKey } from "./by-command.ts";
import { isEditor } from "./editors.ts";
import { type EffectOf, isMadeByLine } from "./existing.ts";

/** What a line takes from Handrail. */
export type DamageKind =
  /** The person's settings, or those for everybody. */
  | "settings"
  | "machine-settings"
  /** What was done, and what is kept so that it can be undone. */
  | "journal"
  | "program"
  /** The package, as a whole. */
  | "package"
  /** The line by which a shell asks Handrail. */
  | "hook"
  /** A name, in a start file or in the shell itself, by which it is passed by. */
  | "passing-by";

export interface OwnDamage {
  readonly kind: DamageKind;
  readonly cause: Cause;
  readonly paths: readonly Path[];
  /** The line of a start file, the name that is set. */
  readonly detail?: string;
}

/** What a line does to Handrail itself, each kind once a command. */
export function ownDamages(foreseen: Foreseen, facts: Facts): readonly OwnDamage[] {
  const found = new Map<string, OwnDamage & { readonly paths: Path[] }>();
  for (const effect of foreseen.effects) {
    for (const { kind, path, detail } of damagesOf(effect, foreseen, facts)) {
      const key = `${kind} ${commandKey(effect.cause)} ${detail ?? ""}`;
      const known = found.get(key);
      if (known === undefined) {
        const { cause } = effect;
        const paths = path === undefined ? [] : [path];
        found.set(key, { kind, cause, paths, ...(detail === undefined ? {} : { detail }) });
      } else if (path !== undefined && !known.paths.includes(path)) known.paths.push(path);
    }
  }
  return [...found.values()];
}

interface Damage {
  readonly kind: DamageKind;
  readonly path?: Path;
  readonly detail?: string;
}

function damagesOf(effect: Effect, foreseen: Foreseen, facts: Facts): readonly Damage[] {
  switch (effect.kind) {
    case "process":
      return effect.action === "pass-by" ? [{ kind: "passing-by", detail: effect.detail }] : [];
    case "package": {
      const isGoing = effect.action === "remove" || effect.action === "purge";
      return isGoing && effect.target === "handrail" ? [{ kind: "package" }] : [];
    }
    case "delete":
    case "write":
      return isMadeByLine(effect.before) ? [] : damagesAt(effect.path, effect, foreseen, facts);
    case "metadata":
      return isMadeByLine(effect.before) || staysOwn(effect)
        ? []
        : damagesAt(effect.path, effect, foreseen, facts);
    case "create":
      return effect.type === "file" ? damagesAt(effect.path, effect, foreseen, facts) : [];
    case "link":
      return damagesAt(effect.path, effect, foreseen, facts);
    case "move":
      return [effect.from, effect.path].flatMap((path) => damagesAt(path, effect, foreseen, facts));
    default:
      return [];
  }
}

/** Whoever owns it can go on using it, and nobody else gets to change it: Handrail puts the rest right. */
function staysOwn({ before, after, flags }: EffectOf<"metadata">): boolean {
  const isOthers = before.uid !== after.uid || (after.mode & ~before.mode & 0o022) !== 0;
  return flags === undefined && !isOthers && (before.mode & ~after.mode & 0o700) === 0;
}

function damagesAt(
  path: Path,
  effect: Effect,
  foreseen: Foreseen,
  { ownPlaces }: Facts,
): readonly Damage[] {
  if (isStartFile(path)) return startFileDamages(path, effect, foreseen);
  const kind = ownPlaces === undefined ? undefined : placeOf(path, ownPlaces);
  if (kind === undefined) return [];
  // Whoever opens it in an editor sees what they do; what is new in a journal takes nothing away.
  if (isEditor(effect.cause.program)) return [];
  const isNew = effect.kind === "create" || effect.kind === "link";
  return isNew && kind !== "settings" && kind !== "machine-settings" ? [] : [{ kind, path }];
}

function placeOf(path: Path, own: OwnPlaces): DamageKind | undefined {
  const { settings, journal } = own;
  const isKept = path.includes("/.handrail-") && keptPlace.test(path);
  if (isKept || journal.some((place) => isWithin(path, place))) return "journal";
  const place = settings.find((one) => isWithin(path, one));
  if (place !== undefined) return place.startsWith("/etc/") ? "machine-settings" : "settings";
  // Asked last and of few: finding out where the programs are is a search.
  const isLikely = programPlace.test(path);
  return isLikely && own.program.some((one) => isWithin(path, one)) ? "program" : undefined;
}

/** The folders of the package, and the names of its programs. */
const programPlace = /\/(bin|dist|guard|handrail)(\/|$)/;

/** What is kept on another file system than the journal. */
const keptPlace = /\/\.handrail-\d+(\/|$)/;

const startFile =
  /\/(\.(bashrc|bash_profile|bash_login|bash_aliases|profile|zshrc|zprofile|zshenv|zlogin|kshrc)|fish\/config\.fish|fish\/(conf\.d|functions)\/[^/]+\.fish)$|^\/etc\/(bash\.bashrc|bashrc|profile|zsh\/[a-z]+|profile\.d\/[^/]+)$/;

function isStartFile(path: Path): boolean {
  // The pattern is long to compile, and few paths can be one.
  const isLikely = path.startsWith("/etc/") || path.includes("/.") || path.includes("/fish/");
  return isLikely && startFile.test(path);
}

/** A line that has the shell ask Handrail. */
const hookLine = /^[^#]*\bhandrail\b/;
/** A line that takes one of its names for something else, or turns it off by a variable. */
const passingLine =
  /^\s*(?:(?:alias\s+(?:-\w+\s+)*|function\s+|abbr\s+(?:-\w+\s+)*)(?:guard|handrail)\b|(?:guard|handrail)\s*\(\s*\)|(?:export\s+|set\s+-\w+\s+)*HANDRAIL_\w+)/;

function startFileDamages(path: Path, effect: Effect, foreseen: Foreseen): readonly Damage[] {
  if (effect.kind === "metadata" || isEditor(effect.cause.program)) return [];
  const before = linesOf(foreseen.textBefore?.(path));
  const text = foreseen.textAfter?.(path);
  const isGone = effect.kind === "delete" || (effect.kind === "move" && effect.from === path);
  // Where it is not known what it will say, only whoever empties it is sure to lose the line.
  if (text === undefined && !isGone && !(effect.kind === "write" && effect.how === "truncate")) {
    return [];
  }
  const after = linesOf(text);
  const lost = [...before].filter((line) => hookLine.test(line) && !after.has(line));
  const added = [...after].filter((line) => passingLine.test(line) && !before.has(line));
  return [
    ...lost.map((detail): Damage => ({ kind: "hook", path, detail })),
    ...added.map((detail): Damage => ({ kind: "passing-by", path, detail })),
  ];
}

function linesOf(text = ""): ReadonlySet<string> {
  return new Set(text.split("\n").map((line) => line.trim()));
}
