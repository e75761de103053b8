import type { AccessRow, Rights } from "../../domain/access-report.ts";
import { countOf } from "../../domain/text.ts";
import type { Inode, PermissionFacts } from "./facts.ts";
import { listsOf } from "./target.ts";

/** What somebody may do, as the end of a sentence: `see and change it`. */
export function describeRights({ see, change, run }: Rights, isFolder: boolean): string {
  const verbs = [
    ...(see ? ["see"] : []),
    ...(change ? ["change"] : []),
    ...(run ? [isFolder ? "open" : "run"] : []),
  ];
  if (verbs.length === 0) return "do nothing with it";
  if (verbs.length === 1) return `${verbs[0]} it`;
  return `${verbs.slice(0, -1).join(", ")} and ${verbs.at(-1)} it`;
}

/** `everybody else: see yes, change no, open yes`. */
export function describeRow({ label, becomes }: AccessRow, isFolder: boolean): string {
  const word = (has: boolean) => (has ? "yes" : "no");
  const last = isFolder ? "open" : "run";
  return `${label}: see ${word(becomes.see)}, change ${word(becomes.change)}, ${last} ${word(becomes.run)}`;
}

/** What is so now, a sentence each, the most dangerous first. */
export function describeNow(
  root: Inode,
  rows: readonly AccessRow[],
  facts: PermissionFacts,
): readonly string[] {
  const isFolder = root.type === "directory";
  const what = isFolder ? "this folder" : "this file";
  const others = rows.find(({ key }) => key === "others");
  const sentences: string[] = [];
  if (others !== undefined) {
    const who = others.now.change ? "anybody on this machine can" : "everybody else can";
    sentences.push(`${who} ${describeRights(others.now, isFolder)}`);
  }
  const open = facts.below.filter(({ mode, type }) => type !== "link" && (mode & 0o1002) === 2);
  if (open.length > 0) {
    sentences.push(`anybody on this machine can change ${countOf(open.length, "thing")} inside`);
  }
  const closed = facts.above.find(({ mode }) => (mode & 0o001) === 0);
  if (closed !== undefined && others !== undefined && (others.now.see || others.now.change)) {
    sentences.push(`others do not get as far as ${what}: ${closed.path} is closed to them`);
  }
  if (isSetId(root)) sentences.push("it runs with its owner's rights, whoever starts it");
  if (listsOf(root).inherited !== undefined) {
    sentences.push("what is made in it gets an access list of its own");
  }
  if (facts.isReadOnly) sentences.push("it lies on a file system that is only read");
  return sentences;
}

function isSetId({ type, mode }: Inode): boolean {
  return type === "file" && (mode & 0o4000) !== 0;
}

/** `182 of 214 things change; folders stay enterable`. */
export function describeCounts(
  changing: number,
  staying: number,
  facts: PermissionFacts,
  after: readonly Inode[],
): string {
  const whole = changing + staying;
  const atLeast = facts.isPartlyCounted ? "at least " : "";
  const parts =
    whole === 1
      ? [changing === 1 ? "it changes" : "it stays as it is"]
      : [`${atLeast}${changing.toLocaleString("en")} of ${countOf(whole, "thing")} change`];
  const folders = after.filter(({ type }) => type === "directory");
  if (folders.length > 1 && folders.every(({ mode }) => (mode & 0o100) !== 0)) {
    parts.push("folders stay enterable");
  }
  const programs = after.filter((inode) => inode.type === "file" && (inode.mode & 0o111) !== 0);
  if (whole > 1 && programs.length > 0) parts.push("programs stay programs");
  if (facts.packagedFiles === 0) parts.push("no system files");
  else parts.push(`${countOf(facts.packagedFiles, "file")} of packages among them`);
  return parts.join("; ");
}
