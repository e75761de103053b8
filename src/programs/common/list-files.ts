import type { Argument } from "../../domain/argument.ts";
import { encodeBytes } from "../../domain/bytes.ts";
import { describeError } from "../../domain/error-text.ts";
import type { Call } from "../../domain/program.ts";
import { type ErrorCode, type FileStatus, isError } from "../../domain/world.ts";
import type { ListRules } from "./list-rules.ts";
import { quoteName } from "./messages.ts";
import { joinPath } from "./paths.ts";
import type { Report } from "./report.ts";

interface Entry {
  readonly name: string;
  readonly path: string;
  /** Read only where the order or the mark behind the name needs it. */
  readonly status: () => FileStatus | undefined;
}

/** Lists names as ls does where its output is no terminal. */
export function listFiles(
  call: Call,
  operands: readonly Argument[],
  rules: ListRules,
  report: Report,
): void {
  const files: Entry[] = [];
  const directories: Entry[] = [];
  const names = operands.length === 0 ? ["."] : operands.map(({ text }) => text);
  for (const path of names) {
    const status = commandLineStatus(call, path, rules);
    if (isError(status))
      report.fail(`cannot access ${quoteName(path)}: ${describeError(status)}`, 2);
    else {
      const isListed = status.type === "directory" && !rules.namesOnly;
      (isListed ? directories : files).push({ name: path, path, status: () => status });
    }
  }
  const work: Work = {
    call,
    rules,
    report,
    hasHeaders: rules.isRecursive || names.length > 1,
    isFirst: files.length === 0,
  };
  for (const entry of order(files, rules)) report.print(show(entry, rules));
  for (const entry of order(directories, rules)) listDirectory(work, entry.path, [], 2);
}

interface Work {
  readonly call: Call;
  readonly rules: ListRules;
  readonly report: Report;
  readonly hasHeaders: boolean;
  isFirst: boolean;
}

function commandLineStatus(call: Call, path: string, rules: ListRules): FileStatus | ErrorCode {
  const own = call.files.lstat(path);
  if (rules.follow === "never" || isError(own) || own.type !== "link") return own;
  const target = call.files.stat(path);
  if (rules.follow !== "directories" || (isError(target) && target !== "ENOENT")) return target;
  return !isError(target) && target.type === "directory" ? target : own;
}

function listDirectory(work: Work, path: string, above: readonly string[], failure: number): void {
  const { call, rules, report } = work;
  const listed = call.files.readDirectory(path);
  const status = call.files.stat(path);
  if (isError(listed) || isError(status)) {
    const error = isError(listed) ? listed : "ENOENT";
    report.fail(`cannot open directory ${quoteName(path)}: ${describeError(error)}`, failure);
    return;
  }
  const key = `${status.device}:${status.inode}`;
  if (above.includes(key)) {
    report.fail(`${path}: not listing already-listed directory`, 2);
    return;
  }
  if (work.hasHeaders) report.print(`${work.isFirst ? "" : "\n"}${path}:\n`);
  work.isFirst = false;
  const entries = order(shown(call, path, listed, rules), rules);
  for (const entry of entries) report.print(show(entry, rules));
  if (!rules.isRecursive) return;
  for (const entry of entries) {
    const isDirectory =
      entry.name !== "." && entry.name !== ".." && entry.status()?.type === "directory";
    if (isDirectory) listDirectory(work, entry.path, [...above, key], 1);
  }
}

function shown(
  call: Call,
  directory: string,
  listed: readonly { readonly name: string }[],
  rules: ListRules,
): readonly Entry[] {
  const own = rules.shows === "all" ? [".", ".."] : [];
  const kept = listed
    .map(({ name }) => name)
    .filter((name) => rules.shows !== "visible" || !name.startsWith("."))
    .filter((name) => !rules.hidesBackups || !name.endsWith("~"));
  return [...own, ...kept].map((name) => {
    const path = joinPath(directory, name);
    const read = (): FileStatus | undefined => {
      const status = rules.follow === "always" ? call.files.stat(path) : call.files.lstat(path);
      return isError(status) ? undefined : status;
    };
    return { name, path, status: read };
  });
}

function order(entries: readonly Entry[], rules: ListRules): readonly Entry[] {
  const byName = entries.toSorted((first, second) => compareBytes(first.name, second.name));
  const sorted =
    rules.sort === "name"
      ? byName
      : byName.toSorted((first, second) => rank(second, rules) - rank(first, rules));
  return rules.isReverse ? sorted.toReversed() : sorted;
}

function rank(entry: Entry, rules: ListRules): number {
  const status = entry.status();
  return rules.sort === "size" ? (status?.size ?? 0) : (status?.modified ?? 0);
}

function compareBytes(first: string, second: string): number {
  if (first === second) return 0;
  const [left, right] = [encodeBytes(first), encodeBytes(second)];
  for (let at = 0; at < left.length && at < right.length; at += 1) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

function show(entry: Entry, rules: ListRules): string {
  if (rules.indicator === "none") return entry.name + rules.end;
  const status = entry.status();
  return entry.name + (status === undefined ? "" : markOf(status, rules)) + rules.end;
}

function markOf(status: FileStatus, rules: ListRules): string {
  if (status.type === "directory") return "/";
  if (rules.indicator === "slash") return "";
  if (status.type === "link") return "@";
  if (status.type === "fifo") return "|";
  if (status.type === "socket") return "=";
  const isProgram = status.type === "file" && (status.mode & 0o111) !== 0;
  return isProgram && rules.indicator === "classify" ? "*" : "";
}
