import type { Argument } from "../../domain/argument.ts";
import type { Call } from "../../domain/program.ts";
import type { Files } from "../../domain/view/files.ts";
import { type ErrorCode, type FileStatus, isError } from "../../domain/world.ts";
import { complainOfClosed } from "./closed-directory.ts";
import { quoteName } from "./messages.ts";
import type { OptionsRead } from "./options.ts";
import type { Owner } from "./owner.ts";
import { emitRefusedMetadata, isRootDirectory } from "./refused.ts";
import type { Report } from "./report.ts";

/** What chown and chgrp have in common. */
export const ownerOptions: readonly string[] = [
  "-c --changes",
  "-f --silent --quiet",
  "-v --verbose",
  "--dereference",
  "-h --no-dereference",
  "--no-preserve-root",
  "--preserve-root",
  "-R --recursive",
  "--reference=RFILE",
  "-H",
  "-L",
  "-P",
];

export interface OwnerChange {
  readonly operands: readonly Argument[];
  readonly owner: Owner;
  /** Only files of this owner are changed. */
  readonly required: Owner;
}

interface Work extends OwnerChange {
  readonly files: Files;
  readonly read: OptionsRead;
  readonly report: Report;
  /** Links stand for what they point to. */
  readonly follows: boolean;
  readonly traversal: "H" | "L" | "P";
  readonly isRecursive: boolean;
  readonly preservesRoot: boolean;
}

/** Changes owners as chown and chgrp do, after their operands were read. */
export function changeOwners(
  call: Call,
  read: OptionsRead,
  report: Report,
  change: OwnerChange,
): void {
  const isRecursive = read.has("recursive");
  const last = read.last("H", "L", "P");
  const traversal = isRecursive && (last === "H" || last === "L") ? last : "P";
  const dereference = read.last("dereference", "no-dereference");
  if (isRecursive && traversal === "P" && dereference === "dereference") {
    report.fail("-R --dereference requires either -H or -L");
    return;
  }
  const follows = dereference !== "no-dereference" && !(isRecursive && traversal === "P");
  const preservesRoot = read.last("preserve-root", "no-preserve-root") === "preserve-root";
  for (const operand of change.operands) {
    const files = call.files.for(operand);
    const work = {
      ...change,
      files,
      read,
      report,
      follows,
      traversal,
      isRecursive,
      preservesRoot,
    } as const;
    changeOperand(call, operand, work);
  }
}

function changeOperand(call: Call, operand: Argument, work: Work): void {
  const path = operand.text;
  const status = work.files.lstat(path);
  if (isError(status)) {
    complain(work, "cannot access", path, status);
    return;
  }
  const isEntered =
    status.type === "directory" || (work.traversal !== "P" && isDirectory(work.files, path));
  if (!work.isRecursive || !isEntered) {
    changeOne(work, path, status);
    return;
  }
  if (work.preservesRoot && isRootDirectory(call, path)) {
    work.report.fail(`it is dangerous to operate recursively on ${quoteName(path)}`);
    work.report.warn("use --no-preserve-root to override this failsafe");
    emitRefusedMetadata(call, path, operand, (before) => ({ ...before, ...work.owner }));
    return;
  }
  changeTree(work, path);
}

/** A directory changes after what is in it; one that cannot be read stays as it is. */
function changeTree(work: Work, root: string): void {
  const follow = work.traversal === "L" ? "always" : work.traversal === "H" ? "root" : "never";
  for (const { path, status, error } of work.files.walk(root, { isDepthFirst: true, follow })) {
    if (error === undefined) changeOne(work, path, status);
    else if (complainOfClosed(work.files, path, error, (...about) => complain(work, ...about))) {
      changeOne(work, path, status);
    }
  }
}

function changeOne(work: Work, path: string, own: FileStatus): void {
  const status = work.follows && own.type === "link" ? work.files.stat(path) : own;
  if (isError(status)) {
    complain(work, "cannot dereference", path, status);
    return;
  }
  const { required, owner } = work;
  if (required.uid !== undefined && required.uid !== status.uid) return;
  if (required.gid !== undefined && required.gid !== status.gid) return;
  const error = work.files.changeOwner(path, owner.uid, owner.gid, { follow: work.follows });
  if (error !== undefined) {
    const what = owner.uid === undefined ? "changing group of" : "changing ownership of";
    complain(work, what, path, error);
  } else if (work.read.has("verbose") || work.read.has("changes")) {
    work.report.printUnknown("the report of chown is not modelled");
  }
}

function complain(work: Work, what: string, path: string, code: ErrorCode): void {
  if (work.read.has("quiet")) work.report.setStatus(1);
  else work.report.failOn(what, path, code);
}

function isDirectory(files: Files, path: string): boolean {
  const status = files.stat(path);
  return !isError(status) && status.type === "directory";
}
