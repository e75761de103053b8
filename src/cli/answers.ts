import { readFileSync } from "node:fs";
import { describeError } from "../domain/error-text.ts";
import { readAnswers } from "../domain/read-task-plan.ts";
import type { Question } from "../domain/task.ts";
import type { Answers } from "../domain/task-plan.ts";
import { showName } from "../domain/text.ts";
import { errorCodeOf } from "../system/node-path.ts";

/** What an answers file holds. */
export interface AnswersFile {
  readonly task: string;
  readonly answers: Answers;
}

/** Words that are no answers, or a file that holds none; says what is wrong. */
export interface AnswersFailure {
  readonly kind: "usage";
  readonly message: string;
}

const schema = "handrail/answers@1";

/** The text of an answers file. */
export function answersToJson({ task, answers }: AnswersFile): string {
  return JSON.stringify({ schema, task, answers }, undefined, 2);
}

export function readAnswersFile(path: string): AnswersFile | AnswersFailure {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path === "-" ? 0 : path, "utf8"));
  } catch (error) {
    const why = error instanceof SyntaxError ? "it is not JSON" : describeError(errorCodeOf(error));
    return failure(`${path} cannot be used: ${why}`);
  }
  const { schema: found, task, answers }: Partial<Record<string, unknown>> = { ...Object(value) };
  const read = readAnswers(answers);
  if (found !== schema || typeof task !== "string" || read === undefined) {
    return failure(
      `${path} is no answers file: it needs "schema": "${schema}", "task" and "answers", as handrail TASK --print-answers writes them`,
    );
  }
  return { task, answers: read };
}

/**
 * A file's answers as its task takes them: one written by hand may say "no" where false is meant.
 * Fails on what the task does not ask, and on what is no answer to a question.
 */
export function takeAnswers(
  questions: readonly Question[],
  answers: Answers,
): Answers | AnswersFailure {
  const taken: Record<string, Answers[string]> = {};
  for (const [key, given] of Object.entries(answers)) {
    const question = questions.find((asked) => asked.key === key);
    if (question === undefined) return unknownKey(key, questions);
    const answer = takeAnswer(given, question);
    if (answer === undefined) return failure(`${key} is answered by ${describeWanted(question)}`);
    taken[key] = answer;
  }
  return taken;
}

function takeAnswer(given: Answers[string], question: Question): Answers[string] | undefined {
  // An empty choice is left to the task, which tells what there is to choose.
  if (given === "" && question.kind === "choice") return given;
  if (typeof given === "string") return parseAnswer(given, question);
  const kind = typeof given === "boolean" ? "yes-no" : "names";
  return question.kind === kind ? given : undefined;
}

/**
 * Answers from the command line: the words after the task answer its first question, what was
 * given by `--answer` the one of that key.
 */
export function answersFrom(
  questions: readonly Question[],
  operands: readonly string[],
  given: Answers,
): Answers | AnswersFailure {
  const answers: Record<string, Answers[string]> = {};
  const [first] = questions;
  if (operands.length > 0) {
    if (first === undefined) return failure(`one word too many: ${operands[0]}`);
    if (first.kind === "names") answers[first.key] = operands;
    else if (operands.length > 1) return failure(`one word too many: ${operands[1]}`);
    else answers[first.key] = operands[0] ?? "";
  }
  for (const [key, text] of Object.entries(given)) {
    const question = questions.find((asked) => asked.key === key);
    if (question === undefined) return unknownKey(key, questions);
    const answer = parseAnswer(String(text), question);
    if (answer === undefined) return failure(`${key} is answered by ${describeWanted(question)}`);
    answers[key] = answer;
  }
  return answers;
}

/** The answer that a text is to a question; undefined where it is none. */
export function parseAnswer(text: string, question: Question): Answers[string] | undefined {
  const word = text.trim();
  switch (question.kind) {
    case "names":
      return word.split(/[\s,]+/).filter((name) => name !== "");
    case "yes-no":
      if (/^(y|yes|true)$/i.test(word)) return true;
      return /^(n|no|false)$/i.test(word) ? false : undefined;
    case "choice":
      return question.choices?.find(({ value }) => value === word)?.value;
    case "text":
      return word;
    case "path":
      return text;
  }
}

/** What an answer to the question looks like. */
export function describeWanted({ kind, choices = [] }: Question): string {
  switch (kind) {
    case "names":
      return "names with blanks between";
    case "yes-no":
      return "yes or no";
    case "choice":
      return choices.map(({ value }) => value).join(", ");
    case "text":
      return "a few words";
    case "path":
      return "a path";
  }
}

function unknownKey(key: string, questions: readonly Question[]): AnswersFailure {
  return failure(`there is no question ${showName(key)}; ${listKeys(questions)}`);
}

function listKeys(questions: readonly Question[]): string {
  return questions.length === 0
    ? "the task asks nothing"
    : `the task asks ${questions.map(({ key }) => key).join(", ")}`;
}

function failure(message: string): AnswersFailure {
  return { kind: "usage", message };
}
