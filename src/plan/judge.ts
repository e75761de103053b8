import type { Effect } from "../domain/effect.ts";
import type { Facts } from "../domain/facts.ts";
import { type Explanation, type Finding, severities } from "../domain/finding.ts";
import type { AnyGuard } from "../domain/guard.ts";
import type { Foreseen } from "../domain/plan.ts";
import type { Allowance, GuardPolicy, Ruling } from "../domain/policy.ts";
import { isWithin } from "../domain/view/tree.ts";

/** What a guard says, whose words it is, and what a setting did to it. */
export type JudgedFinding = Explanation & Pick<Finding, "guard" | "ruling">;

/** Every guard's explanations, the severest first. */
export function judge(
  foreseen: Foreseen,
  guards: readonly AnyGuard[],
  facts: Facts,
  policy?: GuardPolicy,
): readonly JudgedFinding[] {
  return guards
    .flatMap((guard) => judgeBy(guard, foreseen, facts, policy))
    .sort(
      (first, second) =>
        severities.indexOf(second.severity) - severities.indexOf(first.severity) ||
        Number(isSlip(second)) - Number(isSlip(first)),
    );
}

/** What the line was probably meant to say comes before what else is to be said of it. */
function isSlip({ guard }: Pick<Finding, "guard">): boolean {
  return guard === "surprising-expansion";
}

function judgeBy(
  guard: AnyGuard,
  foreseen: Foreseen,
  facts: Facts,
  policy: GuardPolicy | undefined,
): readonly JudgedFinding[] {
  const allowances = policy === undefined ? [] : allowancesFor(guard, policy);
  const found: readonly JudgedFinding[] =
    allowances.length === 0
      ? named(guard, guard.judge(foreseen, facts))
      : judgeInParts(guard, foreseen, facts, allowances);
  const set = policy?.rules.get(guard.id);
  if (set === undefined) return found;
  return found.map((one) => withRuling(one, { kind: set.rule, by: set.by }));
}

/** Where the machine has a rule for a guard, nobody's allowance speaks to it. */
function allowancesFor({ id }: AnyGuard, policy: GuardPolicy): readonly Allowance[] {
  if (policy.unacceptable.has(id) || policy.rules.get(id)?.by === "machine") return [];
  return policy.allowances.filter(({ guards }) => guards === undefined || guards.includes(id));
}

/**
 * What happens at allowed places and what happens elsewhere are judged one by one, so that a line
 * that does both is asked about the other half as if the first were not there.
 */
function judgeInParts(
  guard: AnyGuard,
  foreseen: Foreseen,
  facts: Facts,
  allowances: readonly Allowance[],
): readonly JudgedFinding[] {
  const { effects } = foreseen;
  const placeOf = new Map(
    effects.map((effect) => [effect, allowances.find(({ path }) => liesWithin(effect, path))]),
  );
  const partOf = (allowance: Allowance | undefined): readonly Effect[] =>
    effects.filter((effect) => placeOf.get(effect) === allowance);
  const elsewhere = named(guard, guard.judge({ ...foreseen, effects: partOf(undefined) }, facts));
  const said = new Set(elsewhere.map((one) => JSON.stringify(one)));
  const inside = allowances.flatMap((allowance) => {
    const part = partOf(allowance);
    if (part.length === 0) return [];
    const { path, until, reason } = allowance;
    return named(guard, guard.judge({ ...foreseen, effects: part }, facts))
      .filter((one) => !said.has(JSON.stringify(one)))
      .map((one) => withRuling(one, { kind: "allowed", path, until, reason }));
  });
  return [...elsewhere, ...inside];
}

/** Every place that the effect reaches: what is moved or copied leaves one and comes to another. */
function liesWithin(effect: Effect, place: string): boolean {
  if (effect.kind === "service" || !("path" in effect) || effect.path === undefined) return false;
  if (effect.kind === "move" && !isWithin(effect.from, place)) return false;
  const copied = effect.kind === "create" || effect.kind === "write" ? effect.copyOf : undefined;
  return isWithin(effect.path, place) && (copied === undefined || isWithin(copied, place));
}

function named(guard: AnyGuard, said: readonly Explanation[]): readonly JudgedFinding[] {
  return said.map((explanation) => ({ ...explanation, guard: guard.id }));
}

/** Notes ask nothing anyway; what has no sane reason is let pass by no setting. */
function withRuling(finding: JudgedFinding, ruling: Ruling): JudgedFinding {
  const isLooser = ruling.kind === "off" || ruling.kind === "allowed";
  if (finding.severity === "note" || (isLooser && finding.severity === "critical")) return finding;
  return finding.ruling === undefined || !isLooser ? { ...finding, ruling } : finding;
}
