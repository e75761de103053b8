import type { Task } from "../domain/task.ts";
import type { Answers, TaskPlan, TaskProblem } from "../domain/task-plan.ts";
import type { Session } from "./session.ts";

/** A task with the gathering of what it has to know of the machine. */
export interface WiredTask extends Omit<Task<never>, "plan"> {
  /** Looks at the machine and makes the plan; changes nothing. */
  plan(answers: Answers, session: Session): Promise<TaskPlan | TaskProblem>;
}

/**
 * Ties a task to its facts. Each file `cli/tasks/ID.ts` exports one as `idWiring`;
 * scripts/generate-indexes.ts lists them.
 */
export function wireTask<Facts>(
  task: Task<Facts>,
  gather: (answers: Answers, session: Session) => Facts | Promise<Facts>,
): WiredTask {
  return {
    ...task,
    plan: async (answers, session) => task.plan(answers, await gather(answers, session)),
  };
}
