import type { OptionsRead } from "../options.ts";

/** What apt, apt-get and apt-mark take, in all their commands. */
export const aptOptions: readonly string[] = [
  "-s --simulate --just-print --dry-run --recon --no-act",
  "-y --yes --assume-yes",
  "--assume-no",
  "-q --quiet[=LEVEL]",
  "-d --download-only",
  "-f --fix-broken",
  "-m --ignore-missing --fix-missing",
  "-u --show-upgraded",
  "-V --verbose-versions",
  "-b --build --compile",
  "-t RELEASE --target-release=RELEASE --default-release=RELEASE",
  "-a ARCH --host-architecture=ARCH",
  "-o SETTING --option=SETTING",
  "-c FILE --config-file=FILE",
  "--with-source=FILE",
  "--install-recommends",
  "--no-install-recommends",
  "--install-suggests",
  "--no-install-suggests",
  "--only-upgrade",
  "--no-upgrade",
  "--with-new-pkgs",
  "--without-new-pkgs",
  "--reinstall",
  "--purge",
  "--auto-remove --autoremove",
  "--no-auto-remove --no-autoremove",
  "--no-remove",
  "--no-download",
  "--ignore-hold",
  "--mark-auto",
  "--force-yes",
  "--allow-unauthenticated",
  "--allow-insecure-repositories",
  "--no-allow-insecure-repositories",
  "--allow-downgrades",
  "--allow-remove-essential",
  "--allow-change-held-packages",
  "--allow-releaseinfo-change",
  "--print-uris",
  "--list-cleanup",
  "--no-list-cleanup",
  "--show-progress",
  "--trivial-only",
  "-h --help",
  "-v --version",
];

/** Options that make another plan, handed on to the simulation as they are. */
const deciding = new Set([
  "install-recommends",
  "no-install-recommends",
  "install-suggests",
  "no-install-suggests",
  "only-upgrade",
  "no-upgrade",
  "with-new-pkgs",
  "without-new-pkgs",
  "reinstall",
  "purge",
  "autoremove",
  "no-autoremove",
  "no-remove",
  "ignore-hold",
  "fix-broken",
  "fix-missing",
  "allow-unauthenticated",
  "allow-downgrades",
  "allow-remove-essential",
  "allow-change-held-packages",
]);

/** Settings of `-o` that make another plan. */
const decidingSetting =
  /^APT::(?:Install-(?:Recommends|Suggests)|Default-Release|Get::(?:Only-Upgrade|Upgrade|Upgrade-Allow-New|ReInstall|Purge|AutomaticRemove|Remove|Fix-Broken|Fix-Missing|AllowUnauthenticated|allow-[\w-]+))$/i;

/** Settings of `-o` that change how it is done, or shown, and not what. */
const harmlessSetting =
  /^(?:quiet|APT::(?:Color|Update::Error-Mode|Status-Fd|Get::(?:Assume-Yes|Show-[\w-]+|List-Cleanup)|Keep-[\w-]+)|Dpkg::(?:Use-Pty|Progress[\w-]*|Lock::Timeout|Options)|Acquire::(?:Retries|Languages|ForceIPv[46]|Queue-Mode|Check-Date|(?:https?|ftp)::(?:Timeout|Pipeline-Depth|No-Cache|Dl-Limit))|Binary::[\w-]+::[\w-]+::[\w-]+|Debug::.*)(?:::)?$/i;

const distrustingSetting =
  /^(?:APT::Get::AllowUnauthenticated|APT::Get::allow-unauthenticated|Acquire::Allow(?:Insecure|Weak|DowngradeToInsecure)Repositories|Acquire::Check-Valid-Until|Acquire::https?::Verify-(?:Peer|Host))$/i;

/** The options that the simulation of a call needs, as words. */
export function decidingOptions(read: OptionsRead): readonly string[] {
  return read.given.flatMap(({ key, value = "" }) => {
    if (deciding.has(key)) return [`--${key}`];
    if (key === "default-release") return [`--target-release=${value}`];
    return key === "option" && decidingSetting.test(nameOf(value)) ? ["-o", value] : [];
  });
}

/** An option whose consequences are not known; undefined where all are. */
export function strangeOption(read: OptionsRead): string | undefined {
  const found = read.given.find(({ key, value = "" }) => {
    if (["config-file", "with-source", "host-architecture", "compile"].includes(key)) return true;
    if (key !== "option") return false;
    const name = nameOf(value);
    const patterns = [decidingSetting, harmlessSetting, distrustingSetting];
    return !patterns.some((pattern) => pattern.test(name));
  });
  return found?.value === undefined ? found && `--${found.key}` : found.value;
}

/** The option that takes packages without a valid signature; undefined where none does. */
export function distrustingOption(read: OptionsRead): string | undefined {
  const found = read.given.find(({ key, value = "" }) => {
    if (key === "option") return isDistrusting(value);
    return ["allow-unauthenticated", "allow-insecure-repositories", "force-yes"].includes(key);
  });
  return found?.argument.text;
}

/** `Verify-Peer=false` distrusts by being off, the others by being on. */
function isDistrusting(setting: string): boolean {
  const name = nameOf(setting);
  if (!distrustingSetting.test(name)) return false;
  const isOn = /^(?:yes|true|with|on|enable|1)$/i.test(setting.slice(name.length + 1));
  return /Check-Valid-Until|Verify-/i.test(name) ? !isOn : isOn;
}

function nameOf(setting: string): string {
  return setting.replace(/=.*$/s, "");
}
