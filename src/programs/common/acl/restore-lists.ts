import type { AccessLists } from "../../../domain/access-list.ts";
import { readEntries } from "../../../domain/access-list-entries.ts";
import { editLists, type ListCommand } from "../../../domain/edit-access-lists.ts";
import { describeError } from "../../../domain/error-text.ts";
import { undoNameEscapes } from "../../../domain/parse-access-lists.ts";
import type { Call, Outcome } from "../../../domain/program.ts";
import { isError } from "../../../domain/world.ts";
import { unforeseen, untold } from "../outcome.ts";
import { numbersIn, parseGroup, parseUser } from "../owner.ts";
import { Report } from "../report.ts";

/** What getfacl(1) wrote of one file. */
interface Backup {
  readonly path: string;
  readonly owner: string | undefined;
  readonly group: string | undefined;
  /** Set-id and sticky bits. */
  readonly flags: number;
  readonly entries: string;
}

/** `setfacl --restore=FILE`: lists, owners and set-id bits as `getfacl -R` saved them. */
export function restoreLists(call: Call, name: string): Outcome {
  const { input } = call;
  const inputText = input.kind === "text" ? input.text : undefined;
  const text = name === "-" ? inputText : call.files.text(name);
  if (text === undefined) return unforeseen(call, "what the backup holds is not known");
  if (isError(text)) return untold("the words of this complaint are not modelled", 2);
  const report = new Report(call);
  for (const block of text.split(/\n\n+/).filter((one) => one.trim() !== "")) {
    const backup = readBackup(block);
    if (backup === undefined || !restoreOne(call, report, backup)) break;
  }
  return { ...report.outcome(), errors: untold("these words are not modelled").output };
}

function readBackup(block: string): Backup | undefined {
  const comment = (key: string) => new RegExp(`^# ${key}: (.*)$`, "m").exec(block)?.[1];
  const path = comment("file");
  if (path === undefined) return undefined;
  const lines = block.split("\n").map((line) => line.replace(/#.*/, "").trim());
  return {
    path: undoNameEscapes(path),
    owner: comment("owner"),
    group: comment("group"),
    flags: flagsOf(comment("flags") ?? ""),
    entries: lines.filter((line) => line !== "").join(","),
  };
}

/** `-s-`, `s-t` */
function flagsOf(text: string): number {
  return (
    (text[0] === "s" ? 0o4000 : 0) | (text[1] === "s" ? 0o2000 : 0) | (text[2] === "t" ? 0o1000 : 0)
  );
}

/** False where the rest of the backup is not gone on with. */
function restoreOne(call: Call, report: Report, backup: Backup): boolean {
  const { files, facts } = call;
  const { path } = backup;
  const status = files.stat(path);
  if (isError(status)) {
    report.fail(`${path}: ${describeError(status)}`);
    return true;
  }
  const wanted = listsOf(backup, status.type === "directory", call);
  if (wanted === undefined) {
    report.setStatus(1);
    return false;
  }
  const error = files.setAccessLists(path, wanted);
  if (error !== undefined) report.fail(`${path}: ${describeError(error)}`);
  const uid = parseUser(backup.owner ?? "", facts.accounts);
  const gid = parseGroup(backup.group ?? "", facts.accounts);
  const isOther = (uid ?? status.uid) !== status.uid || (gid ?? status.gid) !== status.gid;
  const owned = isOther ? files.changeOwner(path, uid, gid) : undefined;
  if (owned !== undefined) report.fail(`${path}: Cannot change owner/group`);
  const now = files.stat(path);
  if (!isError(now) && (now.mode & 0o7000) !== backup.flags) {
    const refused = files.changeMode(path, (now.mode & 0o777) | backup.flags);
    if (refused !== undefined) report.fail(`${path}: Cannot change mode`);
  }
  return true;
}

function listsOf(
  { entries }: Backup,
  isDirectory: boolean,
  { facts }: Call,
): AccessLists | undefined {
  const read = readEntries(entries, true, numbersIn(facts.accounts));
  if (read === undefined) return undefined;
  const start = { access: { owner: 0, group: 0, other: 0, named: [] } };
  const commands: readonly ListCommand[] = [
    { kind: "clear", isDefault: false },
    ...read.map((entry): ListCommand => ({ kind: "set", entry })),
  ];
  return editLists(start, commands, { isDirectory, recalculates: "unless-given" });
}
