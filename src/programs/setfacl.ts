import { type AccessLists, areSameLists } from "../domain/access-list.ts";
import type { Argument } from "../domain/argument.ts";
import { editLists, type ListCommand } from "../domain/edit-access-lists.ts";
import { describeError } from "../domain/error-text.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { emptyStream, textStream } from "../domain/stream.ts";
import type { Files } from "../domain/view/files.ts";
import { type FileStatus, isError } from "../domain/world.ts";
import { readCommands } from "./common/acl/commands.ts";
import { restoreLists } from "./common/acl/restore-lists.ts";
import { type OptionsRead, readOptions } from "./common/options.ts";
import { unforeseen, untold } from "./common/outcome.ts";
import { Report } from "./common/report.ts";

const options = [
  "-m --modify=ACL",
  "-M --modify-file=FILE",
  "-x --remove=ACL",
  "-X --remove-file=FILE",
  "-b --remove-all",
  "-k --remove-default",
  "--set=ACL",
  "--set-file=FILE",
  "--mask",
  "-n --no-mask",
  "-d --default",
  "-R --recursive",
  "-L --logical",
  "-P --physical",
  "--restore=FILE",
  "--test",
  "-v --version",
  "-h --help",
];

const usage =
  "Usage: setfacl [-bkndRLP] { -m|-M|-x|-X ... } file ...\nTry `setfacl --help' for more information.\n";

interface Work {
  readonly call: Call;
  readonly report: Report;
  readonly commands: readonly ListCommand[];
  readonly read: OptionsRead;
  /** Whether something went wrong with the operand at hand. */
  hasFailed: boolean;
}

/** Changes access lists. */
export const setfaclProgram: Program = {
  names: ["setfacl"],
  options,
  run(call) {
    const read = readOptions(options, call.arguments);
    const reason = unmodelled(call, read);
    if (reason !== undefined) return unforeseen(call, reason);
    if (read.has("help") || read.has("version")) return untold("the help text is not modelled", 0);
    const backup = read.value("restore");
    if (backup !== undefined && read.given.length === 1 && read.operands.length === 0) {
      return restoreLists(call, backup);
    }
    const commands = readCommands(call, read);
    if ("status" in commands) return commands;
    const operands = operandsBeforeMistake(call, read);
    const isMistaken = read.unrecognized.length > 0 || operands.length === 0;
    if (commands.length > 0 && operands.length > 0) {
      const work = { call, read, commands, report: new Report(call), hasFailed: false };
      const outcome = changeAll(work, operands);
      if (!isMistaken) return outcome;
    }
    return { status: 2, output: emptyStream, errors: textStream(usage) };
  },
};

/** Files are dealt with in the order of the words, up to an option that there is not. */
function operandsBeforeMistake(call: Call, read: OptionsRead): readonly Argument[] {
  const [mistake] = read.unrecognized;
  if (mistake === undefined) return read.operands;
  const end = call.arguments.indexOf(mistake);
  return read.operands.filter((operand) => call.arguments.indexOf(operand) < end);
}

/** The status tells of the last file only. */
function changeAll(work: Work, operands: readonly Argument[]): Outcome {
  const { call, report } = work;
  for (const operand of namedFiles(call, operands)) {
    work.hasFailed = false;
    changeOperand(work, operand);
  }
  const outcome = report.outcome();
  return outcome.status === undefined ? outcome : { ...outcome, status: work.hasFailed ? 1 : 0 };
}

/** Options that come after files begin anew with them. */
function unmodelled(call: Call, read: OptionsRead): string | undefined {
  const places = read.operands.map((operand) => call.arguments.indexOf(operand));
  const first = Math.min(...places);
  const isMixed = read.given.some(({ argument }) => call.arguments.indexOf(argument) > first);
  return isMixed ? "options of `setfacl` after its files are not modelled" : undefined;
}

/** A dash stands for names on standard input, one a line. */
function namedFiles(call: Call, operands: readonly Argument[]): readonly Argument[] {
  return operands.flatMap((operand) => {
    if (operand.text !== "-") return [operand];
    if (call.input.kind !== "text") {
      call.unknown("the names that `setfacl` reads are not known", operand);
      return [];
    }
    const names = call.input.text.split("\n").filter((name) => name !== "");
    return names.map((text) => ({ ...operand, text }));
  });
}

function changeOperand(work: Work, operand: Argument): void {
  const { call, read } = work;
  const path = operand.text;
  const files = call.files.for(operand);
  const isPhysical = read.last("physical", "logical") === "physical" && read.has("recursive");
  const status = isPhysical ? files.lstat(path) : files.stat(path);
  if (isError(status)) {
    complain(work, path, describeError(status));
    return;
  }
  if (status.type === "link") return;
  if (read.has("recursive") && status.type === "directory") changeTree(work, files, path);
  else changeOne(work, files, path, status);
}

function changeTree(work: Work, files: Files, root: string): void {
  const { read } = work;
  files.expectAccessLists(root);
  const follow = read.last("physical", "logical") === "logical" ? "always" : "root";
  const walked = files.walk(root, {
    follow,
    shouldEnter: ({ path, status }) => {
      changeOne(work, files, path, status);
      return true;
    },
  });
  for (const { path, type, status, error } of walked) {
    if (error !== undefined) complain(work, path, describeError(error));
    if (type !== "directory" && type !== "link") changeOne(work, files, path, status);
  }
}

function changeOne(work: Work, files: Files, path: string, status: FileStatus): void {
  const { call, read, report } = work;
  const lists = files.accessLists(path);
  if (lists === undefined) {
    call.unknown(`the access list of ${path} cannot be read`);
    report.forgetStatus();
    return;
  }
  if (isError(lists)) {
    complain(work, path, describeError(lists));
    return;
  }
  const isDirectory = status.type === "directory";
  const wanted = editLists(lists, work.commands, { isDirectory, recalculates: maskRule(read) });
  if (wanted === undefined) {
    complain(work, path, "Malformed access ACL");
    return;
  }
  if (areSameLists(lists, wanted)) return;
  if (read.has("test")) {
    report.printUnknown("the list that `setfacl --test` shows is not modelled");
    return;
  }
  if (wanted.inherited !== undefined && !isDirectory) {
    if (!read.has("recursive")) {
      complain(work, path, "Only directories can have default ACLs");
      return;
    }
    setLists(work, files, path, { access: wanted.access });
    return;
  }
  setLists(work, files, path, wanted);
}

function setLists(work: Work, files: Files, path: string, wanted: AccessLists): void {
  const error = files.setAccessLists(path, wanted);
  if (error !== undefined) complain(work, path, describeError(error));
}

function complain(work: Work, path: string, message: string): void {
  work.report.warn(`${path}: ${message}`);
  work.hasFailed = true;
}

function maskRule(read: OptionsRead): "never" | "always" | "unless-given" {
  const last = read.last("mask", "no-mask");
  return last === undefined ? "unless-given" : last === "mask" ? "always" : "never";
}
