import type { Path } from "./world.ts";

/** What runs on the machine now, and how one gets in. Read only when it is asked for. */
export interface RunningFacts {
  readonly session: SessionFacts;
  readonly administrators: AdministratorFacts;
  readonly services: ServiceFacts;
  readonly processes: ProcessFacts;
  readonly network: NetworkFacts;
  readonly checkers: CheckerFacts;
}

/** How the caller sits at this machine. */
export interface SessionFacts {
  /** The connection the caller came in by; undefined for somebody at the machine itself. */
  readonly remote: RemoteSession | undefined;
  /** Inside tmux or screen: what is started goes on when the connection breaks. */
  readonly isDetachable: boolean;
  /** Names of the other accounts that sit at a terminal or a desktop of this machine now. */
  readonly others: readonly string[];
  /** The container that all this is in; undefined on a machine of its own. */
  readonly container: Container | undefined;
}

/** Walls around some processes: who is root in there is root of that, not of the machine. */
export interface Container {
  /** `docker`, `podman`, `lxc`; empty where nothing tells, as after `unshare --map-root-user`. */
  readonly kind: string;
  /** The number that root in here has outside, 0 where the two are one. */
  readonly rootOutside: number;
}

export interface RemoteSession {
  /** The port of this machine that the connection goes to. */
  readonly port: number;
  /** Where it comes from, as an address. */
  readonly from: string;
  /** The address of this machine that it goes to. */
  readonly to: string;
}

/** Who could become root, as far as that can be read. */
export interface AdministratorFacts {
  /** Groups whose members may become root: `sudo`, `wheel`, `admin` and those of readable rules. */
  readonly groups: readonly string[];
  /** Names of accounts that may become root and can log in, root itself left out. */
  readonly names: readonly string[];
  /** Whether root can log in with a password or a key of its own. */
  readonly canRootLogIn: boolean;
}

export interface ServiceFacts {
  /** Whether systemd runs this machine. */
  readonly isSystemd: boolean;
  /** The name a unit's file goes by: `sshd.service` and `ssh` give `ssh.service`. */
  canonicalName(unit: string): string;
  /** Whether processes of it run now; undefined where that cannot be told. */
  isRunning(unit: string): boolean | undefined;
}

export interface RunningProcess {
  readonly pid: number;
  readonly parent: number;
  /** The kernel's short name, at most 15 characters. */
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  /** Effective uid, where it differs from `uid`. */
  readonly effectiveUid: number;
  readonly group: number;
  readonly session: number;
  /** Device number of its terminal, 0 for none. */
  readonly terminal: number;
  /** One letter of the kernel's: R, S, D, Z … */
  readonly state: string;
  /** Start time in clock ticks since the machine started. */
  readonly started: number;
  /** Empty for threads of the kernel. */
  readonly words: readonly string[];
}

export interface ProcessFacts {
  readonly list: readonly RunningProcess[];
  find(pid: number): RunningProcess | undefined;
  /** The caller's shell, terminal and what else leads to it, nearest first; this program left out. */
  readonly ancestors: readonly RunningProcess[];
}

export interface Listener {
  readonly port: number;
  /** `0.0.0.0` and `::` for all. */
  readonly address: string;
  readonly protocol: "tcp" | "udp";
}

export interface NetworkInterface {
  readonly name: string;
  readonly isUp: boolean;
  readonly isLoopback: boolean;
  readonly addresses: readonly string[];
  /** The kernel module that drives it. */
  readonly driver: string | undefined;
}

export interface NetworkFacts {
  readonly interfaces: readonly NetworkInterface[];
  /** The interface of the default route. */
  readonly defaultInterface: string | undefined;
  readonly listeners: readonly Listener[];
  /** Whether ufw's stored rules let a TCP port in from an address; undefined where unreadable. */
  isAllowedByUfw(port: number, from: string): boolean | undefined;
  /** Whether ufw is switched on; undefined where that cannot be read. */
  readonly isUfwEnabled: boolean | undefined;
}

/** Where a unit's file lies, earlier places first. */
export const unitDirectories: readonly Path[] = [
  "/etc/systemd/system",
  "/run/systemd/system",
  "/usr/local/lib/systemd/system",
  "/lib/systemd/system",
  "/usr/lib/systemd/system",
];

/** Files whose content a program of this machine can look over before it takes effect. */
export type CheckedKind = "sudoers" | "sshd_config" | "fstab";

export interface CheckerFacts {
  /** What the real checker says of a text; undefined where there is none, or it cannot tell. */
  check(kind: CheckedKind, text: string): CheckedText | undefined;
  /**
   * The settings that sshd takes out of a text for somebody who comes from an address, keywords in
   * small letters; undefined where sshd cannot be asked.
   */
  sshdSettings?(text: string, from: SshClient): ReadonlyMap<string, readonly string[]> | undefined;
}

export interface SshClient {
  readonly user: string;
  readonly address: string;
}

export interface CheckedText {
  readonly isSound: boolean;
  /** The first complaint, in the checker's words; empty where there is none. */
  readonly complaint: string;
}
