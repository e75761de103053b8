import type { Facts } from "../../domain/facts.ts";
import type { Severity } from "../../domain/finding.ts";
import type { Foreseen } from "../../domain/plan.ts";
import { type AccessChange, accessChanges, gainedBits, lostBits } from "./access-changes.ts";
import { type CommandEffects, groupByCommand } from "./by-command.ts";
import { homeAbove } from "./places.ts";
import { type SecretKind, secretKind } from "./secrets.ts";

/** How a secret is spoiled. */
export type Breach =
  | "others-read"
  | "others-change"
  /** Its own program can no longer use it. */
  | "owner-locked-out"
  /** It belongs to somebody else afterwards. */
  | "given-away";

/** A secret whose protection changes for the worse. */
export interface SpoiledSecret {
  readonly change: AccessChange;
  readonly kind: SecretKind;
  readonly breach: Breach;
}

/** The secrets that one command spoils. */
export interface SpoiledSecrets {
  readonly command: CommandEffects<AccessChange>;
  readonly severity: Severity;
  readonly spoiled: readonly SpoiledSecret[];
}

/** Changes after which secrets are open, or refused by the program that uses them. */
export function spoiledSecrets(foreseen: Foreseen, facts: Facts): readonly SpoiledSecrets[] {
  return groupByCommand(accessChanges(foreseen)).flatMap((command) => {
    const spoiled = command.effects.flatMap((change) => spoil(change, facts));
    if (spoiled.length === 0) return [];
    return [{ command, spoiled, severity: severityOf(spoiled) }];
  });
}

function spoil(change: AccessChange, facts: Facts): readonly SpoiledSecret[] {
  const kind = secretKind(change.path);
  if (kind === undefined) return [];
  const breach = breachOf(change, kind, facts);
  return breach === undefined ? [] : [{ change, kind, breach }];
}

function breachOf(change: AccessChange, kind: SecretKind, facts: Facts): Breach | undefined {
  const { before, after, path } = change;
  if (before.uid !== after.uid && !belongsWhereItIs(path, after.uid, facts)) return "given-away";
  const gained = gainedBits(change);
  if ((gained & 0o002) !== 0 || ((gained & 0o020) !== 0 && isStrict(kind))) return "others-change";
  if ((gained & readBits(kind, before.mode)) !== 0) return "others-read";
  const needed = before.type === "directory" ? 0o500 : 0o400;
  const isLocked = (lostBits(change) & needed) !== 0 && after.uid !== 0;
  return isLocked ? "owner-locked-out" : undefined;
}

/** A file in somebody's home that becomes theirs is put right. */
function belongsWhereItIs(path: string, uid: number, facts: Facts): boolean {
  const home = homeAbove(path, facts);
  const owner = facts.accounts.user(uid);
  if (home === undefined) return false;
  const isCallers = facts.caller.home === home && uid === facts.caller.identity.uid;
  return isCallers || owner?.home === home;
}

/** sshd takes no keys from files that a group may change. */
function isStrict(kind: SecretKind): boolean {
  return kind !== "credentials" && kind !== "gnupg";
}

/** The bits whose gain lets somebody read who must not. */
function readBits(kind: SecretKind, modeBefore: number): number {
  switch (kind) {
    case "ssh-key":
      return 0o044;
    case "authorized-keys":
    case "ssh-settings":
    case "ssh-directory":
      return 0;
    case "gnupg":
      return 0o055;
    case "host-key":
    case "password-hashes":
    case "sudo-rules":
      return 0o004;
    case "credentials":
      return (modeBefore & 0o077) === 0 ? 0o044 : 0o004;
  }
}

function severityOf(spoiled: readonly SpoiledSecret[]): Severity {
  return spoiled.some(isDangerous) ? "danger" : "caution";
}

function isDangerous({ kind, breach, change }: SpoiledSecret): boolean {
  if (kind === "password-hashes" || kind === "sudo-rules" || kind === "host-key") return true;
  const isShared = (gainedBits(change) & 0o002) !== 0;
  return breach === "others-change" && isShared && kind !== "credentials" && kind !== "gnupg";
}
