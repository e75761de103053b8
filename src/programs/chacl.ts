import type { AccessList, AccessLists } from "../domain/access-list.ts";
import { readEntries } from "../domain/access-list-entries.ts";
import { editLists, type ListCommand } from "../domain/edit-access-lists.ts";
import { describeError } from "../domain/error-text.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import type { Files } from "../domain/view/files.ts";
import { type FileStatus, isError } from "../domain/world.ts";
import { readOptions } from "./common/options.ts";
import { untold } from "./common/outcome.ts";
import { numbersIn } from "./common/owner.ts";
import { Report } from "./common/report.ts";

const options = ["-b", "-d", "-R", "-D", "-B", "-l", "-r"];

/** What becomes of a file's lists. */
type Change = (lists: AccessLists, isDirectory: boolean) => AccessLists | undefined;

/** Changes access lists as on IRIX. */
export const chaclProgram: Program = {
  names: ["chacl"],
  options,
  run(call) {
    const read = readOptions(options, call.arguments, { stopsAtOperand: true });
    const mode = read.given.at(-1)?.key ?? "";
    const texts = read.operands.slice(0, mode === "b" ? 2 : /^[RDBl]$/.test(mode) ? 0 : 1);
    const names = read.operands.slice(texts.length);
    const isMistaken = read.unrecognized.length > 0 || read.given.length > 1;
    if (isMistaken || names.length === 0) return untold("the usage is not modelled", 1);
    if (mode === "l") return untold("the list of `chacl -l` is not modelled", 0);
    const change = changeOf(
      call,
      mode,
      texts.map(({ text }) => text),
    );
    if (change === undefined) return untold("the words of this complaint are not modelled", 1);
    return changeAll(call, names, change, mode === "r");
  },
};

function changeAll(
  call: Call,
  names: Call["arguments"],
  change: Change,
  isRecursive: boolean,
): Outcome {
  const report = new Report(call);
  for (const name of names) {
    const files = call.files.for(name);
    const status = files.stat(name.text);
    if (isError(status)) report.fail(`cannot access ${name.text}: ${describeError(status)}`);
    else if (isRecursive && status.type === "directory") {
      files.expectAccessLists(name.text);
      // What a directory holds comes before it; links stand for what they lead to.
      for (const entry of files.walk(name.text, { isDepthFirst: true, follow: "always" })) {
        if (entry.type !== "link") changeOne(report, files, entry.path, entry.status, change);
      }
    } else changeOne(report, files, name.text, status, change);
  }
  const { status } = report.outcome();
  return { ...untold("the words of these complaints are not modelled", status), status };
}

function changeOne(
  report: Report,
  files: Files,
  path: string,
  status: FileStatus,
  change: Change,
): void {
  const lists = files.accessLists(path);
  if (lists === undefined) report.doubt(`the access list of ${path} cannot be read`);
  if (lists === undefined || isError(lists)) return;
  const wanted = change(lists, status.type === "directory");
  const error = wanted === undefined ? "EINVAL" : files.setAccessLists(path, wanted);
  if (error !== undefined) report.fail(`${path}: ${describeError(error)}`);
}

/** Undefined where a list that is given cannot be read. */
function changeOf(call: Call, mode: string, texts: readonly string[]): Change | undefined {
  const [first, second] = texts.map((text) => readWholeList(call, text));
  switch (mode) {
    case "":
    case "r":
      return first && ((lists) => ({ ...lists, access: first }));
    case "d":
      return first && ((lists, isDirectory) => withDefault(lists, first, isDirectory));
    case "b":
      if (first === undefined || second === undefined) return undefined;
      return (_lists, isDirectory) => withDefault({ access: first }, second, isDirectory);
    case "R":
      return (lists) => ({ ...lists, access: plain(lists.access) });
    case "D":
      return ({ access }) => ({ access });
    case "B":
      return ({ access }) => ({ access: plain(access) });
    default:
      return undefined;
  }
}

/** Only directories hand a list on. */
function withDefault(
  lists: AccessLists,
  inherited: AccessList,
  isDirectory: boolean,
): AccessLists | undefined {
  return isDirectory ? { ...lists, inherited } : undefined;
}

function plain({ owner, group, other }: AccessList): AccessList {
  return { owner, group, other, named: [] };
}

/** A list whole: nothing is filled in. */
function readWholeList(call: Call, text: string): AccessList | undefined {
  const entries = readEntries(text, true, numbersIn(call.facts.accounts));
  if (entries === undefined || entries.some(({ isDefault }) => isDefault)) return undefined;
  const changes = entries.map((entry): ListCommand => ({ kind: "set", entry }));
  const isMaskGiven = entries.some(({ whose }) => whose.tag === "mask");
  const isNamed = entries.some(({ whose }) => "id" in whose);
  if (isNamed && !isMaskGiven) return undefined;
  const start = { access: { owner: 0, group: 0, other: 0, named: [] } };
  const commands: readonly ListCommand[] = [{ kind: "clear", isDefault: false }, ...changes];
  return editLists(start, commands, { recalculates: "never", isDirectory: false })?.access;
}
