import type { Question } from "../domain/task.ts";
import type { Answers } from "../domain/task-plan.ts";
import { describeWanted, parseAnswer } from "./answers.ts";
import type { Terminal } from "./terminal.ts";

/** Says why an answer cannot be gone on with, before anything further is asked. */
export type CheckAnswers = (answers: Answers) => Promise<readonly string[] | undefined>;

/**
 * Asks the questions that are not answered yet, one after the other, choices by number. An answer
 * that leads nowhere is asked for again. Undefined where the person left.
 */
export async function askQuestions(
  questions: readonly Question[],
  answers: Answers,
  terminal: Terminal,
  check: CheckAnswers = async () => undefined,
): Promise<Answers | undefined> {
  const given: Record<string, Answers[string]> = { ...answers };
  for (let at = 0; at < questions.length; at += 1) {
    const question = questions[at];
    if (question === undefined || given[question.key] !== undefined) continue;
    const answer = askOne(question, `${at + 1}/${questions.length}`, terminal);
    if (answer === undefined) return undefined;
    // After the last one, the plan itself tells.
    const isLast = at === questions.length - 1;
    const problem = isLast ? undefined : await check({ ...given, [question.key]: answer });
    if (problem === undefined) given[question.key] = answer;
    else {
      terminal.print(problem);
      at -= 1;
    }
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
  const shown = preset === undefined ? "" : ` ${describePreset(preset)}`;
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
  if (typeof preset === "boolean") return preset ? "[yes]" : "[no]";
  const words = typeof preset === "string" ? preset : preset.join(" ");
  return words === "" ? "(may be left out)" : `[${words}]`;
}
