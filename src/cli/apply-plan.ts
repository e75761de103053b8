import type { ApplyEvent } from "../domain/apply-event.ts";
import type { ApplyRun } from "../domain/apply-run.ts";
import type { Answers, PlanReview, TaskProblem } from "../domain/task-plan.ts";
import type { Session } from "./session.ts";

/** How a reviewed plan is to be carried out. */
export interface ApplyOptions {
  readonly session: Session;
  /** Why root is needed, shown above sudo's question. */
  readonly reason: string;
  /** Guards whose findings were accepted by `--yes`. */
  readonly accepted?: ReadonlySet<string>;
  /** Lends the terminal while sudo asks; not called where nothing is asked. */
  lendTerminal(use: () => Promise<void>): Promise<void>;
}

/** A plan being carried out. Whoever stops listening does not stop it. */
export interface Applying {
  /** Ends after the event `ended`. */
  readonly events: AsyncIterable<ApplyEvent>;
  /** Asks it to stop before the next step; one that waits for a lock stops at once. */
  stop(): void;
}

/** A task's plan, foreseen and judged; nothing is changed. A problem has a `kind`, a review none. */
export async function planTask(
  id: string,
  _answers: Answers,
  _session: Session,
): Promise<PlanReview | TaskProblem> {
  return { kind: "cannot", sentence: `${id} is not built yet.` };
}

/** The plan that takes an entry of the history, or a run, back. */
export async function planUndo(id: string, _session: Session): Promise<PlanReview | TaskProblem> {
  return { kind: "cannot", sentence: `${id} cannot be undone yet.` };
}

/** Carries out what a person agreed to. It goes on when this process or its terminal ends. */
export function startApply(_review: PlanReview, _options: ApplyOptions): Applying {
  const events = (async function* (): AsyncIterable<ApplyEvent> {
    const time = new Date().toISOString();
    yield { kind: "ended", result: "failed", sentence: "Not built yet.", time };
  })();
  return { events, stop: () => undefined };
}

/** Looks on at a run from its beginning, to its end. */
export function attachRun(_id: string, _session: Session): AsyncIterable<ApplyEvent> {
  return (async function* () {})();
}

/** The runs of this person, the newest first. */
export function listRuns(_session: Session): readonly ApplyRun[] {
  return [];
}

/** Notes that the end of a run was shown. */
export function markSeen(_id: string, _session: Session): void {}
