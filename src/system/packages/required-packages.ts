import type { PackageRecord } from "./package-source.ts";

/**
 * Packages the machine cannot do without: those the database calls essential, those that own what
 * it takes to start, log in, become root and install (`seeds`), and all that these need in turn.
 */
export function requiredPackages(
  packages: readonly PackageRecord[],
  seeds: Iterable<string>,
): ReadonlySet<string> {
  const byName = new Map(packages.map((record) => [record.name, record]));
  const providers = providersOf(packages);
  const required = new Set<string>();
  const waiting = [...seeds, ...packages.filter((one) => one.isEssential).map((one) => one.name)];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const record = byName.get(name);
    if (record === undefined || required.has(name)) continue;
    required.add(name);
    for (const alternatives of record.needs) {
      const installed = alternatives.find((one) => byName.has(one) || providers.has(one));
      if (installed === undefined) continue;
      waiting.push(byName.has(installed) ? installed : (providers.get(installed) ?? ""));
    }
  }
  return required;
}

function providersOf(packages: readonly PackageRecord[]): ReadonlyMap<string, string> {
  const providers = new Map<string, string>();
  for (const { name, provides } of packages) {
    for (const provided of provides) if (!providers.has(provided)) providers.set(provided, name);
  }
  return providers;
}

/** Programs whose packages are seeds: to start, to log in, to become root, to install, to repair. */
const seedPrograms: ReadonlySet<string> = new Set(
  [
    "init sh bash login agetty getty sshd sudo su mount fsck modprobe dpkg apt-get apt rpm dnf",
    "zypper pacman apk systemd-udevd udevd dbus-daemon grub-install grub-mkconfig update-grub",
    "update-initramfs mkinitramfs dracut mkinitcpio ip networkctl NetworkManager ifup dhclient",
    "netplan cryptsetup lvm passwd",
  ]
    .join(" ")
    .split(" "),
);

/** Whether the package that owns the file `name` in `directory` is one to start from. */
export function isSeed(directory: string, name: string): boolean {
  if (/\/(?:s?bin|systemd)$/.test(directory))
    return seedPrograms.has(name) || name === "systemd" || name === "systemd-logind";
  if (directory.endsWith("/security")) return name.startsWith("pam_");
  return directory === "/boot" && name.startsWith("vmlinuz");
}
