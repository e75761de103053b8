import type { Finding } from "../../domain/finding.ts";
import { alternativesOf, type Review } from "../../domain/review.ts";
import { formatCount } from "../../domain/text.ts";
import { describeEffects } from "../../reports/describe-effects.ts";
import { describeUndo, severitySigns } from "../../reports/plain.ts";
import { describeRuling } from "../../reports/ruling.ts";
import type { Look } from "../look.ts";
import { beside, emptyLine, type Line, shown, token } from "../text/tokens.ts";

/** How many effects and unknowns stand in the review itself; the rest is a key away. */
const shortList = 6;

const indent = token("    ");

/** The whole review: findings, what changes, what cannot be foreseen, the way back. */
export function reviewLines(review: Review, look: Look, width: number): readonly Line[] {
  return separate([...judgementBlocks(review, look, width), factLines(review, look, width)]);
}

/** What guards say, each finding a block of lines; one line where they object to nothing. */
export function judgementBlocks(
  review: Review,
  look: Look,
  width: number,
  part: "all" | "objections" | "notes" = "all",
): readonly (readonly Line[])[] {
  const notes = review.findings.filter(({ severity }) => severity === "note");
  const objections = review.findings.filter(({ severity }) => severity !== "note");
  const shownNotes = part === "objections" || review.level === "expert" ? [] : notes;
  const findings = part === "notes" ? shownNotes : [...objections, ...shownNotes];
  return [
    ...findings.map((finding) => findingLines(finding, review, look, width)),
    ...(objections.length > 0 || part === "notes" ? [] : [quietLines()]),
  ];
}

/** One finding: what would happen, why it matters, what to do instead. */
function findingLines(
  finding: Finding,
  review: Review,
  look: Look,
  width: number,
): readonly Line[] {
  const title = headline(finding, look, width);
  const alternatives = alternativeLines(finding, review, look, width);
  const ruling = rulingLines(finding, look, width);
  if (review.level === "expert") return [...title, ...ruling, ...alternatives];
  return [
    ...title,
    ...(finding.what === "" ? [] : beside([indent], shown(finding.what, look), width)),
    ...(finding.why === "" ? [] : labelled("Why", shown(finding.why, look), width)),
    ...ruling,
    ...alternatives,
  ];
}

/** What a setting did to it, so that nothing is let pass in silence. */
function rulingLines({ ruling }: Finding, look: Look, width: number): readonly Line[] {
  if (ruling === undefined) return [];
  const [label, text] = describeRuling(ruling);
  return labelled(label, shown(text, look), width);
}

/** A sign and the word for it, then what is wrong. */
function headline(finding: Finding, look: Look, width: number): readonly Line[] {
  const { severity, title } = finding;
  const text = `${severity}: ${shown(title, look)}`;
  return beside([token(` ${severitySigns[severity]} `, severity)], text, width, "strong");
}

/** The lines that a number puts in place of the one typed. */
function alternativeLines(
  finding: Finding,
  review: Review,
  look: Look,
  width: number,
): readonly Line[] {
  const all = alternativesOf(review).map(({ line }) => line);
  return finding.instead.flatMap(({ line, why }, at) => {
    const label = at === 0 ? "Instead" : "";
    const number = all.indexOf(line) + 1;
    const lead = [token(`    ${label.padEnd(9)}`, "dim"), token(`${number}  `, "key")];
    const reason =
      why === "" ? [] : beside([token(" ".repeat(16))], shown(why, look), width, "dim");
    return [...beside(lead, shown(line, look), width, "command"), ...reason];
  });
}

/** Every effect, for the screen of effects. */
export function effectLines(review: Review, look: Look, width: number): readonly Line[] {
  return describeEffects(review, Number.POSITIVE_INFINITY).rows.flatMap(([label, text]) =>
    labelled(capitalized(label), shown(text, look), width),
  );
}

/** The paths that each finding is about. */
export function pathLines(review: Review, look: Look, width: number): readonly Line[] {
  const blocks = review.findings
    .filter(({ paths }) => paths.length > 0)
    .map((finding) => {
      const { paths, pathCount } = finding;
      const more = pathCount - paths.length;
      return [
        ...headline(finding, look, width),
        ...paths.flatMap((path) => beside([indent], shown(path, look), width)),
        ...(more > 0 ? [[indent, token(`and ${formatCount(more)} more`, "dim")]] : []),
      ];
    });
  return separate(blocks);
}

/** What changes, what cannot be foreseen, the way back. */
export function factLines(review: Review, look: Look, width: number): readonly Line[] {
  if (review.effects.length === 0 && review.unknown.length === 0) {
    return labelled("Changes", "nothing", width);
  }
  return [
    ...changeLines(review, look, width),
    ...unknownLines(review, look, width),
    ...labelled("Undo", shown(describeUndo(review.undo), look), width),
  ];
}

function changeLines(review: Review, look: Look, width: number): readonly Line[] {
  const { rows, more } = describeEffects(review, shortList);
  const lines = rows.flatMap(([label, text]) =>
    labelled(capitalized(label), shown(text, look), width),
  );
  if (more === 0) return lines;
  return [...lines, [token(`             and ${formatCount(more)} more`, "dim")]];
}

function unknownLines(review: Review, look: Look, width: number): readonly Line[] {
  const some = review.unknown.slice(0, shortList);
  const more = review.unknown.length - some.length;
  const lines = some.flatMap(({ reason }) => labelled("Unknown", shown(reason, look), width));
  if (more === 0) return lines;
  return [...lines, [token(`             and ${formatCount(more)} more`, "dim")]];
}

function quietLines(): readonly Line[] {
  return [[token(" ok ", "ok"), token(" nothing here looks like a mistake")]];
}

/** `label` in a column of its own, the text beside it. */
export function labelled(label: string, text: string, width: number): readonly Line[] {
  return beside([token(`    ${label.padEnd(9)}`, "dim")], text, width);
}

/** Blocks with one empty row between them; those without lines are left out. */
export function separate(all: readonly (readonly Line[])[]): readonly Line[] {
  const blocks = all.filter((block) => block.length > 0);
  return blocks.flatMap((block, at) => (at === 0 ? block : [emptyLine, ...block]));
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
