import { basename } from "node:path/posix";
import type { Facts } from "../../domain/facts.ts";
import type { Severity } from "../../domain/finding.ts";
import type { Foreseen } from "../../domain/plan.ts";
import type { Path } from "../../domain/world.ts";
import {
  type AccessChange,
  accessChanges,
  losesSetId,
  lostBits,
  wholeChanges,
} from "./access-changes.ts";
import { type CommandEffects, groupByCommand } from "./by-command.ts";
import type { EffectOf } from "./existing.ts";
import { isRepair } from "./proper-modes.ts";
import { severest } from "./wording.ts";

export type SetIdGain = EffectOf<"metadata"> | EffectOf<"create">;

/** The programs to which one command gives other people's rights. */
export interface SetIdAdded {
  readonly command: CommandEffects<SetIdGain>;
  readonly severity: Severity;
}

/** The programs that one command takes their special rights from. */
export interface SetIdRemoved {
  readonly command: CommandEffects<AccessChange>;
  readonly severity: Severity;
}

/** Programs that run whatever they are told: as root they are a root shell for everybody. */
const interpreters =
  /^(ba|da|k|z|fi|tc|c|a)?sh$|^(python|perl|ruby|node|php|lua|tclsh)[\d.]*$|^(vi|vim|nano|ed|emacs|less|more|man|find|awk|gawk|mawk|sed|env|xargs|cp|mv|dd|tee|tar|rsync|zip|busybox|gdb|strace|nmap|socat|ncat?|docker|systemctl|make|git|ssh|screen|tmux|expect|chmod|chown|cat)$/;

/** Files that become set-user-id or set-group-id. */
export function setIdAdded(foreseen: Foreseen, facts: Facts): readonly SetIdAdded[] {
  const found = foreseen.effects.filter(isGain);
  if (found.length === 0) return [];
  const whole = wholeChanges(foreseen);
  const gains = found.filter(
    (gain) =>
      gain.kind === "create" ||
      gain.capabilities !== undefined ||
      !isFine(whole.get(gain.path), found.length, facts),
  );
  return groupByCommand(gains).map((command) => ({
    command,
    severity: severest(command.effects.map(severityOfGain)),
  }));
}

/** Whether a path is in the end as it was in the beginning, or as it should be. */
function isFine(change: AccessChange | undefined, among: number, facts: Facts): boolean {
  if (change === undefined) return false;
  if (isRepair(change, among, facts)) return true;
  const { before, after } = change;
  const isSame = ((before.mode ^ after.mode) & 0o6000) === 0;
  return isSame && before.uid === after.uid && before.gid === after.gid;
}

/** Access after an effect, whichever kind it is. */
export function accessAfter(effect: SetIdGain) {
  return effect.kind === "create" ? effect.access : effect.after;
}

function isGain(effect: Foreseen["effects"][number]): effect is SetIdGain {
  if (effect.kind === "create") {
    return effect.type === "file" && isSetId(effect.access.mode);
  }
  if (effect.kind !== "metadata" || effect.before.type !== "file") return false;
  const { before, after, capabilities } = effect;
  if (capabilities !== undefined) return isAlmighty(capabilities);
  const gained = after.mode & ~before.mode;
  if ((gained & 0o6000) !== 0) return isSetId(after.mode);
  // A set-id program that comes to belong to root is as good as a new one.
  return isSetId(after.mode) && before.uid !== 0 && after.uid === 0;
}

/** Rights with which a program can do as root does; the others only open a port or the like. */
const almighty =
  /(?:^|[,\s])(?:all|cap_(?:chown|dac_override|dac_read_search|fowner|setuid|setgid|setfcap|setpcap|sys_admin|sys_module|sys_ptrace|sys_rawio|bpf|mknod|sys_chroot))\b|^=/;

function isAlmighty(capabilities: string): boolean {
  return almighty.test(capabilities) && /[+=][eip]/.test(capabilities);
}

/** Without the group's right to run, the set-group-id bit of a file means nothing. */
function isSetId(mode: number): boolean {
  return (mode & 0o4000) !== 0 || (mode & 0o2010) === 0o2010;
}

function severityOfGain(effect: SetIdGain): Severity {
  const { mode, uid } = accessAfter(effect);
  const isGiven = effect.kind === "metadata" && effect.capabilities !== undefined;
  if (isGiven) {
    const isOpenToAll = (mode & 0o022) !== 0 || uid !== 0;
    return isOpenToAll || interpreters.test(basename(effect.path)) ? "critical" : "danger";
  }
  // A copy of such a program adds nothing that its first has not.
  if (effect.kind === "create" && effect.copyOf !== undefined && uid !== 0) return "note";
  const isRoots = (mode & 0o4000) !== 0 && uid === 0;
  if (!isRoots) return "caution";
  const isOpen = (mode & 0o022) !== 0;
  return isOpen || interpreters.test(basename(effect.path)) ? "critical" : "danger";
}

/** Files that lose a set-id bit. */
export function setIdRemoved(foreseen: Foreseen, facts: Facts): readonly SetIdRemoved[] {
  const found = accessChanges(foreseen).filter(
    (change) => losesSetId(change) && isSetId(change.before.mode),
  );
  if (found.length === 0) return [];
  const whole = wholeChanges(foreseen);
  const losses = found.filter(({ path }) => !isFine(whole.get(path), found.length, facts));
  return groupByCommand(losses).map((command) => ({
    command,
    severity: severest(command.effects.map((change) => severityOfLoss(change, facts))),
  }));
}

/** Programs without which nobody becomes root, logs in or changes a password. */
const vital: ReadonlySet<string> = new Set(
  "sudo su doas passwd pkexec mount umount newgrp unix_chkpwd dbus-daemon-launch-helper polkit-agent-helper-1 login ping".split(
    " ",
  ),
);

function severityOfLoss({ path, before }: AccessChange, facts: Facts): Severity {
  if (facts.packages.owners(path).length === 0) return "note";
  const isRoots = before.uid === 0 && (before.mode & 0o4000) !== 0;
  return isRoots && vital.has(basename(path)) ? "danger" : "caution";
}

/** Whether the bits go although nobody spoke of them: chown takes them away by itself. */
export function isByChown({ command }: SetIdRemoved): boolean {
  return command.effects.every(
    (change) =>
      (lostBits(change) & 0o0777) === 0 &&
      (change.before.uid !== change.after.uid || change.before.gid !== change.after.gid),
  );
}

/** The paths of a command's effects. */
export function pathsOfEffects({
  effects,
}: CommandEffects<SetIdGain | AccessChange>): readonly Path[] {
  return effects.map(({ path }) => path);
}
