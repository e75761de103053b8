import { type Finding, isShown, type Severity } from "../domain/finding.ts";
import type { Ruling } from "../domain/policy.ts";
import { alternativesOf, type Review, type UndoAssessment } from "../domain/review.ts";
import { formatCount, formatSize, showName } from "../domain/text.ts";
import { describeEffects } from "./describe-effects.ts";
import { describeRuling } from "./ruling.ts";
import { labelled, wrap } from "./wrap.ts";

export interface PlainStyle {
  /** Columns of the terminal or 80. */
  readonly width: number;
  readonly hasColour: boolean;
}

/** A sign for each severity; the word always stands beside it. */
export const severitySigns: Record<Severity, string> = {
  note: "- ",
  caution: "! ",
  danger: "!!",
  critical: "!!",
};

/** Effects of which each has a line of its own. */
const shownEffects = 6;

/** The review for people, as lines: findings, what changes, what cannot be foreseen, undo. */
export function describeReview(review: Review, style: PlainStyle): readonly string[] {
  const shown = shownFindings(review);
  const lines = shown.flatMap((finding) => describeFinding(finding, review, style));
  if (!shown.some(({ severity }) => severity !== "note"))
    lines.push(" ok  nothing here looks like a mistake");
  if (review.effects.length === 0 && review.unknown.length === 0) {
    return [...lines, ...labelled("Changes", "nothing", style.width)];
  }
  return [
    ...lines,
    ...describeChanges(review, style),
    ...describeRest(review, style),
    ...describeUnknown(review, style),
    ...labelled("Undo", describeUndo(review.undo), style.width),
  ];
}

/** What a prompt shows: the findings, the way back, nothing that is in order. */
export function describeForPrompt(review: Review, style: PlainStyle): readonly string[] {
  const shown = shownFindings(review).filter(({ ruling }) => ruling?.kind !== "off");
  if (shown.length === 0 && review.undo.copy === undefined) return [];
  return [
    ...shown.flatMap((finding) => describeFinding(finding, review, style)),
    ...describeUnknown(review, style),
    ...labelled("Undo", describeUndo(review.undo), style.width),
  ];
}

function shownFindings(review: Review): readonly Finding[] {
  return review.findings.filter(({ severity }) => isShown(severity, review.level));
}

/** One finding; an expert gets it in one line and the alternatives. */
function describeFinding(finding: Finding, review: Review, style: PlainStyle): readonly string[] {
  const { severity } = finding;
  const sign = paint(severitySigns[severity], severity, style);
  const headline = wrap(`${severity}: ${finding.title}`, style.width - 4);
  const lines = headline.map((line, at) => (at === 0 ? ` ${sign} ${line}` : `    ${line}`));
  const alternatives = describeAlternatives(finding, review);
  const ruling = finding.ruling === undefined ? [] : rulingLines(finding.ruling, style.width);
  if (review.level === "expert") return [...lines, ...ruling, ...alternatives];
  const what = finding.what === "" ? [] : wrap(finding.what, style.width - 4);
  return [
    ...lines,
    ...what.map((line) => `    ${line}`),
    ...labelled("Why", finding.why, style.width),
    ...ruling,
    ...alternatives,
  ];
}

function rulingLines(ruling: Ruling, width: number): readonly string[] {
  const [label, text] = describeRuling(ruling);
  return labelled(label, text, width);
}

/** Numbered as the question takes them; lines to copy are never wrapped. */
function describeAlternatives(finding: Finding, review: Review): readonly string[] {
  const all = alternativesOf(review).map(({ line }) => line);
  return finding.instead.flatMap(({ line, why }, at) => [
    `    ${(at === 0 ? "Instead" : "").padEnd(8)} ${all.indexOf(line) + 1}  ${showName(line)}`,
    ...(why === "" ? [] : [`                ${why}`]),
  ]);
}

function describeChanges(review: Review, style: PlainStyle): readonly string[] {
  const { rows, more } = describeEffects(review, shownEffects);
  const lines = rows.flatMap(([label, text]) => labelled(capitalized(label), text, style.width));
  return more === 0 ? lines : [...lines, `             and ${formatCount(more)} more`];
}

/** What no other line says: that there is more than was walked. */
function describeRest(review: Review, style: PlainStyle): readonly string[] {
  const isSaid = review.effects.slice(0, shownEffects).some(({ atLeast }) => atLeast);
  if (review.atLeast !== true || isSaid) return [];
  return labelled("More", "not everything was walked: numbers are at least these", style.width);
}

function describeUnknown(review: Review, style: PlainStyle): readonly string[] {
  return review.unknown
    .slice(0, 4)
    .flatMap(({ reason }) => labelled("Unknown", showName(reason), style.width));
}

/** The way back in a few words. */
export function describeUndo(undo: UndoAssessment): string {
  const because = undo.reason === undefined ? "" : `: ${undo.reason}`;
  const note =
    (undo.copy === undefined ? "" : `. ${describeCopy(undo.copy)}`) +
    (undo.note === undefined ? "" : `. ${capitalized(undo.note)}`);
  switch (undo.grade) {
    case "full":
      return `yes${note}`;
    case "part":
      return `in part${because}${note}`;
    case "none":
      return `no${because}`;
  }
}

function describeCopy({ bytes, free }: NonNullable<UndoAssessment["copy"]>): string {
  const sizes = `${formatSize(bytes)} are copied first, where ${formatSize(free)} are free`;
  return `${sizes}; --no-undo runs it without a copy and without a way back`;
}

const colours: Record<Severity, string> = {
  note: "2",
  caution: "33",
  danger: "31",
  critical: "1;31",
};

/** In the colour of a severity, where there are colours. */
export function paint(text: string, severity: Severity, style: PlainStyle): string {
  return style.hasColour ? `\u001b[${colours[severity]}m${text}\u001b[0m` : text;
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
