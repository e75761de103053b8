import type { Answers, TaskPlan, TaskProblem } from "./task-plan.ts";

/** A question of a task, for line mode, answers files and help; screens ask in their own way. */
export interface Question {
  /** The key in an answers file and after `--answer`. */
  readonly key: string;
  /** As asked in line mode, without a question mark's blank: `Which packages`. */
  readonly ask: string;
  readonly kind: "text" | "names" | "choice" | "yes-no" | "path";
  /** For `choice`: what may be answered and what it means. */
  readonly choices?: readonly { readonly value: string; readonly meaning: string }[];
  /** Taken when nothing is answered; a question without one must be answered. */
  readonly preset?: string | boolean | readonly string[];
}

/**
 * One guided job. Pure: what it has to know of the machine is gathered by its wiring in
 * cli/tasks/ and handed in as `Facts`.
 */
export interface Task<Facts> {
  /** Its subcommand, and its name in an answers file. */
  readonly id: string;
  readonly title: string;
  /** What it is for, one line. */
  readonly purpose: string;
  /** Other words people look for it by. */
  readonly synonyms: readonly string[];
  readonly questions: readonly Question[];
  plan(answers: Answers, facts: Facts): TaskPlan | TaskProblem;
}
