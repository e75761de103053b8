import type { PageArgument } from "../screens/app/page.ts";
import { answersFrom } from "./answers.ts";
import type { HandrailRequest } from "./handrail-options.ts";
import { isFailure } from "./run-task.ts";
import type { Opening } from "./screens.ts";
import { tasks } from "./task-index.ts";

/** Tasks with a page of their own; the others begin with the review of their plan. */
const taskPages: ReadonlySet<string> = new Set(["install", "remove", "update", "permissions"]);

/** The page that a call of handrail opens on a terminal; undefined where it is answered in text. */
export async function openingOf(request: HandrailRequest): Promise<Opening | undefined> {
  if (isForScripts(request)) return undefined;
  const place = await placeOf(request);
  if (place === undefined) return undefined;
  return { ...place, ...(request.level === undefined ? {} : { level: request.level }) };
}

/** Who asks for text, or has said everything beforehand, is not to be led. */
function isForScripts(request: HandrailRequest): boolean {
  const { isLineMode, isJson, isPlan, printsAnswers, accepted } = request;
  if (isLineMode || isJson || isPlan === true || printsAnswers === true) return true;
  return accepted !== undefined;
}

interface Place {
  readonly page: string;
  readonly isAsked?: boolean;
  readonly argument?: PageArgument;
}

async function placeOf(request: HandrailRequest): Promise<Place | undefined> {
  const { action, subject } = request;
  switch (action) {
    case "screen":
      return { page: "home" };
    case "check-up":
      // Who answers questions beforehand waits for the whole of it.
      return request.answers === undefined ? { page: "home" } : undefined;
    case "history":
      return request.isOfDecisions === true ? undefined : { page: "history" };
    case "settings":
      return request.operands === undefined ? { page: "settings" } : undefined;
    case "guards":
      return { page: "guards" };
    case "explain":
      // With a subject, a script or a pipe may be waiting for the words.
      return subject === undefined ? { page: "command" } : undefined;
    case "task":
      return placeOfTask(request);
    default:
      return undefined;
  }
}

async function placeOfTask(request: HandrailRequest): Promise<Place | undefined> {
  const { subject = "", operands = [], answers: given = {} } = request;
  const task = await tasks[subject]?.();
  if (task === undefined) return undefined;
  const answers = answersFrom(task.questions, operands, given);
  // What is wrong with the words is said in text.
  if (isFailure(answers)) return undefined;
  const isBare = operands.length === 0 && Object.keys(given).length === 0;
  if (subject === "level" && isBare) return { page: "settings" };
  if (taskPages.has(subject))
    return {
      page: subject,
      argument: isBare ? {} : { answers },
      isAsked: !isBare && !isOnlyALook(answers),
    };
  const isAnswered = task.questions.every(
    ({ key, kind, preset }) =>
      // The review of its plan asks for what can be chosen there.
      key in answers || preset !== undefined || kind === "choice" || kind === "names",
  );
  return isAnswered ? { page: "plan", argument: { subject, answers }, isAsked: true } : undefined;
}

/** `handrail permissions PATH` shows what is so; nothing was asked to be done yet. */
function isOnlyALook(answers: object): boolean {
  return Object.keys(answers).every((key) => key === "path");
}
