import type { PackageNeed } from "../../domain/facts.ts";

/** Packages without which nothing works, by their names on several distributions, and what for. */
const critical: ReadonlyMap<string, string> = new Map([
  ...named("by every program", "libc6 glibc musl glibc-common libgcc-s1 libc6-i386"),
  ...named("to run commands and scripts", "bash dash"),
  ...named("by nearly every script", "coreutils"),
  ...named(
    "to start the machine",
    "systemd systemd-sysv init sysvinit-core runit-init openrc libsystemd0 libsystemd-shared",
  ),
  ...named("to install and repair packages", "dpkg rpm pacman apk-tools"),
]);

const serving: ReadonlyMap<string, string> = new Map([
  ...named("to become root", "sudo doas opendoas"),
  ...named("to log in over the network", "openssh-server openssh"),
  ...named(
    "to log in",
    "login passwd libpam0g libpam-modules libpam-runtime libpam-modules-bin pam shadow libcrypt1 libpam-systemd",
  ),
  ...named("to install packages", "apt libapt-pkg6.0 dnf zypper"),
  ...named("to mount disks and log in", "util-linux mount"),
  ...named(
    "to start the machine",
    "udev initramfs-tools initramfs-tools-core kmod dracut grub-common grub2-common grub-pc grub-pc-bin grub-efi-amd64 grub-efi-amd64-bin e2fsprogs lvm2 cryptsetup",
  ),
  ...named("to reach the network", "iproute2 ifupdown network-manager netplan.io isc-dhcp-client"),
]);

function named(purpose: string, names: string): readonly (readonly [string, string])[] {
  return names.split(" ").map((name) => [name, purpose]);
}

/** Whether nothing works without the programs and libraries of this package. */
export function isCriticalPackage(name: string): boolean {
  return critical.has(name);
}

/** What a required package is needed for, to follow "needed". */
export function purposeOf(name: string): string {
  if (/^(?:linux-image|kernel)/.test(name)) return "to start the machine";
  return critical.get(name) ?? serving.get(name) ?? "by the base system";
}

/**
 * What packages of other systems are called that are needed likewise: a line for a package manager
 * that this machine does not have is judged as if it had.
 */
const elsewhere: ReadonlyMap<string, PackageNeed> = new Map([
  ...table(
    "critical",
    "by every program",
    "filesystem basesystem setup gcc-libs alpine-base alpine-baselayout alpine-baselayout-data aaa_base base base-system base-minimal baselayout busybox busybox-binsh libgcc glibc-minimal-langpack coreutils-single",
  ),
  ...table("critical", "to start the machine", "systemd-libs sysvinit runit runit-void"),
  ...table("critical", "to install and repair packages", "rpm-libs xbps portage"),
  ...table(
    "danger",
    "to start the machine",
    "kernel kernel-core kernel-modules kernel-default kernel-lt linux linux-lts linux-zen linux-hardened linux-virt gentoo-kernel gentoo-sources mkinitcpio grub grub2",
  ),
  ...table(
    "danger",
    "to install packages",
    "python3 platform-python yum dnf5 microdnf libzypp libsolv pacman-mirrorlist",
  ),
  ...table("danger", "by nearly every program", "openssl-libs openssl zlib ncurses ncurses-libs"),
  ...table("danger", "to log in", "libpam pambase shadow-utils"),
  ...table("danger", "to reach the network", "NetworkManager networkmanager"),
]);

function table(
  severity: PackageNeed["severity"],
  purpose: string,
  names: string,
): readonly (readonly [string, PackageNeed])[] {
  return names.split(" ").map((name) => [name, { severity, purpose }]);
}

/** What a package is needed for by its name alone, on whichever system: `sys-libs/glibc`. */
export function needByName(name: string): PackageNeed | undefined {
  const plain = name.replace(/^.*\//, "").replace(/\.(?:x86_64|i686|aarch64|noarch)$/, "");
  const purpose = critical.get(plain);
  if (purpose !== undefined) return { severity: "critical", purpose };
  const known = elsewhere.get(plain);
  if (known !== undefined) return known;
  const served = serving.get(plain);
  return served === undefined ? undefined : { severity: "danger", purpose: served };
}
