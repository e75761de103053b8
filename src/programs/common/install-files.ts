import type { Argument } from "../../domain/argument.ts";
import { describeError } from "../../domain/error-text.ts";
import type { Call } from "../../domain/program.ts";
import type { Files } from "../../domain/view/files.ts";
import { isError } from "../../domain/world.ts";
import { setPermissions } from "./copy/attributes.ts";
import { copy } from "./copy/copy.ts";
import { commandLineJob, type Memory, makeMemory, type Work } from "./copy/job.ts";
import { type CopyRules, copyDefaults } from "./copy/rules.ts";
import { readDestination } from "./destination.ts";
import type { InstallRules } from "./install-rules.ts";
import { makeDirectories } from "./make-directories.ts";
import { quoteName, quoteText } from "./messages.ts";
import type { OptionsRead } from "./options.ts";
import { baseName, directoryName, joinPath } from "./paths.ts";
import type { Report } from "./report.ts";

/** `install -d`: every operand a directory, with those above it. */
export function installDirectories(
  call: Call,
  read: OptionsRead,
  report: Report,
  rules: InstallRules,
): void {
  if (read.operands.length === 0) report.usage("missing file operand");
  for (const operand of read.operands) {
    const files = call.files.for(operand);
    const path = operand.text;
    const isThere = !isError(files.stat(path));
    if (!makeAll(call, files, path, report, rules, true)) continue;
    const refusal = files.changeOwner(path, rules.uid, rules.gid, { follow: false });
    if (refusal !== undefined) {
      const name = quoteText(path, call.environment);
      report.fail(`cannot change owner and permissions of ${name}: ${describeError(refusal)}`);
      // Nobody else gets in until the directory has its owner.
      if (!isThere) files.setAccess(path, { mode: rules.directoryMode.mode & 0o700 });
      continue;
    }
    const status = files.stat(path);
    if (isError(status)) continue;
    const kept = status.mode & 0o6000 & ~rules.directoryMode.decided;
    const error = files.changeMode(path, rules.directoryMode.mode | kept);
    if (error === undefined) continue;
    const name = quoteText(path, call.environment);
    report.fail(`cannot change permissions of ${name}: ${describeError(error)}`);
  }
}

/** Directories above get 0755 whatever the umask; the last one is seen to by the caller. */
function makeAll(
  call: Call,
  files: Files,
  path: string,
  report: Report,
  rules: InstallRules,
  isLast = false,
): boolean {
  const failure = makeDirectories(files, path, {
    isParents: true,
    access: rules.directoryMode,
    umask: call.umask,
    parentMode: 0o755,
    announce: (made) => {
      if (rules.isVerbose) report.print(`${call.name}: creating directory ${quoteName(made)}\n`);
    },
  });
  if (failure === undefined) return true;
  // For the last one install goes on to its permissions, and complains of these.
  if (failure.path === path && failure.code === "EACCES" && isLast) {
    const name = quoteText(path, call.environment);
    report.fail(`cannot change permissions of ${name}: ${describeError("ENOENT")}`);
    return false;
  }
  report.fail(
    `cannot create directory ${quoteText(failure.path, call.environment)}: ${failure.message}`,
  );
  return false;
}

function giveOwner(files: Files, path: string, report: Report, rules: InstallRules): boolean {
  if (rules.uid === undefined && rules.gid === undefined) return true;
  const error = files.changeOwner(path, rules.uid, rules.gid, { follow: false });
  if (error !== undefined) report.failOn("cannot change ownership of", path, error);
  return error === undefined;
}

/** Copies files into place. */
export function installFiles(
  call: Call,
  read: OptionsRead,
  report: Report,
  rules: InstallRules,
): void {
  const into = read.value("target-directory");
  if (rules.makesParents && into !== undefined && read.operands.length > 0) {
    if (
      !makeAll(call, call.files, into, report, {
        ...rules,
        directoryMode: { mode: 0o755, decided: 0o777 },
      })
    )
      return;
  }
  const destination = readDestination(call, read, report);
  if (destination === undefined) return;
  if (destination.kind === "name") {
    const { source, target } = destination;
    const parent = directoryName(target.text);
    const files = call.files.for(source);
    const access = { mode: 0o755, decided: 0o777 };
    if (rules.makesParents && isError(files.stat(parent))) {
      if (!makeAll(call, files, parent, report, { ...rules, directoryMode: access })) return;
    }
    installOne(call, source, target.text, report, rules, makeMemory(false));
    return;
  }
  // A source named twice is no slip to install, as it is to cp; its target just made is.
  const memory = { ...makeMemory(destination.sources.length > 1), sources: undefined };
  for (const source of destination.sources) {
    const target = joinPath(destination.directory, baseName(source.text));
    installOne(call, source, target, report, rules, memory);
  }
}

function installOne(
  call: Call,
  operand: Argument,
  target: string,
  report: Report,
  rules: InstallRules,
  memory: Memory,
): void {
  const files = call.files.for(operand);
  if (rules.compares && !isChanged(call, files, operand.text, target, rules)) return;
  const work: Work = { call, files, operand, report, memory, rules: copyRulesOf(rules) };
  const end = copy(work, commandLineJob(operand.text, target));
  if (end === "failed") report.setStatus(1);
  if (end !== "copied") return;
  if (rules.strips) strip(call, files, target);
  if (!giveOwner(files, target, report, rules)) return;
  const error = setPermissions(files, target, rules.fileMode);
  if (error !== undefined) report.failOn("cannot change permissions of", target, error);
}

/** The copy is closed to others until it has its owner and mode. */
function copyRulesOf(rules: InstallRules): CopyRules {
  return {
    ...copyDefaults,
    mode: 0o600,
    unlinksBefore: true,
    keepsTimes: rules.keepsTimes && !rules.strips,
    backup: rules.backup,
    isVerbose: rules.isVerbose,
  };
}

/** strip(1) rewrites programs; what comes of it is not worked out. */
function strip(call: Call, files: Files, target: string): void {
  call.unknown("what `strip` makes of a file is not modelled");
  files.write(target, { kind: "unknown", reason: "it was stripped" }, { mustExist: true });
}

/** `-C`: nothing is done where content, owner and mode are the same already. */
function isChanged(
  call: Call,
  files: Files,
  source: string,
  target: string,
  rules: InstallRules,
): boolean {
  const [from, to] = [files.lstat(source), files.lstat(target)];
  if (isError(from) || isError(to) || from.type !== "file" || to.type !== "file") return true;
  if ((rules.fileMode & 0o7000) !== 0 || ((from.mode | to.mode) & 0o7000) !== 0) return true;
  if (from.size !== to.size || to.mode !== rules.fileMode) return true;
  if (to.uid !== (rules.uid ?? call.identity.uid) || to.gid !== (rules.gid ?? call.identity.gid))
    return true;
  const [first, second] = [files.text(source), files.text(target)];
  return first === undefined || first !== second;
}
