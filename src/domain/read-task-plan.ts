import { readAction } from "./read-action.ts";
import { isSourceFile, readSshSetting } from "./read-safety-action.ts";
import type { Answers, Inverse, TaskPlan, TaskStep, Verification } from "./task-plan.ts";

type Fields = Readonly<Record<string, unknown>>;

const longestText = 2_000;
const mostSteps = 1_000;

/**
 * A plan out of what another process wrote, every part looked at and rebuilt. Undefined where
 * anything in it is not as it must be.
 */
export function readTaskPlan(value: unknown): TaskPlan | undefined {
  if (!isFields(value)) return undefined;
  const { task, title } = value;
  const answers = readAnswers(value.answers);
  const steps = readList(value.steps, readStep);
  const remarks = readList(value.remarks, readText);
  if (typeof task !== "string" || !/^[a-z][a-z-]{0,40}$/.test(task)) return undefined;
  if (!isText(title) || answers === undefined) return undefined;
  if (steps === undefined || steps.length === 0 || remarks === undefined) return undefined;
  return { task, answers, title, steps, remarks };
}

/** What was chosen in a task; undefined where a value is no word, list of words or yes-or-no. */
export function readAnswers(value: unknown): Answers | undefined {
  if (!isFields(value) || Array.isArray(value)) return undefined;
  const answers: Record<string, string | boolean | readonly string[]> = {};
  for (const [key, answer] of Object.entries(value)) {
    const words = readList(answer, (one) => (typeof one === "string" ? one : undefined));
    if (typeof answer === "string" || typeof answer === "boolean") answers[key] = answer;
    else if (words !== undefined) answers[key] = words;
    else return undefined;
  }
  return answers;
}

function readStep(value: unknown): TaskStep | undefined {
  if (!isFields(value)) return undefined;
  const { title, runAs, undoReason } = value;
  const action = readAction(value.action);
  const verify = readVerification(value.verify);
  const inverse = readInverse(value.inverse);
  if (action === undefined || verify === undefined || inverse === undefined) return undefined;
  if (!isText(title) || (runAs !== "root" && runAs !== "caller")) return undefined;
  if (undoReason === undefined) return { title, action, runAs, verify, inverse };
  return isText(undoReason) ? { title, action, runAs, verify, inverse, undoReason } : undefined;
}

function readVerification(value: unknown): Verification | undefined {
  if (!isFields(value)) return undefined;
  switch (value.kind) {
    case "none":
    case "as-foreseen":
      return { kind: value.kind };
    case "service": {
      const { unit, isActive } = value;
      return typeof isActive === "boolean" && isName(unit)
        ? { kind: "service", unit, isActive }
        : undefined;
    }
    case "locked":
      return isName(value.user) ? { kind: "locked", user: value.user } : undefined;
    case "ssh-setting": {
      const read = readSshSetting(value);
      return read === undefined ? undefined : { kind: "ssh-setting", ...read };
    }
    case "source": {
      const { file } = value;
      const sources = readList(value.sources, readText);
      if (!isSourceFile(file) || sources === undefined) return undefined;
      return { kind: "source", file, sources };
    }
    case "packages": {
      const present = readList(value.present, readPresent);
      const absent = readList(value.absent, (one) => (isName(one) ? one : undefined));
      if (present === undefined || absent === undefined) return undefined;
      return { kind: "packages", present, absent };
    }
    default:
      return undefined;
  }
}

function readPresent(
  value: unknown,
): { readonly name: string; readonly version?: string } | undefined {
  if (!isFields(value) || !isName(value.name)) return undefined;
  const { name, version } = value;
  if (version === undefined) return { name };
  return isName(version) ? { name, version } : undefined;
}

function readInverse(value: unknown): Inverse | undefined {
  if (!isFields(value)) return undefined;
  switch (value.kind) {
    case "kept":
      return { kind: "kept" };
    case "none":
      return isText(value.reason) ? { kind: "none", reason: value.reason } : undefined;
    case "actions": {
      const actions = readList(value.actions, readAction);
      return actions === undefined ? undefined : { kind: "actions", actions };
    }
    default:
      return undefined;
  }
}

/** A list, when every one of its members is as it must be. */
function readList<T>(
  value: unknown,
  read: (member: unknown) => T | undefined,
): readonly T[] | undefined {
  if (!Array.isArray(value) || value.length > mostSteps * 20) return undefined;
  const members = value.map(read).filter((member) => member !== undefined);
  return members.length === value.length ? members : undefined;
}

function readText(value: unknown): string | undefined {
  return isText(value) ? value : undefined;
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.length <= longestText;
}

/** A package, a version or a unit: it becomes a word of a command that only looks. */
function isName(value: unknown): value is string {
  return typeof value === "string" && /^[A-Za-z0-9_][A-Za-z0-9_.+:@~\\-]{0,255}$/.test(value);
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null;
}
