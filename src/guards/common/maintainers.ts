/** Programs that rewrite files of the system's own and keep whatever else is in them. */
const maintainers =
  /^(visudo|vipw|vigr|user(add|mod|del)|group(add|mod|del|mems)|gpasswd|passwd|chpasswd|chgpasswd|newusers|chsh|chfn|chage|adduser|addgroup|deluser|delgroup|pwck|grpck|apt|apt-get|aptitude|dpkg|dnf|yum|rpm|zypper|pacman|apk|systemctl|update-rc\.d|ufw|crontab)$/;

/** Whether a program by its plain name looks after the files it writes. */
export function isMaintainer(program: string): boolean {
  return maintainers.test(program);
}
