import { isBringingBack, type PlanReview, type TaskProblem } from "../domain/task-plan.ts";
import { countOf, quoteWord, showName } from "../domain/text.ts";
import { describeReview, type PlainStyle } from "./plain.ts";
import { wrap } from "./wrap.ts";

/** Longer commands are cut: which packages they name stands among the changes. */
const longestCommand = 400;

/** A plan for people: its steps with their commands, what would change, findings, the way back. */
export function describePlan(planned: PlanReview, style: PlainStyle): readonly string[] {
  const { plan, review, diffs } = planned;
  return [
    ...wrap(showName(plan.title), style.width),
    ...plan.steps.flatMap((_, step) => describeStep(planned, step, style)),
    ...(isBringingBack(plan) ? [] : ["", ...describeReview(review, style)]),
    ...diffs.flatMap(({ text }) => ["", ...text.split("\n").slice(0, -1).map(showName)]),
    ...plan.remarks.flatMap((remark) => noted(remark, style)),
  ];
}

function describeStep(
  { plan, commands }: PlanReview,
  step: number,
  style: PlainStyle,
): readonly string[] {
  const own = commands.filter((command) => command.step === step);
  const root = own.some(({ runAs }) => runAs === "root") ? ", as root" : "";
  const lines = wrap(`${showName(plan.steps[step]?.title ?? "")}${root}`, style.width - 7);
  return [
    ...lines.map((line, at) => (at === 0 ? `    ${step + 1}  ${line}` : `       ${line}`)),
    // Lines to copy are never wrapped.
    ...own.map(({ argv }) => `       ${shorten(argv.map(quoteWord).join(" "))}`),
  ];
}

function shorten(text: string): string {
  return text.length > longestCommand ? `${text.slice(0, longestCommand - 3)}...` : text;
}

function noted(remark: string, style: PlainStyle): readonly string[] {
  return wrap(showName(remark), style.width - 4).map((line, at) =>
    at === 0 ? `  - ${line}` : `    ${line}`,
  );
}

/** Why there is no plan, and what would do. */
export function describeProblem(problem: TaskProblem, style: PlainStyle): readonly string[] {
  const { sentence, suggestions = [], meanings = [] } = problem;
  const lines = wrap(showName(sentence), style.width);
  if (suggestions.length === 0) return lines;
  const written = suggestions.slice(0, 10).map((one) => showName(writeSuggestion(one, problem)));
  const longest = Math.max(...written.map(({ length }) => length));
  const shown = written.map((one, at) => {
    const meaning = meanings[at];
    return `    ${meaning === undefined ? one : `${one.padEnd(longest)}  ${meaning}`}`;
  });
  const more = suggestions.length - shown.length;
  return [...lines, ...shown, ...(more > 0 ? [`    and ${countOf(more, "more", "more")}`] : [])];
}

/** What is left open is answered on the command line; what may have been meant is only named. */
function writeSuggestion(one: string, { kind, question }: TaskProblem): string {
  if (kind !== "unanswered") return `Perhaps  ${one}`;
  return `--answer ${question === undefined ? one : `${question.key}=${one}`}`;
}
