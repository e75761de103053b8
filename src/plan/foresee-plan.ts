import type { Span } from "../domain/argument.ts";
import type { Foreseen } from "../domain/plan.ts";
import type { ForeseenPlan, ForeseenStep, TaskPlan, TaskStep } from "../domain/task-plan.ts";
import { quoteWord, showName } from "../domain/text.ts";
import { type CommandFacts, commandsOf } from "./commands-of.ts";
import { foreseeLine, type Machine, type Situation } from "./foresee.ts";
import { partOf } from "./part-of.ts";

/** A step with the commands it comes to and where they stand in the plan's line. */
interface PlacedStep {
  readonly step: TaskStep;
  readonly commands: readonly (readonly string[])[];
  readonly span: Span;
}

/**
 * What a plan would do: its commands as one line, foreseen like any other, so that guards and
 * reports need to know nothing of plans. Steps that bring an entry of the journal back are no part
 * of the line; the journal itself knows what they do.
 */
export function foreseePlan(
  plan: TaskPlan,
  facts: CommandFacts,
  situation: Situation,
  machine: Machine,
): ForeseenPlan {
  const { line, placed } = joinSteps(plan.steps, facts);
  const foreseen = foreseeLine(line, situation, machine);
  if ("kind" in foreseen) throw new Error(`a plan made a line that is none: ${line}`);
  return { plan, steps: placed.map((one) => describeStep(one, foreseen)), foreseen };
}

/** Why a step would fail as things are now; undefined where none is known to. */
function findFailingStep({
  plan,
  steps,
  foreseen,
}: ForeseenPlan):
  | { readonly step: TaskStep; readonly command: string; readonly status: number }
  | undefined {
  const commands = steps.flatMap(({ commands }) => commands.map((words) => JSON.stringify(words)));
  const known = new Set(commands);
  const failing = foreseen.steps.find(
    ({ argv, status }) => status !== undefined && status !== 0 && known.has(JSON.stringify(argv)),
  );
  if (failing?.status === undefined) return undefined;
  const key = JSON.stringify(failing.argv);
  const at = steps.findIndex(({ commands }) =>
    commands.some((words) => JSON.stringify(words) === key),
  );
  const step = plan.steps[at];
  if (step === undefined) return undefined;
  return { step, command: failing.argv.map(quoteWord).join(" "), status: failing.status };
}

/** The same as a sentence; undefined where no step is known to fail. */
export function describeFailingStep(planned: ForeseenPlan): string | undefined {
  const failing = findFailingStep(planned);
  if (failing === undefined) return undefined;
  const { command, status, step } = failing;
  return `The step "${showName(step.title)}" would fail: ${showName(command)} would end with status ${status}.`;
}

/** The steps' commands as one line, each with its place in it. */
function joinSteps(
  steps: readonly TaskStep[],
  facts: CommandFacts,
): { readonly line: string; readonly placed: readonly PlacedStep[] } {
  let line = "";
  const placed = steps.map((step) => {
    const commands = commandsOf(step.action, facts);
    if (step.action.kind === "undo-entry") {
      return { step, commands, span: [line.length, line.length] as const };
    }
    const text = commands.map((words) => words.map(quoteWord).join(" ")).join("; ");
    if (line !== "") line += "; ";
    const start = line.length;
    line += text;
    return { step, commands, span: [start, line.length] as const };
  });
  return { line, placed };
}

function describeStep({ step, commands, span }: PlacedStep, foreseen: Foreseen): ForeseenStep {
  const { effects, unknown } = partOf(foreseen, span);
  return { ...step, commands, span, effects, unknown };
}
