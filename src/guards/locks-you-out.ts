import type { Facts } from "../domain/facts.ts";
import { defineGuard } from "../domain/guard.ts";
import type { Foreseen } from "../domain/plan.ts";
import { accountLockouts } from "./common/account-lockouts.ts";
import { firewallLockouts } from "./common/firewall-lockouts.ts";
import { folderLockouts } from "./common/folder-lockouts.ts";
import { homeLockouts } from "./common/home-lockouts.ts";
import type { Lockout } from "./common/lockout.ts";
import { sshLockouts } from "./common/ssh-lockouts.ts";
import { startupLockouts } from "./common/startup-lockouts.ts";

/** Shutting the door one came in by, or the last way to root's rights. */
export const locksYouOut = defineGuard<Lockout>({
  id: "locks-you-out",
  title: "Locks you out",
  severity: "danger",
  why: "A machine that one reaches over the network is lost once its ssh service, its firewall or one's own account no longer lets one in. The same holds for the last account that may become root.",
  examples: () => [
    { line: "systemctl stop ssh", expect: "danger", as: "root", why: "this very session's way in" },
    {
      line: "systemctl restart ssh",
      expect: "quiet",
      as: "root",
      why: "it comes back, and connections stay",
    },
    {
      line: "systemctl disable --now sshd",
      expect: "danger",
      as: "root",
      why: "the same under its other name",
    },
    {
      line: "systemctl stop ssh && systemctl start ssh",
      expect: "quiet",
      as: "root",
      why: "the line starts it again",
    },
    {
      line: "sudo systemctl stop ssh",
      expect: "caution",
      why: "at the machine itself one stays in",
    },
    {
      line: "ufw enable",
      expect: "danger",
      as: "root",
      why: "no rule lets in the port of this session",
    },
    {
      line: "ufw allow 22/tcp && ufw enable",
      expect: "quiet",
      as: "root",
      why: "the port is let in first",
    },
    { line: "ufw allow 80/tcp && ufw enable", expect: "danger", as: "root", why: "another port" },
    { line: "ufw deny 22", expect: "danger", as: "root", why: "this session's port" },
    { line: "ufw deny 3306", expect: "quiet", as: "root", why: "another port" },
    {
      line: "ufw deny from 203.0.113.5",
      expect: "quiet",
      as: "root",
      why: "you do not come from there",
    },
    {
      line: "iptables -P INPUT DROP",
      expect: "danger",
      as: "root",
      why: "no rule lets in the port",
    },
    {
      line: "iptables -A INPUT -p tcp --dport 22 -j ACCEPT && iptables -P INPUT DROP",
      expect: "quiet",
      as: "root",
      why: "the port is let in first",
    },
    {
      line: "iptables -A INPUT -p tcp --dport 25 -j DROP",
      expect: "quiet",
      as: "root",
      why: "another port",
    },
    {
      line: "iptables -F",
      expect: "danger",
      as: "root",
      why: "the rule that lets you in goes with the others",
    },
    {
      line: "iptables -P INPUT ACCEPT; iptables -F",
      expect: "caution",
      as: "root",
      why: "everything is let in first",
    },
    {
      line: "sudo gpasswd -d ann sudo",
      expect: "danger",
      why: "the only account that becomes root",
    },
    { line: "sudo gpasswd -d ann users", expect: "quiet", why: "another group" },
    { line: "sudo passwd -l ann", expect: "danger", why: "your own account" },
    { line: "passwd -l bob", expect: "quiet", as: "root", why: "somebody else's account" },
    {
      line: "> ~/.ssh/authorized_keys",
      expect: "danger",
      as: "root",
      why: "the keys that may log in",
    },
    {
      line: "echo 'ssh-ed25519 A' >> ~/.ssh/authorized_keys",
      expect: "quiet",
      as: "root",
      why: "one more key",
    },
    {
      line: "echo 'AllowUsers bob' >> /etc/ssh/sshd_config",
      expect: "danger",
      as: "root",
      why: "you are not among them",
    },
    {
      line: "echo 'AllowUsers bob root' >> /etc/ssh/sshd_config",
      expect: "quiet",
      as: "root",
      why: "you are among them",
    },
    {
      line: "echo 'AllowGroups staff' > /etc/ssh/sshd_config.d/10-staff.conf",
      expect: "danger",
      as: "root",
      why: "root is in no such group",
    },
    {
      line: "echo 'ListenAddress 127.0.0.1' >> /etc/ssh/sshd_config",
      expect: "danger",
      as: "root",
      why: "you come in at another address",
    },
    {
      line: "sed -i 's/Port 22/Port 2222/' /etc/ssh/sshd_config",
      expect: "caution",
      as: "root",
      why: "you came in by the old port, and what lies between may keep the new one shut",
    },
    {
      line: "echo 'Port 2222' >> /etc/ssh/sshd_config",
      expect: "quiet",
      as: "root",
      why: "the old port stays beside it",
    },
    {
      line: "echo 'UseDNS no' >> /etc/ssh/sshd_config",
      expect: "quiet",
      as: "root",
      why: "it shuts nobody out",
    },
    { line: "mv ~/.ssh ~/ssh.old", expect: "danger", as: "root", why: "with the keys in it" },
    {
      line: "chmod g+w ~/.ssh",
      expect: "danger",
      as: "root",
      why: "ssh refuses keys that others may change",
    },
    { line: "chmod 700 ~/.ssh", expect: "quiet", as: "root", why: "as ssh wants it" },
    {
      line: "rm /etc/ssh/ssh_host_*",
      expect: "danger",
      as: "root",
      why: "ssh does not start without a key of its own",
    },
    { line: "echo exit >> ~/.bashrc", expect: "caution", why: "every shell ends at once" },
    {
      line: "echo 'export EDITOR=vi' >> ~/.bashrc",
      expect: "quiet",
      why: "the shell goes on",
    },
    { line: "chmod -R 644 site", expect: "caution", why: "a folder without x cannot be entered" },
    { line: "chmod -R u=rwX,go=rX site", expect: "quiet", why: "X keeps folders open" },
    { line: "chmod 000 ~", expect: "danger", why: "your own home" },
    { line: "mv /home/bob /home/robert", expect: "danger", as: "root", why: "bob has no home" },
    {
      line: "usermod -m -d /home/robert bob",
      expect: "quiet",
      as: "root",
      why: "the account is told",
    },
    { line: "touch /etc/nologin", expect: "danger", as: "root", why: "nobody else could log in" },
  ],
  blindSpots:
    "It knows the rules that ufw has stored and those of the line, not those that the kernel holds by other means. Whether a key or a password let you in it does not know, nor what a firewall outside of this machine does.",
  check: findLockouts,
  explain: ({ severity, effect, kind, what, why, confirmWords, path, instead }) => ({
    severity,
    title: titles[kind],
    what: `${what}.`,
    why: `${why}.`,
    instead,
    span: effect.cause.span,
    paths: path === undefined ? [] : [path],
    pathCount: path === undefined ? 0 : 1,
    confirmWords,
  }),
});

function findLockouts(foreseen: Foreseen, facts: Facts): readonly Lockout[] {
  return [
    ...sshLockouts(foreseen, facts),
    ...firewallLockouts(foreseen, facts),
    ...accountLockouts(foreseen, facts),
    ...startupLockouts(foreseen, facts),
    ...homeLockouts(foreseen, facts),
    ...folderLockouts(foreseen, facts),
  ];
}

const titles: Readonly<Record<Lockout["kind"], string>> = {
  service: "This would shut the way in over the network",
  firewall: "This would close the way in over the network",
  administrator: "This would leave nobody who can become root",
  account: "This would lock your own account",
  keys: "This would delete the keys that let you in",
  settings: "These settings would shut you out of ssh",
  port: "This would move ssh to another port",
  nologin: "This would turn every login away",
  startup: "This would end every login as soon as it begins",
  home: "This would take an account's home away from it",
  folder: "This would shut a folder to everybody",
};
