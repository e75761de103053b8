import { defineGuard } from "../domain/guard.ts";
import { countOf, joinWords, showName } from "../domain/text.ts";
import { alternatives, lineAs } from "./common/edit-line.ts";
import { type SystemAccess, systemAccess } from "./common/system-access.ts";
import { describeAmount, describePaths, pathsOf } from "./common/wording.ts";

/** Changing owners or permissions of what belongs to the system. */
export const changesSystemPermissions = defineGuard<SystemAccess>({
  id: "changes-system-permissions",
  title: "Changes owners or permissions of system files",
  severity: "critical",
  concerns: ["metadata"],
  why: "Every system file has the owner and the permissions that its programs expect. When they are all set alike, secrets become readable, programs lose special rights, and services can no longer read or write their own files.",
  examples: () => [
    { line: "chmod -R 777 /", expect: "critical", as: "root", why: "every file of the machine" },
    { line: "chmod -R 777 /", expect: "quiet", why: "an ordinary user changes none of them" },
    {
      line: "chmod -R 755 /etc",
      expect: "danger",
      as: "root",
      why: "secrets become readable for everybody",
    },
    { line: "chown -R ann /var", expect: "danger", as: "root", why: "services cannot write" },
    {
      line: "chown -R www-data: /srv/site",
      expect: "quiet",
      as: "root",
      why: "no package owns it: it is there to be given to somebody",
    },
    {
      line: "mkdir -p /srv/app && chown www-data: /srv/app",
      expect: "quiet",
      as: "root",
      why: "a directory of the line's own making",
    },
    {
      line: "chmod 755 /usr/bin/sudo",
      expect: "danger",
      as: "root",
      why: "sudo works only with its set-user-id bit",
    },
    { line: "chmod 4755 /usr/bin/sudo", expect: "quiet", as: "root", why: "it has that mode" },
    { line: "chmod 700 /usr", expect: "danger", as: "root", why: "nobody else could enter it" },
    {
      line: "chmod 640 /etc/nginx/nginx.conf",
      expect: "note",
      as: "root",
      why: "narrower than before",
    },
    {
      line: "chown ann /etc/nginx/nginx.conf",
      expect: "caution",
      as: "root",
      why: "a package's file in somebody else's hands",
    },
  ],
  blindSpots:
    "Of access lists only what shows in the mode is looked at; attributes set by chattr and security labels are not. Files that no package owns are taken to be there to be changed.",
  check: systemAccess,
  explain(access, foreseen, facts) {
    const { command, severity, changed } = access;
    const paths = changed.map(({ path }) => path);
    const roots = command.operands.map(({ text }) => showName(text));
    return {
      severity,
      title: `This would change owner or permissions of ${describeAmount(changed.length, 0, foreseen.isPartlyCounted, "system file")}`,
      what:
        changed.length > 3 && roots.length > 0
          ? `In ${joinWords(roots.slice(0, 3))}: ${describeSums(access)}.`
          : `${describePaths(paths, facts)}: ${describeSums(access)}.`,
      why: describeWhy(access),
      instead: alternatives([
        lookLine(access),
        "shows owner and permissions without changing them",
      ]),
      span: command.cause.span,
      ...pathsOf(paths),
      confirmWords: `change ${countOf(changed.length, "system file")}`,
    };
  },
});

function describeSums(access: SystemAccess): string {
  const { changed, ownersChanged, setIdLost, secretsOpened, closed, worstPath } = access;
  const parts = [countOf(changed.length, "thing changes", "things change")];
  if (ownersChanged > 0) parts.push(`${countOf(ownersChanged, "owner")} replaced`);
  if (secretsOpened > 0) {
    parts.push(`${countOf(secretsOpened, "private file")} readable by everybody`);
  }
  if (setIdLost > 0) {
    parts.push(`${countOf(setIdLost, "program loses its", "programs lose their")} special rights`);
  }
  if (closed > 0) parts.push(`${countOf(closed, "folder")} closed to ordinary users`);
  return worstPath === undefined
    ? parts.join(", ")
    : `${parts.join(", ")} (${showName(worstPath)} among them)`;
}

function describeWhy({ severity, ownersChanged, secretsOpened, setIdLost }: SystemAccess): string {
  if (severity === "note") return "Only fewer people may use it than before.";
  if (setIdLost > 0) {
    return "Programs such as sudo and passwd work only with the special rights that their files carry.";
  }
  if (secretsOpened > 0) return "Passwords and keys of the system could be read by everybody.";
  if (ownersChanged > 0) {
    return "Programs could no longer read or write what belongs to them, and whoever owns the files now could change them.";
  }
  return "Programs expect the permissions that their package gave these files.";
}

function lookLine({ command }: SystemAccess): string | undefined {
  const [operand] = command.operands;
  return operand === undefined ? undefined : lineAs(command.cause, ["ls", "-ld", operand.written]);
}
