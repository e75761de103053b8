/**
 * Calls that do the one job a program is there for, by the settings of the machine: what an
 * administrator types every week. Which files that comes to is not worked out, but nothing that a
 * person made is at stake, and the same program runs by itself after many an update.
 */
const routines: Readonly<Record<string, string>> = {
  "update-grub": "",
  "update-grub2": "",
  "grub-mkconfig": String.raw`(-o|--output)[ =]/boot/\S*grub\.cfg`,
  "grub2-mkconfig": String.raw`(-o|--output)[ =]/boot/\S*grub\.cfg`,
  "update-initramfs": String.raw`(-[uvt]|-k \S+|-[cu] -k \S+|-c -k \S+| )+`,
  dracut: String.raw`(-f|--force|--regenerate-all|-v|--kver[ =]\S+| )*`,
  mkinitcpio: String.raw`-P|-p \S+`,
  ldconfig: "(-v)?",
  depmod: String.raw`(-a|-A|\d\S*| )*`,
  "locale-gen": ".*",
  "update-locale": ".*",
  "update-ca-certificates": "(-f|--fresh|-v|--verbose| )*",
  mandb: ".*",
  hwclock: "-w|--systohc",
  updatedb: ".*",
  // These look, and keep at most a store of what they saw.
  "apt-cache": ".*",
  blkid: ".*",
  e4defrag: "-c .*",
  faillog: "(-a|-u \\S+)?",
  fstrim: ".*",
  perf: "(top|list)( .*)?",
  "systemd-analyze":
    "(blame|time|critical-chain|plot|dot|dump|verify|security|calendar|cat-config|unit-paths|condition)?( .*)?",
  newaliases: "",
  postmap: String.raw`\S+`,
  // Logs of more than a day stay.
  journalctl: String.raw`--rotate|--flush|--sync|--vacuum-time[= ](?:[2-9]|\d\d+)d(?:ays)?|--vacuum-time[= ]\d+(?:w|weeks?|months?|y|years?)|--vacuum-size[= ]\d+[MGT]`,
  logrotate: String.raw`(-[fv]+|--force|--verbose|/etc/\S+| )+`,
  certbot: "renew( .*)?",
  "dpkg-reconfigure": ".*(tzdata|locales|keyboard-configuration|console-setup|unattended-upgrades)",
  nginx: "-s (reload|reopen)",
  apachectl: "(-k )?graceful",
  apache2ctl: "(-k )?graceful",
  postfix: "reload|check|flush|status",
  "apt-get": "(-y )?(autoclean|auto-clean|build-dep|source|download)( .*)?",
  apt: "(-y )?(autoclean|auto-clean|build-dep|source|download)( .*)?",
  aptitude: "clean|autoclean",
  dnf: "(clean|makecache)( .*)?",
  yum: "(clean|makecache)( .*)?",
  zypper: "(clean|cc|refresh|ref)( .*)?",
  gem: "cleanup( .*)?",
  brew: "cleanup( .*)?",
};

/** Whether words are such a call. */
export function isRoutine([first = "", ...words]: readonly string[]): boolean {
  const name = first.slice(first.lastIndexOf("/") + 1);
  const pattern = Object.hasOwn(routines, name) ? routines[name] : undefined;
  return pattern !== undefined && new RegExp(`^(?:${pattern})$`).test(words.join(" "));
}
