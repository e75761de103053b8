import type { Argument } from "../../domain/argument.ts";
import type { Call } from "../../domain/program.ts";
import { type FileStatus, isError } from "../../domain/world.ts";
import { quoteName } from "./messages.ts";
import type { Report } from "./report.ts";

/** Whose hand it is, and on which files. */
export type Actor = Pick<Call, "files" | "identity">;

export interface AskingRules {
  /** Asks before every removal (`rm -i`); else only where a file is write-protected. */
  readonly asksAlways: boolean;
  readonly isVerbose: boolean;
  readonly operand: Argument;
}

/** Removes a path and what is below it as rm does when it may ask. True when it is gone. */
export function removeAskingFor(
  actor: Actor,
  path: string,
  report: Report,
  rules: AskingRules,
): boolean {
  const status = actor.files.lstat(path);
  if (isError(status)) {
    report.failOn("cannot remove", path, status);
    return false;
  }
  if (status.type !== "directory") {
    const question = `remove ${describe(actor, path, status)} ${quoteName(path)}`;
    return (
      isAllowed(actor, path, status, question, report, rules) &&
      remove(actor, path, status, report, rules)
    );
  }
  return removeDirectory(actor, path, status, report, rules);
}

function removeDirectory(
  actor: Actor,
  path: string,
  status: FileStatus,
  report: Report,
  rules: AskingRules,
): boolean {
  const entries = actor.files.readDirectory(path);
  const isEmpty = !isError(entries) && entries.length === 0;
  const what = `${describe(actor, path, status)} ${quoteName(path)}`;
  const first = isEmpty ? `remove ${what}` : `descend into ${what}`;
  if (!isAllowed(actor, path, status, first, report, rules)) return false;
  if (isError(entries)) {
    const error = actor.files.removeDirectory(path);
    if (error !== undefined) report.failOn("cannot remove", path, entries);
    return error === undefined;
  }
  if (entries.length > 1 && hangsOnOrder(actor, path, report)) {
    report.doubt("which answer is for which file hangs on their order on the disk", rules.operand);
  }
  let areAllGone = true;
  for (const { name } of entries) {
    const child = path.endsWith("/") ? path + name : `${path}/${name}`;
    if (!removeAskingFor(actor, child, report, rules)) areAllGone = false;
  }
  if (!isEmpty && !isAllowed(actor, path, status, `remove ${what}`, report, rules)) return false;
  if (!areAllGone && !rules.asksAlways) return false;
  return remove(actor, path, status, report, rules);
}

/** Answers that are all the same fit in any order, if there are enough of them. */
function hangsOnOrder(actor: Actor, path: string, report: Report): boolean {
  const answers = report.remainingAnswers();
  if (answers === "same") return false;
  if (answers.no > 0 && answers.yes > 0) return true;
  if (answers.yes === 0) return false;
  let questions = 0;
  for (const { type } of actor.files.walk(path)) questions += type === "directory" ? 2 : 1;
  return answers.yes < questions;
}

function remove(
  actor: Actor,
  path: string,
  status: FileStatus,
  report: Report,
  rules: AskingRules,
): boolean {
  const isDirectory = status.type === "directory";
  const error = isDirectory ? actor.files.removeDirectory(path) : actor.files.unlink(path);
  if (error !== undefined) report.failOn("cannot remove", path, error);
  else if (rules.isVerbose)
    report.print(`removed ${isDirectory ? "directory " : ""}${quoteName(path)}\n`);
  return error === undefined;
}

function isAllowed(
  actor: Actor,
  path: string,
  status: FileStatus,
  question: string,
  report: Report,
  rules: AskingRules,
): boolean {
  if (!rules.asksAlways && !isWriteProtected(actor, path, status)) return true;
  return report.ask(question, rules.operand);
}

function isWriteProtected(actor: Actor, path: string, status: FileStatus): boolean {
  return (
    status.type !== "link" &&
    actor.identity.uid !== 0 &&
    actor.files.access(path, "write") === "EACCES"
  );
}

const typeNames = {
  file: "regular file",
  directory: "directory",
  link: "symbolic link",
  fifo: "fifo",
  socket: "socket",
  block: "block special file",
  character: "character special file",
} as const;

function describe(actor: Actor, path: string, status: FileStatus): string {
  const name =
    status.type === "file" && status.size === 0 ? "regular empty file" : typeNames[status.type];
  return isWriteProtected(actor, path, status) ? `write-protected ${name}` : name;
}
