import { defineGuard } from "../domain/guard.ts";
import { type CheckedEdit, findCheckedEdits } from "./common/checked-edits.ts";
import { alternatives, lineAs } from "./common/edit-line.ts";
import { plainComplaint } from "./common/plain-complaint.ts";
import { describePath, pathsOf } from "./common/wording.ts";

/** Writing a file that has a checker of its own, past that checker. */
export const editsCheckedFile = defineGuard<CheckedEdit>({
  id: "edits-checked-file",
  title: "Writes a file that should be checked first",
  severity: "critical",
  concerns: ["settings"],
  why: "One wrong line in the rules of sudo, of logins, the settings of ssh or the table of file systems shows only when it is too late: nobody becomes root, nobody logs in, or the machine does not start. Most of them have a program that looks it over first.",
  examples: () => [
    {
      line: "echo 'bob may do all' >> /etc/sudoers",
      expect: "danger",
      as: "root",
      why: "sudo would refuse to work",
    },
    {
      line: "echo 'bob ALL=(ALL) ALL' >> /etc/sudoers",
      expect: "quiet",
      as: "root",
      why: "the rules stay sound",
    },
    {
      line: "echo 'bob ALL=(ALL) NOPASSWD: ALL' >> /etc/sudoers",
      expect: "caution",
      as: "root",
      why: "whoever gets in as bob is root without being asked",
    },
    {
      line: "echo 'ADMINS ALL=(ALL) ALL' >> /etc/sudoers",
      expect: "caution",
      as: "root",
      why: "nothing defines ADMINS, so the rule is about nobody",
    },
    {
      line: "printf 'User_Alias ADMINS = bob\\nADMINS ALL=(ALL) ALL\\n' >> /etc/sudoers",
      expect: "quiet",
      as: "root",
      why: "the name is defined with it",
    },
    {
      line: "echo 'ADMINS ALL=(ALL) ALL' > /etc/sudoers.d/admins",
      expect: "quiet",
      as: "root",
      why: "another file of rules may define the name",
    },
    { line: "vi /etc/sudoers", expect: "caution", as: "root", why: "visudo checks what was typed" },
    { line: "visudo", expect: "quiet", as: "root", why: "it checks before it writes" },
    {
      line: "vi /etc/passwd",
      expect: "caution",
      as: "root",
      why: "vipw keeps others from writing meanwhile",
    },
    { line: "vipw", expect: "quiet", as: "root", why: "the program for it" },
    {
      line: "echo 'Prot 22' >> /etc/ssh/sshd_config",
      expect: "danger",
      as: "root",
      why: "ssh would not start again",
    },
    {
      line: "echo 'X11Forwarding no' >> /etc/ssh/sshd_config",
      expect: "quiet",
      as: "root",
      why: "the settings stay sound",
    },
    { line: "vi /etc/ssh/sshd_config", expect: "quiet", as: "root", why: "a person looks at it" },
    {
      line: "echo '/dev/sdb1 /mnt' >> /etc/fstab",
      expect: "danger",
      as: "root",
      why: "a line with parts missing",
    },
    {
      line: "echo '/dev/sdb1 /mnt ext4 defaults 0 2' >> /etc/fstab",
      expect: "quiet",
      as: "root",
      why: "a whole line",
    },
    {
      line: "echo 'bob:x' >> /etc/passwd",
      expect: "danger",
      as: "root",
      why: "a line with fields missing",
    },
    {
      line: "echo 'ann:x:1000:1000::/home/ann:/bin/bash' > /etc/passwd",
      expect: "critical",
      as: "root",
      why: "the administrator's own line goes",
    },
    {
      line: "echo 'bob::1002:1002::/home/bob:/bin/sh' >> /etc/passwd",
      expect: "danger",
      as: "root",
      why: "an account without a password",
    },
    {
      line: "echo 'UUID=1234-5678 /data ext4 defaults 0 2' >> /etc/fstab",
      expect: "danger",
      as: "root",
      why: "there is no such disk, and the start would wait for it",
    },
    {
      line: "echo 'UUID=1234-5678 /data ext4 nofail 0 2' >> /etc/fstab",
      expect: "quiet",
      as: "root",
      why: "the start goes on without it",
    },
    {
      line: "echo 'auth required pam_deny.so' >> /etc/pam.d/common-auth",
      expect: "danger",
      as: "root",
      why: "everybody is turned away",
    },
    {
      line: "echo 'auth required pam_nosuch.so' >> /etc/pam.d/sshd",
      expect: "danger",
      as: "root",
      why: "the module is not there",
    },
    {
      line: "echo 'auth [success=1 default=ignore] pam_unixx.so' >> /etc/pam.d/common-auth",
      expect: "danger",
      as: "root",
      why: "nobody could prove who they are",
    },
    {
      line: "echo 'auth required pam_faillock.so' >> /etc/pam.d/common-auth",
      expect: "quiet",
      as: "root",
      why: "the module is there",
    },
    {
      line: "sed -i 's/files/files ldap/' /etc/nsswitch.conf",
      expect: "quiet",
      as: "root",
      why: "the accounts of the machine itself are asked first",
    },
    {
      line: "curl -s https://example.org/x > /etc/nsswitch.conf",
      expect: "caution",
      as: "root",
      why: "what comes is not known beforehand",
    },
    {
      line: "echo 'passwd: ldap' > /etc/nsswitch.conf",
      expect: "danger",
      as: "root",
      why: "the accounts of the machine itself are not asked",
    },
    {
      line: "echo 'GRUB_CMDLINE_LINUX=\"init=/bin/sh\"' >> /etc/default/grub",
      expect: "danger",
      as: "root",
      why: "no service would start any more",
    },
    {
      line: "echo 'GRUB_TIMEOUT=2' >> /etc/default/grub",
      expect: "quiet",
      as: "root",
      why: "it waits for less long",
    },
    {
      line: "echo /tmp/x.so >> /etc/ld.so.preload",
      expect: "danger",
      as: "root",
      why: "every program would load it, root's among them",
    },
    {
      line: "echo '# nothing' > /etc/ld.so.preload",
      expect: "quiet",
      as: "root",
      why: "nothing would be loaded",
    },
    {
      line: "cp /etc/fstab /etc/fstab.new",
      expect: "quiet",
      as: "root",
      why: "a copy that nothing reads",
    },
  ],
  blindSpots:
    "Where the text is not known beforehand, or its checker is not installed, only how it is written is judged. Files of other services with a checker of their own, such as nginx, are not among them yet.",
  check: findCheckedEdits,
  explain({ severity, path, effect, problem, file }, _foreseen, facts) {
    const shown = describePath(path, facts);
    return {
      severity,
      title: titles[problem.kind],
      what:
        problem.kind === "broken" || problem.kind === "idle"
          ? `${shown} would be wrong: ${plainComplaint(problem.detail)}.`
          : `${shown}: ${problem.detail}.`,
      why: `${whyOf(problem.kind, file)}.`,
      instead: alternatives([lineAs(effect.cause, [...file.instead(path)]), file.insteadWhy]),
      span: effect.cause.span,
      ...pathsOf([path]),
      confirmWords: `write ${shown} unchecked`,
    };
  },
});

function whyOf(kind: CheckedEdit["problem"]["kind"], file: CheckedEdit["file"]): string {
  if (kind === "idle") return "sudo passes over such a rule, so that it allows nobody anything";
  return kind === "broken" ? file.whenBroken : file.why;
}

const titles = {
  broken: "This would break a file that the system reads",
  unchecked: "This would change a file past its checker",
  idle: "This would add a rule that does nothing",
  loaded: "This would put code into every program",
  open: "This would let somebody in who is not let in now",
} as const;
