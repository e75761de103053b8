import type { Argument } from "../../domain/argument.ts";
import { describeError } from "../../domain/error-text.ts";
import type { Content } from "../../domain/view/files.ts";
import { type Computed, type ErrorCode, isError } from "../../domain/world.ts";
import { baseName, directoryName, joinPath } from "./paths.ts";
import type { Report } from "./report.ts";

/** How a program edits in place. */
export interface EditRules {
  /** The program's name, for what it says. */
  readonly program: string;
  readonly followsLinks: boolean;
  /** Under what name the old file is kept; empty for not at all. */
  readonly suffix: string;
}

/**
 * What `sed -i` does to one file: a new file with the same owner and mode takes its name, the old
 * one is kept where a suffix asks for it. False where sed gives up altogether.
 */
export function editInPlace(
  report: Report,
  rules: EditRules,
  file: Argument,
  transform: (text: string) => Computed | undefined,
): boolean {
  const { call } = report;
  const path = rules.followsLinks ? resolve(report, file.text) : file.text;
  const status = call.files.stat(path);
  if (isError(status) && rules.followsLinks) {
    report.fail(`couldn't readlink ${file.text}: ${describeError(status)}`, 4);
    return false;
  }
  if (isError(status)) return reportUnreadable(report, file.text, status);
  if (status.type !== "file") {
    report.fail(`couldn't edit ${file.text}: not a regular file`, 4);
    return false;
  }
  const content = call.files.content(path);
  if (isError(content)) return reportUnreadable(report, file.text, content);
  const files = call.files.for(file);
  const edited = edit(report, rules, transform, file, path, content);
  const kept = rules.suffix === "" ? undefined : backupPath(path, rules.suffix);
  const isKept = kept === undefined || files.rename(path, kept) === undefined;
  const access = { mode: status.mode, uid: status.uid, gid: status.gid };
  const error = isKept ? files.replace(path, edited, access) : "EACCES";
  if (error === undefined) return true;
  // The temporary file was made beside it, and went again.
  if (!isKept) files.setModified(directoryName(path), Number.MAX_SAFE_INTEGER);
  report.fail(`couldn't open temporary file: ${describeError(error)}`, 4);
  return false;
}

function reportUnreadable(report: Report, path: string, error: ErrorCode): true {
  report.fail(`can't read ${path}: ${describeError(error)}`, 2);
  return true;
}

function resolve(report: Report, path: string): string {
  const real = report.call.files.realPath(path);
  return isError(real) ? path : real;
}

/** A `*` in the suffix stands for the name; without one the suffix is added. */
function backupPath(path: string, suffix: string): string {
  const name = suffix.includes("*")
    ? suffix.replaceAll("*", baseName(path))
    : baseName(path) + suffix;
  return name.includes("/") ? name : joinPath(path.includes("/") ? directoryName(path) : "", name);
}

function edit(
  report: Report,
  { program }: EditRules,
  transform: (text: string) => Computed | undefined,
  file: Argument,
  path: string,
  content: Content,
): Content {
  const { call } = report;
  const text = call.files.textOf(content);
  const computed = text === undefined ? undefined : transform(text);
  if (computed !== undefined) {
    if (computed.status !== 0) report.setStatus(computed.status);
    return { kind: "text", text: computed.output };
  }
  const reason = `what \`${program}\` makes of \`${path}\` was not worked out`;
  call.unknown(reason, file);
  return { kind: "unknown", reason };
}
