import type { CheckUpItem, Condition, Mending } from "../domain/check-up.ts";
import type { Answers } from "../domain/task-plan.ts";
import { countOf, joinWords, quoteWord, showName } from "../domain/text.ts";
import { type PlainStyle, paint } from "./plain.ts";
import { wrap } from "./wrap.ts";

/** A sign for each condition; the word stands beside it, except where the sign is one. */
export const conditionSigns: Record<Condition, string> = {
  ok: "ok",
  note: "- ",
  caution: "! ",
  danger: "!!",
  unknown: "? ",
};

/** The worst first. */
const order: readonly Condition[] = ["danger", "caution", "unknown", "note", "ok"];

export function byWorst(one: CheckUpItem, other: CheckUpItem): number {
  return order.indexOf(one.condition) - order.indexOf(other.condition);
}

/** Details of a line in the short report; all of them are in the JSON and on the screen. */
const shownDetails = 4;

/** One line of the check-up, with what it rests on where that is not in order. */
export function describeCheckUpItem(item: CheckUpItem, style: PlainStyle): readonly string[] {
  const { condition, summary, details, mending, lines = [] } = item;
  const severity = condition === "ok" || condition === "unknown" ? "note" : condition;
  const sign =
    condition === "ok" ? conditionSigns.ok : paint(conditionSigns[condition], severity, style);
  const word = condition === "ok" ? "" : `${condition}: `;
  const rows = wrap(word + showName(summary), style.width - 4);
  const head = rows.map((row, at) => (at === 0 ? ` ${sign} ${row}` : `    ${row}`));
  if (condition === "ok") return head;
  const some = details.slice(0, shownDetails);
  const more = details.length - some.length;
  return [
    ...head,
    ...some
      .flatMap((detail) => wrap(showName(detail), style.width - 6))
      .map((row) => `      ${row}`),
    ...(more > 0 ? [`      and ${countOf(more, "line")} more with --json`] : []),
    // A line to copy is never wrapped.
    ...(mending === undefined ? [] : [`    Mend     ${describeMending(mending)}`]),
    ...lines.map(({ line }, at) => `    ${(at === 0 ? "By hand" : "").padEnd(9)}${showName(line)}`),
  ];
}

/** The command that mends it, to be copied. */
export function describeMending({ task, answers }: Mending): string {
  const { path, ...others } = answers;
  const subject = typeof path === "string" ? [quoteWord(path)] : [];
  const options = Object.entries(others).map(([key, value]) => {
    return `--answer ${quoteWord(`${key}=${answerText(value)}`)}`;
  });
  return ["handrail", task, ...subject, ...options].join(" ");
}

/** As `--answer` reads it. */
function answerText(value: Answers[string] | undefined): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  return typeof value === "string" ? value : (value ?? []).join(",");
}

/** What is said after the last line: how it stands, and what only root could see. */
export function describeCheckUpEnd(
  items: readonly CheckUpItem[],
  style: PlainStyle,
): readonly string[] {
  const counts = (["danger", "caution", "unknown"] as const)
    .map(
      (condition) =>
        [condition, items.filter((item) => item.condition === condition).length] as const,
    )
    .filter(([, count]) => count > 0)
    .map(([condition, count]) => `${count} ${condition}`);
  const standing = counts.length === 0 ? "nothing that needs care" : joinWords(counts);
  const hidden = items.filter(({ needs }) => needs === "root").map(({ id }) => id);
  const closed = `Root sees more of: ${hidden.join(", ")}. Run sudo handrail check-up for that.`;
  return [
    ...wrap(`${countOf(items.length, "part")} looked at: ${standing}.`, style.width),
    ...(hidden.length === 0 ? [] : wrap(closed, style.width)),
  ];
}

/** The whole check-up for other programs. */
export function checkUpJson(
  items: readonly CheckUpItem[],
  who: { readonly host: string; readonly user: string },
): string {
  return JSON.stringify({ schema: "handrail/check-up@1", ...who, items });
}
