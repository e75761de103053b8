import type { Question } from "../domain/task.ts";
import type { Answers } from "../domain/task-plan.ts";
import { describeWanted, parseAnswer } from "./answers.ts";
import type { Terminal } from "./terminal.ts";

/**
 * Asks the questions that are not answered yet, one after the other, choices by number. Undefined
 * where the person left.
 */
export function askQuestions(
  questions: readonly Question[],
  answers: Answers,
  terminal: Terminal,
): Answers | undefined {
  const given: Record<string, Answers[string]> = { ...answers };
  for (const [at, question] of questions.entries()) {
    if (given[question.key] !== undefined) continue;
    const answer = askOne(question, `${at + 1}/${questions.length}`, terminal);
    if (answer === undefined) return undefined;
    given[question.key] = answer;
  }
  return given;
}

function askOne(
  question: Question,
  place: string,
  terminal: Terminal,
): Answers[string] | undefined {
  const { choices = [], preset } = question;
  terminal.print(choices.map(({ value, meaning }, at) => `  ${at + 1}  ${value}  ${meaning}`));
  const shown = preset === undefined ? "" : ` [${describePreset(preset)}]`;
  for (;;) {
    const text = terminal.ask(`${place}  ${question.ask}${shown}: `);
    // The end of input, or nothing where something is needed: a person who leaves.
    if (text === undefined || (text === "" && preset === undefined)) return undefined;
    if (text === "" && preset !== undefined) return preset;
    const answer = parseAnswer(choices[Number(text) - 1]?.value ?? text, question);
    if (answer !== undefined) return answer;
    terminal.print([`That is no answer. It takes ${describeWanted(question)}.`]);
  }
}

function describePreset(preset: NonNullable<Question["preset"]>): string {
  if (typeof preset === "boolean") return preset ? "yes" : "no";
  return typeof preset === "string" ? preset : preset.join(" ");
}
