import type { Answers } from "../../domain/task-plan.ts";

/** The names given to a question: a list, or one text with blanks or commas between them. */
export function namesAnswered(answers: Answers, key: string): readonly string[] {
  const answer = answers[key];
  const words = typeof answer === "string" ? answer.split(/[\s,]+/) : answer;
  if (words === undefined || typeof words === "boolean") return [];
  return [...new Set(words.map((word) => word.trim()).filter((word) => word !== ""))];
}
