import type { BackupRules } from "../backup.ts";

/** How cp, mv and install copy; what is common to them is decided by these alone. */
export interface CopyRules {
  readonly isMove: boolean;
  /** Links of the source: followed, followed when named on the command line, or copied as links. */
  readonly follow: "always" | "command" | "never";
  readonly isRecursive: boolean;
  /** Devices and pipes are read like files instead of being made anew. */
  readonly readsSpecial: boolean;
  readonly makes: "copies" | "hard links" | "symbolic links";
  readonly keepsMode: boolean;
  readonly keepsOwner: boolean;
  readonly keepsTimes: boolean;
  readonly keepsLinks: boolean;
  /** `--no-preserve=mode`: new files get what the umask leaves of 0666. */
  readonly dropsMode: boolean;
  /** An attribute that cannot be kept is a failure (`-p`), not to be passed over (mv). */
  readonly mustKeep: boolean;
  /** Removes an existing target before opening it. */
  readonly unlinksBefore: boolean;
  /** Removes an existing target that cannot be opened, and tries again (`-f`). */
  readonly unlinksAfterFailure: boolean;
  readonly overwriting: "always" | "ask" | "never" | "unspecified";
  readonly isUpdate: boolean;
  readonly backup: BackupRules;
  readonly isOneFileSystem: boolean;
  readonly isVerbose: boolean;
  /** `--attributes-only`. */
  readonly leavesData: boolean;
  /** The mode that install gives, whatever the source's. */
  readonly mode?: number;
  /** POSIXLY_CORRECT: a new file is made through a link that leads nowhere. */
  readonly writesThroughDangling: boolean;
}

export const copyDefaults: CopyRules = {
  isMove: false,
  follow: "always",
  isRecursive: false,
  readsSpecial: true,
  makes: "copies",
  keepsMode: false,
  keepsOwner: false,
  keepsTimes: false,
  keepsLinks: false,
  dropsMode: false,
  mustKeep: false,
  unlinksBefore: false,
  unlinksAfterFailure: false,
  overwriting: "unspecified",
  isUpdate: false,
  backup: { kind: "none", suffix: "~" },
  isOneFileSystem: false,
  isVerbose: false,
  leavesData: false,
  writesThroughDangling: false,
};
