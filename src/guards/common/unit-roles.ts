import type { Severity } from "../../domain/finding.ts";

/** What a service is for, as far as its name tells. */
export interface UnitRole {
  readonly kind:
    | "ssh"
    | "network"
    | "resolver"
    | "firewall"
    | "foundation"
    | "display"
    | "login"
    | "data"
    | "duty"
    | "target";
  /** How bad it is when it stops now. */
  readonly severity: Severity;
  /** What would no longer work, a sentence without its full stop. */
  readonly consequence: string;
}

const roles: readonly (readonly [
  pattern: RegExp,
  kind: UnitRole["kind"],
  severity: Severity,
  consequence: string,
])[] = [
  [
    /^(open)?sshd?(@.*)?\.(service|socket)$|^dropbear\.service$/,
    "ssh",
    "caution",
    "Nobody could log in over the network",
  ],
  [
    /^(networking|NetworkManager|systemd-networkd|network|wicked|connman|dhcpcd|wpa_supplicant|ifup@.*|netplan.*|iwd)\.(service|socket)$/,
    "network",
    "caution",
    "The machine could lose its network",
  ],
  [
    /^(systemd-resolved|named|bind9|unbound|dnsmasq|nscd)\.service$/,
    "resolver",
    "caution",
    "Names such as those of web sites could no longer be looked up",
  ],
  [
    /^(ufw|firewalld|nftables|iptables|ip6tables|netfilter-persistent|shorewall|fail2ban|apparmor|selinux|auditd|crowdsec)\.service$/,
    "firewall",
    "caution",
    "What it protects this machine from could get in",
  ],
  [
    /^(dbus(-broker)?|systemd-(journald|udevd|logind|userdbd|modules-load|tmpfiles-setup)|init|udev|elogind|polkit)\.(service|socket)$/,
    "foundation",
    "danger",
    "Most other services and every login rely on it",
  ],
  [
    /^(display-manager|gdm3?|sddm|lightdm|lxdm|xdm|wdm|slim)\.service$/,
    "display",
    "danger",
    "Every desktop session on this machine would end, with whatever is not saved",
  ],
  [
    /^user@\d+\.service$|^user-\d+\.slice$|^session-.*\.scope$/,
    "display",
    "danger",
    "Everything that account runs would end, with whatever is not saved",
  ],
  [
    /^(sssd|winbind|slapd|ypbind|krb5-kdc|getty@.*|console-getty|serial-getty@.*)\.service$/,
    "login",
    "danger",
    "Accounts could no longer log in",
  ],
  [
    /^(mysqld?|mariadb|postgresql(@.*)?|mongod|redis(-server)?|influxdb|elasticsearch|cassandra|rabbitmq-server|docker|containerd|podman|libvirtd|nfs-server|nfs-kernel-server|smbd|vsftpd|zfs-.*|lvm2-.*|iscsid|open-iscsi)\.(service|socket)$/,
    "data",
    "caution",
    "Programs that keep their data with it would stop working",
  ],
  [
    /^(crond?|anacron|atd)\.service$/,
    "duty",
    "caution",
    "Scheduled jobs, backups among them, would no longer run",
  ],
  [
    /^(unattended-upgrades|dnf-automatic|apt-daily(-upgrade)?)\.(service|timer)$/,
    "duty",
    "caution",
    "Known holes would stay open until somebody updates by hand",
  ],
  [
    /^(rsyslog|syslog|syslog-ng)\.service$/,
    "duty",
    "caution",
    "What happens on this machine would no longer be written down",
  ],
  [
    /^(basic|sysinit|local-fs|multi-user|graphical|default|network-online|network|paths|slices|sockets)\.target$/,
    "target",
    "danger",
    "All services that belong to it would stop",
  ],
];

/** Undefined for a service that only its own users miss. */
export function roleOf(unit: string): UnitRole | undefined {
  const found = roles.find(([pattern]) => pattern.test(unit));
  if (found === undefined) return undefined;
  const [, kind, severity, consequence] = found;
  return { kind, severity, consequence };
}

/** A service's name without what only systemd needs. */
export function plainUnit(unit: string): string {
  return unit.replace(/\.service$/, "");
}
