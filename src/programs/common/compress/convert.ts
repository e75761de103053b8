import type { Archive } from "../../../domain/archive.ts";
import type { Argument } from "../../../domain/argument.ts";
import { hasEscapedBytes } from "../../../domain/bytes.ts";
import type { Content } from "../../../domain/view/files.ts";
import { type FileStatus, isError } from "../../../domain/world.ts";
import { readAnswer } from "../answers.ts";
import { otherLayer } from "./layer.ts";
import type { Conversion } from "./run.ts";

/** Largest file whose other form is worked out. */
const smallFile = 1_000_000;

/** Turns one file into its other form and takes the first away, as far as it is allowed. */
export function convertFile(
  run: Conversion,
  given: string,
  operand: Argument,
  isRecursive: boolean,
): void {
  const path = findSource(run, given);
  const status = run.call.files.lstat(path);
  if (isError(status)) {
    run.setStatus(1);
    return;
  }
  const refusal = refusalOf(run, path, status, isRecursive);
  if (refusal !== undefined) {
    run.setStatus(refusal);
    return;
  }
  const followed = run.call.files.stat(path);
  const source = isError(followed) ? status : followed;
  const denied = run.call.files.access(path, "read");
  if (denied !== undefined || source.type !== "file") {
    const isRead = denied === undefined && /^(fifo|character|block)$/.test(source.type);
    run.setStatus((isRead ? run.compressor.refusals.special : undefined) ?? 1);
    return;
  }
  convert(run, path, source, operand, isRecursive);
}

/** gunzip tries `name.gz` where there is no `name`. */
function findSource(run: Conversion, path: string): string {
  const { compressor, task } = run;
  if (compressor.triesSuffixes !== true || !task.undoes) return path;
  if (!isError(run.call.files.lstat(path))) return path;
  const tried = compressor.suffixes.map(([suffix]) => path + suffix);
  return tried.find((name) => !isError(run.call.files.lstat(name))) ?? path;
}

function refusalOf(
  run: Conversion,
  path: string,
  status: FileStatus,
  isRecursive: boolean,
): number | undefined {
  const { refusals } = run.compressor;
  const { undoes } = run.task;
  const forces = run.task.forces || (run.task.keeps && refusals.keepingForces === true);
  if (status.type === "directory") return refusals.directory;
  if (status.type === "link" && !forces) return refusals.link;
  const isSetId = (status.mode & 0o6000) !== 0 || (status.mode & 0o1000) !== 0;
  if (isSetId && (!forces || refusals.isSetIdFinal === true) && refusals.setId !== undefined) {
    return refusals.setId;
  }
  if (status.links > 1 && !forces && refusals.hardLink !== undefined && status.type === "file") {
    return refusals.hardLink;
  }
  if (undoes) return undefined;
  const isSuffixed = path.endsWith(suffixOf(run)) || endsWithKnown(run, path);
  if (!isSuffixed || refusals.suffixed === undefined) return undefined;
  if (forces && refusals.isSuffixedFinal !== true) return undefined;
  return isRecursive ? 0 : refusals.suffixed;
}

function endsWithKnown(run: Conversion, path: string): boolean {
  return run.compressor.suffixes.some(([suffix]) => path.endsWith(suffix));
}

function suffixOf(run: Conversion): string {
  const { keys, suffix } = run.compressor;
  const given = keys.suffix === undefined ? undefined : run.read.value(keys.suffix);
  return given ?? suffix;
}

/** The name of the other form; undefined where the suffix is not known. */
function targetOf(run: Conversion, path: string): string | undefined {
  const { compressor, task } = run;
  const own =
    compressor.keys.output === undefined ? undefined : run.read.value(compressor.keys.output);
  if (own !== undefined) return own;
  if (!task.undoes) return path + suffixOf(run);
  const pairs = [[suffixOf(run), ""] as const, ...compressor.suffixes];
  const found = pairs.find(([suffix]) => path.endsWith(suffix) && path.length > suffix.length);
  if (found !== undefined) return path.slice(0, -found[0].length) + found[1];
  return compressor.addsOut === true ? `${path}.out` : undefined;
}

function convert(
  run: Conversion,
  path: string,
  status: FileStatus,
  operand: Argument,
  isRecursive: boolean,
): void {
  const { refusals } = run.compressor;
  const target = targetOf(run, path);
  if (target === undefined && refusals.unknownSuffix !== undefined) {
    const isBad = refusals.isContentCheckedFirst && otherForm(run, path, status) === "corrupt";
    run.setStatus(isBad ? refusals.corrupt : isRecursive ? 0 : refusals.unknownSuffix);
    return;
  }
  if (target === undefined) return;
  const isThere = !isError(run.call.files.lstat(target));
  if (isThere && !mayOverwrite(run, operand)) {
    run.setStatus(refusals.exists);
    return;
  }
  const content = otherForm(run, path, status);
  if (content === "corrupt") {
    run.setStatus(refusals.corrupt);
    return;
  }
  store(run, path, target, content, status, operand);
}

function store(
  run: Conversion,
  path: string,
  target: string,
  content: Content,
  status: FileStatus,
  operand: Argument,
): void {
  const files = run.call.files.for(operand);
  const access = { mode: status.mode & 0o777, uid: status.uid, gid: status.gid };
  const error = files.replace(target, content, access);
  if (error !== undefined) {
    run.setStatus(1);
    return;
  }
  files.setAccess(target, access);
  files.setModified(target, status.modified);
  if (!run.task.keeps) files.unlink(path);
  const made = files.lstat(target);
  const isGroupKept = isError(made) || made.gid === status.gid;
  run.setStatus(isGroupKept ? 0 : (run.compressor.refusals.otherGroup ?? 0));
}

/** -f, or a person's yes; without a terminal the answer is no, except for zstd, which reads it. */
function mayOverwrite(run: Conversion, operand: Argument): boolean {
  const { call, compressor, task } = run;
  if (task.forces) return true;
  const asks =
    compressor.alwaysAsks === true || (call.isInputTerminal && compressor.names.includes("gzip"));
  if (!asks) return false;
  const answer = readAnswer(call.input, run.nextQuestion());
  if (answer !== undefined) return answer;
  call.unknown(`${call.name} asks before it overwrites, and the answer is not known`, operand);
  run.setStatus(undefined);
  return true;
}

/** The bytes of the other form as far as they can be worked out. */
function otherForm(run: Conversion, path: string, status: FileStatus): Content | "corrupt" {
  const { call, compressor, task } = run;
  const reason = `the other form of \`${path}\` is not worked out`;
  const isReal = call.files.isUnchanged(path) && !hasEscapedBytes(path);
  const archive = isReal ? undefined : archiveAt(run, path);
  if (archive === "corrupt") return archive;
  if (archive !== undefined) return { kind: "unknown", reason, archive };
  const text = isReal ? "" : call.files.text(path);
  if (text === undefined || isError(text)) return { kind: "unknown", reason };
  const file = isReal ? ["--", path] : [];
  if (status.size > smallFile) {
    if (!task.undoes) return { kind: "unknown", reason };
    const tested = call.compute(compressor.program, ["-t", ...file], text);
    return tested !== undefined && tested.status !== 0 ? "corrupt" : { kind: "unknown", reason };
  }
  const passes = compressor.passesThrough === true && task.forces;
  const what = task.undoes ? ["-d", "-c", ...(passes ? ["-f"] : [])] : ["-c"];
  const force = (task.forces || status.links > 1) && !task.undoes ? ["-f"] : [];
  const computed = call.compute(
    compressor.program,
    [...what, ...force, ...run.passedWords(), ...file],
    text,
  );
  if (computed === undefined) return { kind: "unknown", reason };
  return computed.status === 0 ? { kind: "text", text: computed.output } : "corrupt";
}

/** The other form of an archive that the line makes; undefined for anything else. */
function archiveAt(
  { call, compressor, task }: Conversion,
  path: string,
): Archive | "corrupt" | undefined {
  const content = call.files.content(path);
  if (isError(content) || content.kind !== "unknown") return undefined;
  return otherLayer(content.archive, compressor.program, task.undoes);
}
