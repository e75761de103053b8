import type { Facts } from "../../domain/facts.ts";
import type { Foreseen } from "../../domain/plan.ts";
import type { Path } from "../../domain/world.ts";
import { type CommandEffects, groupByCommand } from "./by-command.ts";
import type { EffectOf } from "./existing.ts";
import { isMaintainer } from "./maintainers.ts";
import { oncePerLine } from "./memory.ts";
import { overwrites } from "./overwrites.ts";
import { hasPassingName } from "./places.ts";

type Placing = EffectOf<"create"> | EffectOf<"write"> | EffectOf<"move"> | EffectOf<"link">;

/** What one command puts among the files of packages, past whoever packages them. */
export interface HandPlaced {
  readonly command: CommandEffects<Placing>;
  /** Files that no package knows of. */
  readonly added: readonly Path[];
  /** Files of packages that are changed, with the package. */
  readonly changed: readonly (readonly [path: Path, owner: string])[];
}

/** Owners that are looked up for one command. */
const maximumLookups = 500;

const programTops = new Set("bin sbin lib lib32 lib64 libx32 libexec games include".split(" "));

/** Parts of /usr/share in which administrators are told to put what is theirs. */
function isGivenOut(path: Path): boolean {
  return /^\/usr\/share\/(?:keyrings|ca-certificates|nginx|httpd|applications|fonts|icons|backgrounds)(?:\/|$)/.test(
    path,
  );
}

/** Whether only packages put programs, libraries and headers there: not /usr/local, not /opt. */
export function isOfPackages(path: Path): boolean {
  const [, top = "", second = "", third] = path.split("/", 4);
  if (top === "usr" && second === "share") return third !== undefined && !isGivenOut(path);
  if (top === "usr") return third !== undefined && programTops.has(second);
  return second !== "" && top !== "games" && top !== "include" && programTops.has(top);
}

/** Files written by hand where packages keep theirs; what another guard speaks of is left out. */
export const handPlaced = oncePerLine((foreseen, facts): readonly HandPlaced[] => {
  // Without packages nothing is theirs; nothing is read before there is something to ask about.
  if (!foreseen.effects.some(isPlacing) || !facts.packages.isKnown) return [];
  const told = toldOf(foreseen, facts);
  const placing = foreseen.effects.filter(isPlacing).filter(({ path }) => !told.has(path));
  const vacated = vacatedPaths(foreseen);
  return groupByCommand(placing).flatMap((command) => {
    const found = lookAt(command, vacated, facts);
    return found.added.length + found.changed.length === 0 ? [] : [found];
  });
});

function isPlacing(effect: Foreseen["effects"][number]): effect is Placing {
  switch (effect.kind) {
    case "create":
      if (effect.type === "directory") return false;
      break;
    case "write":
      if (effect.isSame) return false;
      break;
    // A file that only gets another name beside its own place is another guard's.
    case "move":
      if (isOfPackages(effect.from)) return false;
      break;
    case "link":
      break;
    default:
      return false;
  }
  const { path, cause } = effect;
  return isOfPackages(path) && !isMaintainer(cause.program) && !isAside(path);
}

/** Copies kept beside a file, and what programs leave behind. */
function isAside(path: Path): boolean {
  return hasPassingName(path) || /\.(?:old|save|distrib|pyc)$|\/__pycache__\//.test(path);
}

/** What is lost by writing over it is spoken of already. */
function toldOf(foreseen: Foreseen, facts: Facts): ReadonlySet<Path> {
  const grave = overwrites(foreseen, facts).filter(({ severity }) => severity !== "note");
  return new Set(grave.flatMap(({ lost }) => lost.map(({ path }) => path)));
}

/** Names that the line frees before it fills them again, as `sed -i.bak` does. */
function vacatedPaths(foreseen: Foreseen): ReadonlySet<Path> {
  return new Set(
    foreseen.effects.flatMap((effect) => {
      if (effect.kind === "move") return [effect.from];
      return effect.kind === "delete" ? [effect.path] : [];
    }),
  );
}

function lookAt(
  command: CommandEffects<Placing>,
  vacated: ReadonlySet<Path>,
  facts: Facts,
): HandPlaced {
  const added: Path[] = [];
  const changed: (readonly [Path, string])[] = [];
  for (const [at, effect] of command.effects.entries()) {
    const { path } = effect;
    if (isNew(effect) && !vacated.has(path)) {
      added.push(path);
      continue;
    }
    // One that was there and that no package owns was put there by hand before.
    const owner = at < maximumLookups ? facts.packages.owners(path)[0] : undefined;
    if (owner !== undefined) changed.push([path, owner]);
  }
  return { command, added, changed };
}

function isNew(effect: Placing): boolean {
  if (effect.kind === "create") return true;
  return effect.kind !== "write" && effect.replaced === undefined;
}
