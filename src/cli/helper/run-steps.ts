import type { ApplyEvent } from "../../domain/apply-event.ts";
import { lastPrinted } from "../../domain/printed-lines.ts";
import type { ForeseenPlan, ForeseenStep } from "../../domain/task-plan.ts";
import { showName } from "../../domain/text.ts";
import { runStep } from "../../system/run-step.ts";
import { packageManager } from "../package-manager.ts";
import { planEnvironment } from "../plan-engine.ts";
import type { RunEnd, RunState } from "./carry-out.ts";
import { runDirectory } from "./run-directory.ts";
import { verifyStep } from "./verify-step.ts";

/** How far the steps of a segment came. */
export interface StepsEnd {
  /** How many were begun. */
  readonly begun: number;
  /** Of the last one. */
  readonly status: number;
  /** Absent where all are done. */
  readonly end?: RunEnd;
}

/** Runs steps one after the other; the first that fails ends them. */
export async function runSteps(
  indexes: readonly number[],
  whole: ForeseenPlan,
  state: RunState,
  entry: { readonly entry?: string },
): Promise<StepsEnd> {
  for (const [at, step] of whole.steps.entries()) {
    const index = indexes[at] ?? at;
    if (at > 0 && state.stopping.aborted) {
      const sentence = "It was stopped before the next step.";
      return { begun: at, status: 0, end: { result: "stopped", sentence } };
    }
    const { status, problem } = await runOne(index, step, state, entry);
    if (problem !== undefined) {
      return { begun: at + 1, status, end: { result: "failed", sentence: problem } };
    }
  }
  return { begun: whole.steps.length, status: 0 };
}

interface StepEnd {
  readonly status: number;
  readonly problem?: string;
}

async function runOne(
  index: number,
  step: ForeseenStep,
  state: RunState,
  entry: { readonly entry?: string },
): Promise<StepEnd> {
  const tell = tellStep(index, step.commands[0] ?? [], state, entry);
  let status = 0;
  let output = "";
  for (const argv of step.commands) {
    const onOutput = (text: string): void => {
      // Only the end is of use to say what went wrong.
      output = (output + text).slice(-20_000);
      tell.output(text);
    };
    status = await runStep({
      argv: withProgress(argv),
      environment: environmentOf(state),
      directory: runDirectory(state.session),
      onOutput,
      ...(argv[0] === "apt-get" ? { onStatus: tell.managerLine } : {}),
    });
    if (status !== 0) break;
  }
  const problem =
    status === 0 ? await verifyStep(step, state.session) : describeFailure(step, status, output);
  tell.ended({
    status,
    isVerified: problem === undefined,
    ...entry,
    ...(problem === undefined ? {} : { problem }),
  });
  return problem === undefined ? { status } : { status, problem };
}

/** apt tells how far it is on a descriptor, and need not fear for a terminal. */
function withProgress([program = "", ...words]: readonly string[]): readonly string[] {
  if (program !== "apt-get") return [program, ...words];
  // Whoever was quicker after our look is waited for a little.
  const settings = ["APT::Status-Fd=3", "Dpkg::Use-Pty=0", "DPkg::Lock::Timeout=60"];
  return [program, ...settings.flatMap((setting) => ["-o", setting]), ...words];
}

function environmentOf({ session }: RunState): Readonly<Record<string, string>> {
  const { home, name } = session.engine.machine.facts.caller;
  return planEnvironment(home, name);
}

function describeFailure(
  { action, commands }: ForeseenStep,
  status: number,
  output: string,
): string {
  if (action.kind === "packages" || action.kind === "refresh-packages") {
    return packageManager.describeFailure(output);
  }
  const last = lastPrinted(output, 1)[0] ?? "";
  const name = commands[0]?.[0] ?? "";
  return `${name} ended with status ${status}${last === "" ? "" : `: ${showName(last)}`}.`;
}

type StepEnded = ApplyEvent & { readonly kind: "step-ended" };

/** Says that a step starts, and gives what tells of the rest of it. */
export function tellStep(
  step: number,
  argv: readonly string[],
  { write }: RunState,
  entry: { readonly entry?: string } = {},
) {
  write({ kind: "step-started", step, argv, ...entry, time: new Date().toISOString() });
  return {
    output: (text: string): void => write({ kind: "output", step, text }),
    managerLine: (line: string): void => {
      const said = packageManager.readProgress(line);
      if (said?.kind !== "progress") return;
      write({ kind: "progress", step, percent: said.percent, what: said.what });
    },
    ended: (end: Omit<StepEnded, "kind" | "step" | "time">): void =>
      write({ kind: "step-ended", step, ...end, time: new Date().toISOString() }),
  };
}
