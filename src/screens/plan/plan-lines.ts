import { isBringingBack, type PlanCommand, type PlanReview } from "../../domain/task-plan.ts";
import { quoteWord } from "../../domain/text.ts";
import type { Look } from "../look.ts";
import { diffToken } from "../parts/diff-token.ts";
import {
  effectLines,
  factLines,
  judgementBlocks,
  pathLines,
  separate,
} from "../parts/review-lines.ts";
import { beside, emptyLine, type Line, shown, token } from "../text/tokens.ts";
import type { PlanList } from "./plan-state.ts";

const indent = token("    ");

/**
 * All of a plan: what guards object to, its steps and who runs them, what to know, what changes, and
 * at the end what guards only remark.
 */
export function planLines(plan: PlanReview, look: Look, width: number): readonly Line[] {
  const { review } = plan;
  return separate([
    ...judgementBlocks(review, look, width, "objections"),
    stepLines(plan, look, width),
    remarkLines(plan, look, width),
    isBringingBack(plan.plan) ? [] : factLines(review, look, width),
    ...judgementBlocks(review, look, width, "notes"),
  ]);
}

/** Each step with the commands it comes to. */
function stepLines(plan: PlanReview, look: Look, width: number): readonly Line[] {
  return plan.plan.steps.flatMap(({ title }, at) => {
    const own = plan.commands.filter(({ step }) => step === at);
    const lead = [token(`    ${(at === 0 ? "Steps" : "").padEnd(9)}`, "dim")];
    const number = token(`${at + 1}  `, "key");
    const who = own[0] === undefined ? "" : `  (${runsAs(own[0], plan)})`;
    return [
      ...beside([...lead, number], `${shown(title, look)}${who}`, width),
      ...own.flatMap((command) => commandLines(command, 16, look, width)),
    ];
  });
}

function runsAs({ runAs }: PlanCommand, { review }: PlanReview): string {
  return runAs === "root" ? "as root" : `as ${review.user}`;
}

function commandLines(
  { argv }: PlanCommand,
  column: number,
  look: Look,
  width: number,
): readonly Line[] {
  const line = argv.map(quoteWord).join(" ");
  return beside([token(" ".repeat(column))], shown(line, look), width, "command");
}

function remarkLines({ plan }: PlanReview, look: Look, width: number): readonly Line[] {
  return plan.remarks.flatMap((remark, at) =>
    beside([token(`    ${(at === 0 ? "Also" : "").padEnd(9)}`, "dim")], shown(remark, look), width),
  );
}

/** What lies a key away. */
export function planListLines(
  list: PlanList,
  plan: PlanReview,
  look: Look,
  width: number,
): readonly Line[] {
  switch (list) {
    case "effects":
      return effectLines(plan.review, look, width);
    case "paths":
      return pathLines(plan.review, look, width);
    case "commands":
      return plan.commands.flatMap((command, at) => [
        ...(at === 0 ? [] : [emptyLine]),
        [indent, token(runsAs(command, plan), "dim")],
        ...commandLines(command, 4, look, width),
      ]);
    case "diffs":
      return separate(plan.diffs.map(({ text }) => diffLines(text, look)));
  }
}

function diffLines(text: string, look: Look): readonly Line[] {
  const rows = text.replace(/\n$/, "").split("\n");
  return rows.map((row) => [indent, diffToken(row, look)]);
}

/** Whether there is something to show. */
export function hasList({ review, commands, diffs }: PlanReview, list: PlanList): boolean {
  switch (list) {
    case "effects":
      return review.effects.length > 0;
    case "paths":
      return review.findings.some(({ paths }) => paths.length > 0);
    case "commands":
      return commands.length > 0;
    case "diffs":
      return diffs.length > 0;
  }
}
