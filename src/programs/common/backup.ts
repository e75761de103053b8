import type { Call } from "../../domain/program.ts";
import type { Files } from "../../domain/view/files.ts";
import { type ErrorCode, isError } from "../../domain/world.ts";
import type { OptionsRead } from "./options.ts";
import { baseName, directoryName, stripSlashes } from "./paths.ts";
import type { Report } from "./report.ts";

/** How cp, mv, ln and install keep what they would overwrite. */
export type BackupKind = "none" | "simple" | "numbered" | "existing";

export interface BackupRules {
  readonly kind: BackupKind;
  readonly suffix: string;
}

/** Options of the programs that make backups. */
export const backupOptions: readonly string[] = [
  "--backup[=CONTROL]",
  "-b",
  "-S SUFFIX --suffix=SUFFIX",
];

const kinds: Readonly<Record<string, BackupKind>> = {
  none: "none",
  off: "none",
  simple: "simple",
  never: "simple",
  existing: "existing",
  nil: "existing",
  numbered: "numbered",
  t: "numbered",
};

/** What `-b`, `--backup`, `-S` and the environment ask for; undefined after a complaint. */
export function readBackupRules(
  read: OptionsRead,
  call: Call,
  report: Report,
): BackupRules | undefined {
  const suffix = readSuffix(read, call);
  const isAsked = read.has("backup") || read.has("b") || read.has("suffix");
  if (!isAsked) return { kind: "none", suffix };
  const control = read.value("backup") ?? "";
  const word = control === "" ? (call.environment.get("VERSION_CONTROL") ?? "") : control;
  if (word === "") return { kind: "existing", suffix };
  const kind = readKind(word);
  if (kind !== undefined) return { kind, suffix };
  report.invalidArgument(word, control === "" ? "$VERSION_CONTROL" : "backup type", kindNames);
  return undefined;
}

const kindNames = [
  ["none", "off"],
  ["simple", "never"],
  ["existing", "nil"],
  ["numbered", "t"],
];

function readSuffix(read: OptionsRead, call: Call): string {
  const suffix = read.value("suffix") ?? call.environment.get("SIMPLE_BACKUP_SUFFIX") ?? "";
  return suffix === "" || suffix.includes("/") ? "~" : suffix;
}

/** A kind may be shortened as long as it stays the only one meant. */
function readKind(text: string): BackupKind | undefined {
  const exact = kinds[text];
  if (exact !== undefined) return exact;
  const matches = new Set(
    Object.keys(kinds)
      .filter((name) => name.startsWith(text))
      .map((name) => kinds[name]),
  );
  return matches.size === 1 ? [...matches][0] : undefined;
}

/** The name under which a file would be kept. */
export function backupName(files: Files, path: string, rules: BackupRules): string {
  const last = rules.kind === "simple" ? 0 : lastNumber(files, path);
  return rules.kind === "numbered" || last > 0 ? `${path}.~${last + 1}~` : path + rules.suffix;
}

function lastNumber(files: Files, path: string): number {
  const entries = files.readDirectory(directoryName(path));
  if (isError(entries)) return 0;
  const start = `${baseName(path)}.~`;
  const numbers = entries.map(({ name }) =>
    name.startsWith(start) ? name.slice(start.length) : "",
  );
  return Math.max(
    0,
    ...numbers.map((rest) => (/^[1-9][0-9]*~$/.test(rest) ? Number(rest.slice(0, -1)) : 0)),
  );
}

/** Renames a file out of the way. Gives its new name, or the error. */
export function makeBackup(
  files: Files,
  path: string,
  rules: BackupRules,
): { readonly name: string } | ErrorCode {
  const name = backupName(files, stripSlashes(path), rules);
  const error = files.rename(path, name);
  return error ?? { name };
}
