import { applyMode, parseMode } from "../../domain/mode.ts";
import type { Call } from "../../domain/program.ts";
import { type BackupRules, readBackupRules } from "./backup.ts";
import { quoteName, quoteText } from "./messages.ts";
import type { OptionsRead } from "./options.ts";
import { parseGroup, parseUser } from "./owner.ts";
import type { Report } from "./report.ts";

/** What install gives to what it makes. */
export interface InstallRules {
  readonly fileMode: number;
  readonly directoryMode: { readonly mode: number; readonly decided: number };
  readonly uid: number | undefined;
  readonly gid: number | undefined;
  readonly backup: BackupRules;
  readonly makesParents: boolean;
  readonly compares: boolean;
  readonly strips: boolean;
  readonly keepsTimes: boolean;
  readonly isVerbose: boolean;
}

/** Reads the options of install; undefined after a complaint. */
export function readInstallRules(
  call: Call,
  read: OptionsRead,
  report: Report,
): InstallRules | undefined {
  if (hasMistake(read, report)) return undefined;
  const backup = readBackupRules(read, call, report);
  if (backup === undefined) return undefined;
  const text = read.value("mode") ?? "755";
  const changes = parseMode(text);
  if (changes === undefined) {
    report.fail(`invalid mode ${quoteText(text, call.environment)}`);
    return undefined;
  }
  const owner = readOwner(call, read, report);
  if (owner === undefined) return undefined;
  return {
    fileMode: applyMode(changes, 0, false, 0).mode,
    // Without -m every bit is decided, inherited set-group-id bits too.
    directoryMode: read.has("mode")
      ? applyMode(changes, 0, true, 0)
      : { mode: 0o755, decided: 0o7777 },
    ...owner,
    backup,
    makesParents: read.has("D"),
    compares: read.has("compare"),
    strips: read.has("strip"),
    keepsTimes: read.has("preserve-timestamps"),
    isVerbose: read.has("verbose"),
  };
}

/** Options that do not go together. */
function hasMistake(read: OptionsRead, report: Report): boolean {
  const extra = read.has("no-target-directory") ? read.operands[2] : undefined;
  const clash = ["preserve-timestamps", "strip"].find(
    (key) => read.has("compare") && read.has(key),
  );
  if (read.has("directory") && read.has("strip")) {
    report.fail("the strip option may not be used when installing a directory");
  } else if (read.has("directory") && read.has("target-directory")) {
    report.fail("target directory not allowed when installing a directory");
  } else if (
    read.operands.length < (read.has("directory") || read.has("target-directory") ? 1 : 2)
  ) {
    // The operands are complained of first, by whoever reads them.
    return false;
  } else if (read.has("no-target-directory") && read.has("target-directory")) {
    report.fail("cannot combine --target-directory (-t) and --no-target-directory (-T)");
  } else if (extra !== undefined) report.usage(`extra operand ${quoteName(extra.text)}`);
  else if (clash !== undefined) {
    report.usage(`options --compare (-C) and --${clash} are mutually exclusive`);
  }
  return report.hasFailed;
}

function readOwner(
  call: Call,
  read: OptionsRead,
  report: Report,
): { readonly uid: number | undefined; readonly gid: number | undefined } | undefined {
  const { accounts } = call.facts;
  const [owner, group] = [read.value("owner"), read.value("group")];
  const uid = owner === undefined ? undefined : parseUser(owner, accounts);
  if (owner !== undefined && uid === undefined) {
    report.fail(`invalid user ${quoteText(owner, call.environment)}`);
    return undefined;
  }
  const gid = group === undefined ? undefined : parseGroup(group, accounts);
  if (group !== undefined && gid === undefined) {
    report.fail(`invalid group ${quoteText(group, call.environment)}`);
    return undefined;
  }
  return { uid, gid };
}
