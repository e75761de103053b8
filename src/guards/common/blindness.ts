import type { Span } from "../../domain/argument.ts";
import type { Unknown } from "../../domain/effect.ts";
import type { Facts } from "../../domain/facts.ts";
import type { Severity } from "../../domain/finding.ts";
import type { Foreseen, Step } from "../../domain/plan.ts";
import type { Path } from "../../domain/world.ts";
import { type EffectOf, effectsOf } from "./existing.ts";
import { severest } from "./wording.ts";

type RunCode = EffectOf<"run-code">;

/** All that cannot be foreseen of one line, as one finding. */
export interface Blindness {
  readonly severity: Severity;
  readonly reasons: readonly string[];
  readonly span: Span;
  readonly isRoot: boolean;
  /** A program file without a model. */
  readonly path: Path | undefined;
}

/** What is unknown of the line; what another guard speaks of (shells, unread code) is left to it. */
export function blindnessOf(foreseen: Foreseen, facts: Facts): readonly Blindness[] {
  const runs = effectsOf(foreseen, "run-code");
  const programs = runs.filter(({ source }) => source.kind === "program");
  const told = runs.filter(({ source }) => source.kind !== "program");
  const unknown = foreseen.unknown.filter(
    ({ span, reason }) =>
      !told.some((run) => overlaps(run.cause.span, span) || isToldBy(run, reason)),
  );
  if (programs.length === 0 && unknown.length === 0) return [];
  const isRoot = facts.caller.identity.uid === 0 || programs.some(isRunAsRoot);
  const severity = severest([
    ...programs.map((run) => (isRunAsRoot(run) ? "caution" : severityOf(run))),
    ...unknown.map((one) => severityOfUnknown(one, foreseen, programs, facts)),
  ]);
  const reasons = new Set(unknown.map(({ reason }) => reason));
  if (reasons.size === 0) {
    for (const { interpreter } of programs)
      reasons.add(`what \`${interpreter}\` does is not modelled`);
  }
  const span = unknown[0]?.span ?? programs[0]?.cause.span ?? [0, foreseen.line.length];
  return [{ severity, reasons: [...reasons], span, isRoot, path: programPath(programs[0]) }];
}

function isToldBy({ source }: RunCode, reason: string): boolean {
  return (source.kind === "network" || source.kind === "unseen") && source.detail === reason;
}

function isRunAsRoot({ cause }: RunCode): boolean {
  return cause.identity.uid === 0;
}

/** A program that an ordinary user could have written may do anything. */
function severityOf({ source }: RunCode): Severity {
  if (source.kind !== "program" || source.package !== undefined) return "note";
  return /^\/(usr|bin|sbin|lib\w*|opt|snap|nix|gnu)\//.test(source.path) ? "note" : "caution";
}

/** Programs to which an unknown operand could mean any file. */
const destructive = new Set(
  "rm rmdir unlink shred mv dd truncate chmod chown chgrp mkfs wipefs rsync find".split(" "),
);

function severityOfUnknown(
  unknown: Unknown,
  { steps }: Foreseen,
  programs: readonly RunCode[],
  facts: Facts,
): Severity {
  const isDestroying = steps.some(
    (step) => overlaps(step.span, unknown.span) && isDestructive(step),
  );
  if (isDestroying) return "caution";
  if (programs.some(({ cause }) => overlaps(cause.span, unknown.span))) return "note";
  return facts.caller.identity.uid === 0 ? "caution" : "note";
}

function isDestructive({ argv }: Step): boolean {
  const names = argv.slice(0, 2).map((word) => word.slice(word.lastIndexOf("/") + 1));
  return (
    destructive.has(names[0] ?? "") || (names[0] === "sudo" && destructive.has(names[1] ?? ""))
  );
}

function programPath(run: RunCode | undefined): Path | undefined {
  return run?.source.kind === "program" ? run.source.path : undefined;
}

function overlaps(first: Span, second: Span): boolean {
  return first[0] < second[1] && second[0] < first[1];
}
