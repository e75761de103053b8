import { readFileSync } from "node:fs";
import type { Identity } from "../domain/identity.ts";

/** Who this process is to the kernel; the environment has no say in it. */
export function readIdentity(): Identity {
  return parseIdentity(readFileSync("/proc/self/status", "latin1"));
}

/** The effective ids, groups and capabilities in the text of /proc/PID/status. */
export function parseIdentity(status: string): Identity {
  return {
    uid: effectiveId(status, "Uid"),
    gid: effectiveId(status, "Gid"),
    groups: numbersIn(field(status, "Groups")),
    capabilities: new Set(capabilitiesIn(field(status, "CapEff"))),
  };
}

function field(status: string, name: string): string {
  const start = status.indexOf(`\n${name}:`);
  if (start < 0) return "";
  const from = start + name.length + 2;
  const end = status.indexOf("\n", from);
  return status.slice(from, end < 0 ? undefined : end).trim();
}

/** Real, effective, saved and file-system id stand in this order. */
function effectiveId(status: string, name: string): number {
  const id = numbersIn(field(status, name))[1];
  if (id === undefined) throw new Error(`/proc/self/status has no ${name}`);
  return id;
}

function numbersIn(text: string): readonly number[] {
  return (text.match(/\d+/g) ?? []).map(Number);
}

function capabilitiesIn(mask: string): readonly string[] {
  return capabilityNames.filter((_, at) => {
    // Four bits for each hexadecimal digit, the lowest last.
    const digit = mask.at(-1 - Math.floor(at / 4)) ?? "0";
    return (Number.parseInt(digit, 16) & (1 << (at % 4))) !== 0;
  });
}

/** In the order of the kernel's numbers (linux/capability.h). */
const capabilityNames: readonly string[] = [
  "chown dac_override dac_read_search fowner fsetid kill setgid setuid setpcap linux_immutable",
  "net_bind_service net_broadcast net_admin net_raw ipc_lock ipc_owner sys_module sys_rawio",
  "sys_chroot sys_ptrace sys_pacct sys_admin sys_boot sys_nice sys_resource sys_time",
  "sys_tty_config mknod lease audit_write audit_control setfcap mac_override mac_admin syslog",
  "wake_alarm block_suspend audit_read perfmon bpf checkpoint_restore",
]
  .join(" ")
  .split(" ");
