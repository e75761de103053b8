import type { Mending } from "../../domain/check-up.ts";
import type { PageIntent } from "./page.ts";

/** Tasks that are more than a plan: a page of their own leads to it. */
const pagesOfTasks: ReadonlySet<string> = new Set(["install", "remove", "update", "permissions"]);

/** Opens what mends a line, with what is known filled in. */
export function mendingIntent({ task, answers }: Mending): PageIntent {
  // A mode to set says all there is to say: there is nothing left to choose.
  if (!pagesOfTasks.has(task) || answers.mode !== undefined) {
    return { kind: "open", page: "plan", argument: { subject: task, answers } };
  }
  const { path } = answers;
  const argument = typeof path === "string" ? { subject: path, answers } : { answers };
  return { kind: "open", page: task, argument };
}
