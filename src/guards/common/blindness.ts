import type { Argument, Span } from "../../domain/argument.ts";
import type { Unknown } from "../../domain/effect.ts";
import type { Facts } from "../../domain/facts.ts";
import type { Severity } from "../../domain/finding.ts";
import type { Foreseen, Step } from "../../domain/plan.ts";
import type { Path } from "../../domain/world.ts";
import { isEditor } from "./editors.ts";
import { type EffectOf, effectsOf } from "./existing.ts";
import { isRoutine } from "./routine.ts";
import { severest } from "./wording.ts";

type RunCode = EffectOf<"run-code">;

/** All that cannot be foreseen of one line, as one finding. */
export interface Blindness {
  readonly severity: Severity;
  readonly reasons: readonly string[];
  readonly span: Span;
  readonly isRoot: boolean;
  /** With root's rights, though nothing worse than a note comes of it. */
  readonly hasRootRights: boolean;
  /** The worst of it is among the effects, and other guards speak of that. */
  readonly isJudged: boolean;
  /** The job that its programs are there for, by the settings of this machine. */
  readonly isRoutine: boolean;
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
  const severity = severest([
    ...programs.map(severityOf),
    ...unknown.map((one) => severityOfUnknown(one, foreseen, programs, facts)),
  ]);
  const isCallerRoot = facts.caller.identity.uid === 0 || programs.some(isRunAsRoot);
  const isRoot = isCallerRoot && severity !== "note";
  const hasRootRights =
    isCallerRoot ||
    unknown.some(({ span }) =>
      foreseen.steps.some((step) => isElevating(step) && overlaps(step.span, span)),
    );
  const reasons = new Set(unknown.map(({ reason }) => reason));
  if (reasons.size === 0) {
    for (const { interpreter } of programs)
      reasons.add(`what \`${interpreter}\` does is not modelled`);
  }
  const span = unknown[0]?.span ?? programs[0]?.cause.span ?? [0, foreseen.line.length];
  const isJudged = programs.length === 0 && unknown.every((one) => one.isJudged === true);
  const path = programPath(programs[0]);
  const routine = severity === "note" && foreseen.steps.some(({ argv }) => isRoutine(argv));
  return [
    {
      ...{ severity, reasons: [...reasons], span, isRoot, hasRootRights },
      ...{ isJudged, isRoutine: routine, path },
    },
  ];
}

function isToldBy({ source }: RunCode, reason: string): boolean {
  return (source.kind === "network" || source.kind === "unseen") && source.detail === reason;
}

function isRunAsRoot({ cause }: RunCode): boolean {
  return cause.identity.uid === 0;
}

/** A program that an ordinary user could have written may do anything, and so may any as root. */
function severityOf(run: RunCode): Severity {
  const { source, cause } = run;
  if (source.kind !== "program") return "note";
  const isOfSystem =
    source.package !== undefined || /^\/(usr|bin|sbin|lib\w*|opt|snap|nix|gnu)\//.test(source.path);
  if (!isOfSystem) return "caution";
  if (!isRunAsRoot(run) || onlyAsksForHelp(cause.command)) return "note";
  return isRoutine(cause.command.map(({ text }) => text)) ? "note" : "caution";
}

/** `PROGRAM --help`: by custom it prints something and ends. */
function onlyAsksForHelp(command: readonly Argument[]): boolean {
  const [, only, ...others] = command;
  return others.length === 0 && /^(--?version|--help|-V)$/.test(only?.text ?? "");
}

/** Programs to which an unknown operand could mean any file. */
const destructive = new Set(
  "rm rmdir unlink shred mv dd truncate chmod chown chgrp mkfs wipefs rsync find".split(" "),
);

function severityOfUnknown(
  unknown: Unknown,
  { steps, effects }: Foreseen,
  programs: readonly RunCode[],
  facts: Facts,
): Severity {
  if (unknown.isJudged === true || isFreshName(unknown)) return "note";
  const around = steps.filter((step) => overlaps(step.span, unknown.span));
  if (around.length > 0 && around.every(onlyFinds)) return "note";
  if (around.some(({ argv }) => isEditor(nameOf(argv[0])) || isRoutine(argv))) return "note";
  // Where an effect was foreseen of the very word, it is known what could happen at the worst.
  const isJudged = effects.some(({ cause }) => isSameSpan(cause.operand?.span, unknown.span));
  if (!isJudged && around.some(isDestructive)) return "caution";
  if (programs.some(({ cause }) => overlaps(cause.span, unknown.span))) return "note";
  const isRoot = facts.caller.identity.uid === 0 || around.some(isElevating);
  return isRoot ? "caution" : "note";
}

/** What `mktemp` names is new, and the line's own: whatever becomes of it, nothing else is met. */
function isFreshName({ reason }: Unknown): boolean {
  return /the name that `?mktemp`? chooses/.test(reason);
}

function isElevating({ argv }: Step): boolean {
  return /^(sudo|doas|pkexec|run0|su)$/.test(nameOf(argv[0]));
}

/** What it could not look into it does not list. */
function onlyFinds({ argv }: Step): boolean {
  const words = nameOf(argv[0]) === "sudo" ? argv.slice(1) : argv;
  if (nameOf(words[0]) !== "find") return false;
  return !words.some((word) => /^-(?:delete|exec|execdir|ok|okdir|fprint.*|fls)$/.test(word));
}

function isDestructive({ argv }: Step): boolean {
  const [first = "", second = ""] = argv.slice(0, 2).map(nameOf);
  return destructive.has(first) || (first === "sudo" && destructive.has(second));
}

function programPath(run: RunCode | undefined): Path | undefined {
  return run?.source.kind === "program" ? run.source.path : undefined;
}

function nameOf(word = ""): string {
  return word.slice(word.lastIndexOf("/") + 1);
}

function isSameSpan(first: Span | undefined, second: Span): boolean {
  return first !== undefined && first[0] === second[0] && first[1] === second[1];
}

function overlaps(first: Span, second: Span): boolean {
  return first[0] < second[1] && second[0] < first[1];
}
