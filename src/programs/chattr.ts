import type { Argument } from "../domain/argument.ts";
import { describeError } from "../domain/error-text.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import type { Files } from "../domain/view/files.ts";
import { isError } from "../domain/world.ts";
import { unforeseen } from "./common/outcome.ts";
import { Report } from "./common/report.ts";

const options = ["-R", "-V", "-f", "-p PROJECT", "-v VERSION"];
const letters = "aAcCdDeijmPsStTuFx";

interface Change {
  readonly operator: "+" | "-" | "=";
  readonly letters: string;
}

interface Words {
  readonly isRecursive: boolean;
  readonly isQuiet: boolean;
  readonly changes: readonly Change[];
  readonly files: readonly Argument[];
  /** A word that is neither. */
  readonly stranger?: Argument;
}

/** Sets flags of the file system: with `+i` nobody can change a file or take its name away. */
export const chattrProgram: Program = {
  names: ["chattr"],
  options,
  areOperandsIndependent: true,
  run: change,
};

function change(call: Call): Outcome {
  const report = new Report(call);
  const words = readWords(call.arguments);
  const { stranger } = words;
  if (stranger !== undefined && /^-[pv]/.test(stranger.text))
    return unforeseen(call, `what \`chattr ${stranger.text}\` does is not modelled`, stranger);
  if (stranger !== undefined || words.changes.length === 0 || words.files.length === 0) {
    report.fail("Must use '-v', =, - or +");
    return report.outcome();
  }
  for (const file of words.files) changeFile(call, report, words, file);
  return report.outcome();
}

function readWords(words: readonly Argument[]): Words {
  const changes: Change[] = [];
  const given = new Set<string>();
  const end = words.findIndex(({ text }) => !/^[-+=]./.test(text) || text === "--");
  const head = end < 0 ? words : words.slice(0, end);
  const files = end < 0 ? [] : words.slice(words[end]?.text === "--" ? end + 1 : end);
  for (const word of head) {
    const operator = word.text.charAt(0);
    const rest = word.text.slice(1);
    if (operator === "-" && /^[RVf]+$/.test(rest)) for (const one of rest) given.add(one);
    else if (isOperator(operator) && [...rest].every((one) => letters.includes(one)))
      changes.push({ operator, letters: rest });
    else return { isRecursive: false, isQuiet: false, changes, files, stranger: word };
  }
  return { isRecursive: given.has("R"), isQuiet: given.has("f"), changes, files };
}

function isOperator(text: string): text is Change["operator"] {
  return text === "+" || text === "-" || text === "=";
}

/** File systems that are sure to know these flags. */
const knowing = /^(ext[234]|btrfs|xfs|f2fs)$/;

function changeFile(call: Call, report: Report, words: Words, file: Argument): void {
  const files = call.files.for(file);
  const status = files.lstat(file.text);
  if (isError(status)) {
    report.fail(`${describeError(status)} while trying to stat ${file.text}`);
    return;
  }
  const path = files.realPath(file.text);
  const type = isError(path) ? undefined : call.facts.mounts.of(path)?.type;
  if (type !== undefined && !knowing.test(type))
    report.doubt("whether this file system knows such flags is not known", file);
  setOn(files, report, words, file.text);
  if (!words.isRecursive || status.type !== "directory") return;
  for (const entry of files.walk(file.text)) {
    if (entry.depth > 0 && entry.type !== "link") setOn(files, report, words, entry.path);
  }
}

function setOn(files: Files, report: Report, words: Words, path: string): void {
  const status = files.lstat(path);
  if (isError(status)) return;
  if (status.type !== "file" && status.type !== "directory") {
    if (!words.isQuiet) report.warn(`Operation not supported while reading flags on ${path}`);
    report.setStatus(1);
    return;
  }
  for (const { operator, letters: flags } of words.changes) {
    const error = files.setFlags(path, operator, flags);
    if (error === undefined) continue;
    if (!words.isQuiet) report.warn(`${describeError(error)} while setting flags on ${path}`);
    report.setStatus(1);
    return;
  }
}
