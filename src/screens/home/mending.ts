import type { Mending } from "../../domain/check-up.ts";
import type { PageIntent } from "../app/page.ts";

/** Tasks that are more than a plan: a page of their own leads to it. */
const pagesOfTasks: ReadonlySet<string> = new Set(["install", "remove", "update", "permissions"]);

/** Opens what mends a line, with what is known filled in. */
export function mendingIntent({ task, answers }: Mending): PageIntent {
  const page = pagesOfTasks.has(task) ? task : "plan";
  return { kind: "open", page, argument: { subject: task, answers } };
}
