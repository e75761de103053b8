import type { EffectKind } from "./effect.ts";
import type { Facts } from "./facts.ts";
import type { Explanation, GuardId, Severity } from "./finding.ts";
import type { Foreseen, Later } from "./plan.ts";
import { showName } from "./text.ts";

/**
 * What a guard looks at: a kind of effect, or that something is unknown or no such command is here;
 * `settings`: any change of a file that the system or the kernel takes its settings from.
 */
export type Concern = EffectKind | "settings" | "unknown" | "missing";

/** A line with what this guard says of it; run as a test and printed in the guard's page. */
export interface GuardExample {
  readonly line: string;
  /** `quiet`: this guard says nothing above note. */
  readonly expect: Severity | "quiet";
  readonly as?: "user" | "root";
  readonly why: string;
}

/**
 * One mistake. `check` finds it in foreseen effects, `explain` alone makes words of a hit.
 * A guard never reads the text of a command.
 */
export interface Guard<Hit = unknown> {
  readonly id: GuardId;
  readonly title: string;
  /** The severest it can be. */
  readonly severity: Severity;
  /**
   * A line must have one of these for this guard to find anything: else it is not even loaded. Absent
   * where it looks at more.
   */
  readonly concerns?: readonly Concern[];
  /** Its cautions count as well in what is left to be run later, when nobody looks on. */
  readonly warnsOfLater?: true;
  readonly why: string;
  /** Asked for by its page and the tests alone: a check does not make them. */
  examples(): readonly GuardExample[];
  /** What it does not see, in sentences for its page. */
  readonly blindSpots: string;
  check(foreseen: Foreseen, facts: Facts): readonly Hit[];
  explain(hit: Hit, foreseen: Foreseen, facts: Facts): Explanation;
}

/** A guard with the type of its hits closed over, as the index and the review hold it. */
export interface AnyGuard extends Omit<Guard, "check" | "explain"> {
  judge(foreseen: Foreseen, facts: Facts): readonly Explanation[];
}

/** Ties a guard's two halves together so that guards of different hits fit one list. */
export function defineGuard<Hit>(guard: Guard<Hit>): AnyGuard {
  return {
    ...guard,
    judge: (foreseen, facts) => {
      const found = judgeOne(guard, foreseen, facts);
      if (foreseen.later === undefined) return found;
      return [...found, ...foreseen.later().flatMap((later) => judgeLater(guard, later, facts))];
    },
  };
}

function judgeOne<Hit>(
  guard: Guard<Hit>,
  foreseen: Foreseen,
  facts: Facts,
): readonly Explanation[] {
  if (!isConcerned(guard, concernsOf(foreseen))) return [];
  return guard.check(foreseen, facts).map((hit) => guard.explain(hit, foreseen, facts));
}

/**
 * What is left to be run later is judged like a line of its own, by what is grave in it: who will be
 * there and what will be set by then is not known.
 */
function judgeLater<Hit>(
  guard: Guard<Hit>,
  { foreseen, where, span }: Later,
  facts: Facts,
): readonly Explanation[] {
  return judgeOne(guard, foreseen, facts)
    .filter(({ severity }) => isGrave(severity) || guard.warnsOfLater === true)
    .map((explanation) => ({
      ...explanation,
      what: `Not now, but whenever ${showName(where)} is run: ${explanation.what}`,
      instead: [],
      span,
    }));
}

function isGrave(severity: Severity): boolean {
  return severity === "danger" || severity === "critical";
}

/** All that guards may look at, in the line itself and in what it leaves to be run later. */
export function concernsIn(foreseen: Foreseen): ReadonlySet<Concern> {
  const later = foreseen.later?.() ?? [];
  const found = concernsOf(foreseen);
  return later.length === 0
    ? found
    : new Set([...found, ...later.flatMap((one) => [...concernsOf(one.foreseen)])]);
}

/** All that guards may look at in a line. */
function concernsOf({ effects, unknown, steps }: Foreseen): ReadonlySet<Concern> {
  const found = new Set<Concern>();
  for (const effect of effects) {
    found.add(effect.kind);
    if ("path" in effect && isOfSettings(effect.path)) found.add("settings");
    if (effect.kind === "move" && isOfSettings(effect.from)) found.add("settings");
  }
  if (unknown.length > 0) found.add("unknown");
  if (steps.some(({ missing }) => missing !== undefined)) found.add("missing");
  return found;
}

const settingsPlaces = ["/etc/", "/proc/", "/sys/", "/run/"];

function isOfSettings(path: string | undefined): boolean {
  return settingsPlaces.some((place) => path?.startsWith(place) === true);
}

/** Whether a guard may find anything in a line that has these. */
export function isConcerned(
  { concerns }: Pick<Guard, "concerns">,
  present: ReadonlySet<Concern>,
): boolean {
  return concerns === undefined || concerns.some((concern) => present.has(concern));
}
