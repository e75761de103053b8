/** Looked up, not matched: to compile a pattern of so many words costs a check a third of a ms. */
const maintainers: ReadonlySet<string> = new Set([
  ...["visudo", "vipw", "vigr", "useradd", "usermod", "userdel", "groupadd", "groupmod"],
  ...["groupdel", "groupmems", "gpasswd", "passwd", "chpasswd", "chgpasswd", "newusers", "chsh"],
  ...["chfn", "chage", "adduser", "addgroup", "deluser", "delgroup", "pwck", "grpck", "apt"],
  ...["apt-get", "aptitude", "dpkg", "dnf", "yum", "rpm", "zypper", "pacman", "apk", "systemctl"],
  ...["update-rc.d", "ufw", "crontab"],
]);

/** Whether a program by its plain name looks after the files of the system's that it rewrites. */
export function isMaintainer(program: string): boolean {
  return maintainers.has(program);
}
