import { type GuardId, isAtLeast, type Level, type Severity } from "../domain/finding.ts";
import type { Ruling } from "../domain/policy.ts";
import type { Confirmation, Decision } from "../domain/review.ts";

interface Verdict {
  readonly decision: Decision;
  readonly confirm: Confirmation;
}

const allow: Verdict = { decision: "allow", confirm: "none" };
const ask: Verdict = { decision: "ask", confirm: "yes" };
const askTyped: Verdict = { decision: "ask", confirm: "type" };
const refuse: Verdict = { decision: "refuse", confirm: "none" };

/** From the mildest to the strictest. */
const order: readonly Verdict[] = [allow, ask, askTyped, refuse];

/** The contract's table of severities and levels. */
const verdicts: Record<Severity, Record<Level, Verdict>> = {
  note: { novice: allow, standard: allow, expert: allow },
  caution: { novice: ask, standard: ask, expert: allow },
  danger: { novice: askTyped, standard: askTyped, expert: ask },
  critical: { novice: refuse, standard: refuse, expert: askTyped },
};

interface Judged {
  readonly guard: GuardId;
  readonly severity: Severity;
  readonly ruling?: Ruling;
}

/**
 * What a line's findings ask of a person at a level. Findings of guards in `accepted` ask nothing,
 * except of those in `unacceptable`, which a policy keeps from being accepted.
 */
export function decide(
  findings: readonly Judged[],
  level: Level,
  accepted: ReadonlySet<string> = new Set(),
  unacceptable: ReadonlySet<string> = new Set(),
): Verdict {
  const counted = findings.filter((one) => isCounted(one, accepted, unacceptable));
  return counted.map((one) => verdictOn(one, level)).reduce(stricter, allow);
}

/** Whether a finding asks anything: no setting lets it pass, and nobody has accepted it. */
export function isCounted(
  { guard, ruling }: Judged,
  accepted: ReadonlySet<string> = new Set(),
  unacceptable: ReadonlySet<string> = new Set(),
): boolean {
  if (ruling?.kind === "off" || ruling?.kind === "allowed") return false;
  return ruling?.kind === "refuse" || !accepted.has(guard) || unacceptable.has(guard);
}

/** A rule only ever asks for more than the level does. */
function verdictOn({ severity, ruling }: Judged, level: Level): Verdict {
  const verdict = verdicts[severity][level];
  if (ruling?.kind === "refuse") return refuse;
  return ruling?.kind === "ask" ? stricter(verdict, ask) : verdict;
}

function stricter(first: Verdict, second: Verdict): Verdict {
  return order.indexOf(first) >= order.indexOf(second) ? first : second;
}

/** The severest of the findings, undefined when there are none. */
export function worstSeverity(
  findings: readonly { readonly severity: Severity }[],
): Severity | undefined {
  return findings
    .map(({ severity }) => severity)
    .reduce<Severity | undefined>(
      (worst, severity) => (worst === undefined || isAtLeast(severity, worst) ? severity : worst),
      undefined,
    );
}
