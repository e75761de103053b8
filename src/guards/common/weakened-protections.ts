import type { Cause, ServiceEffect } from "../../domain/effect.ts";
import type { Facts } from "../../domain/facts.ts";
import type { Severity } from "../../domain/finding.ts";
import type { Foreseen } from "../../domain/plan.ts";
import type { Path } from "../../domain/world.ts";
import { kernelSettings } from "./kernel-settings.ts";

/** A protection of the machine that is switched off, now or from the next start on. */
export interface WeakenedProtection {
  readonly cause: Cause;
  /** The setting, as it is shown. */
  readonly name: string;
  readonly severity: Severity;
  /** A sentence without its full stop. */
  readonly consequence: string;
}

const easier = "A hole in a program would be easier to make use of";
const misled = "Others in the network could lead its traffic astray";

/** Settings of the kernel with the values that weaken it. */
const kernelValues: Readonly<Record<string, readonly [weak: RegExp, consequence: string]>> = {
  "kernel.randomize_va_space": [/^0$/, easier],
  "kernel.kptr_restrict": [/^0$/, easier],
  "kernel.dmesg_restrict": [/^0$/, easier],
  "kernel.yama.ptrace_scope": [/^0$/, easier],
  "kernel.perf_event_paranoid": [/^(-1|0)$/, easier],
  "kernel.unprivileged_bpf_disabled": [/^0$/, easier],
  "fs.protected_hardlinks": [/^0$/, easier],
  "fs.protected_symlinks": [/^0$/, easier],
  "fs.protected_regular": [/^0$/, easier],
  "fs.protected_fifos": [/^0$/, easier],
  "fs.suid_dumpable": [/^[12]$/, "Passwords could end up in what programs leave when they crash"],
  "net.ipv4.tcp_syncookies": [/^0$/, "A flood of half-open connections could stop its services"],
  "kernel.core_pattern": [/^\|/, "Root would start that program whenever any other crashes"],
  "kernel.modprobe": [
    /^(?!\/(usr\/)?sbin\/modprobe$)/,
    "The kernel would start that program as root",
  ],
  "kernel.modules_disabled": [/^1$/, "No driver could be loaded until the next start"],
  "vm.panic_on_oom": [/^[12]$/, "The machine would stop as soon as memory runs short"],
};

const networkValues: readonly (readonly [name: RegExp, weak: RegExp])[] = [
  [/^net\.ipv[46]\.conf\.[^.]+\.accept_(redirects|source_route)$/, /^1$/],
  [/^net\.ipv4\.conf\.[^.]+\.rp_filter$/, /^0$/],
];

function ofKernel(effect: ServiceEffect): readonly WeakenedProtection[] {
  const { target: name, detail = "", cause } = effect;
  const [weak, consequence] =
    (Object.hasOwn(kernelValues, name) ? kernelValues[name] : undefined) ?? [];
  const isWeak = weak?.test(detail) === true;
  const misleads =
    name.startsWith("net.") &&
    networkValues.some(([pattern, value]) => pattern.test(name) && value.test(detail));
  if (!isWeak && !misleads) return [];
  return [
    { cause, name, severity: "caution", consequence: isWeak ? (consequence ?? easier) : misled },
  ];
}

const unconfined = "Programs would no longer be kept to what they are meant to do";
const open = "Every port that a program listens on could be reached from outside";
const unmended = "Known holes would stay open until somebody updates by hand";

/** Lines of settings files that switch a protection off. */
const files: readonly (readonly [path: RegExp, line: RegExp, consequence: string])[] = [
  [
    /^\/etc\/(selinux|sysconfig)\/(config|selinux)$/,
    /^\s*SELINUX=(disabled|permissive)\b/i,
    unconfined,
  ],
  [
    /^\/etc\/default\/grub(\.d\/[^/]+\.cfg)?$|^\/etc\/kernel\/cmdline$/,
    /^(?!\s*#).*\b(selinux=0|enforcing=0|apparmor=0|security=none|mitigations=off|nokaslr|audit=0|nopti|nospectre_v2|module\.sig_enforce=0)\b/,
    easier,
  ],
  [/^\/etc\/ufw\/ufw\.conf$/, /^\s*ENABLED=no\b/i, open],
  [/^\/etc\/default\/ufw$/, /^\s*DEFAULT_INPUT_POLICY="?ACCEPT\b/, open],
  [/^\/etc\/firewalld\/firewalld\.conf$/, /^\s*DefaultZone=trusted\b/, open],
  [/^\/etc\/apt\/apt\.conf\.d\/[^/]+$/, /^\s*APT::Periodic::Unattended-Upgrade\s+"0"/, unmended],
];

function ofFiles(foreseen: Foreseen): readonly WeakenedProtection[] {
  const written = new Map<Path, Cause>();
  for (const effect of foreseen.effects) {
    if (effect.kind !== "write" && effect.kind !== "create" && effect.kind !== "move") continue;
    if (effect.path.startsWith("/etc/")) written.set(effect.path, effect.cause);
  }
  return [...written].flatMap(([path, cause]) => {
    const rules = files.filter(([pattern]) => pattern.test(path));
    if (rules.length === 0) return [];
    const before = new Set((foreseen.textBefore?.(path) ?? "").split("\n"));
    const added = (foreseen.textAfter?.(path) ?? "").split("\n").filter((one) => !before.has(one));
    return rules.flatMap(([, pattern, consequence]): readonly WeakenedProtection[] => {
      const line = added.find((one) => pattern.test(one));
      return line === undefined
        ? []
        : [{ cause, name: line.trim(), severity: "caution", consequence }];
    });
  });
}

/** Protections that the line switches off. */
export function weakenedProtections(
  foreseen: Foreseen,
  facts: Facts,
): readonly WeakenedProtection[] {
  return [...kernelSettings(foreseen, facts).flatMap(ofKernel), ...ofFiles(foreseen)];
}
