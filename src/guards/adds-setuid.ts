import { defineGuard } from "../domain/guard.ts";
import type { Foreseen } from "../domain/plan.ts";
import { countOf, formatMode, showName } from "../domain/text.ts";
import { alternatives, editLine } from "./common/edit-line.ts";
import { accessAfter, pathsOfEffects, type SetIdAdded, setIdAdded } from "./common/set-id.ts";
import { describePaths, pathsOf } from "./common/wording.ts";

/** Programs that would run with the rights of whoever they belong to. */
export const addsSetuid = defineGuard<SetIdAdded>({
  id: "adds-setuid",
  title: "Gives a program the rights of its owner",
  severity: "critical",
  concerns: ["create", "metadata"],
  why: "A program with a set-id bit runs with its owner's rights, whoever starts it. Where that is root, every fault in it makes any account of this machine root; a shell or an editor needs no fault for that.",
  examples: () => [
    {
      line: "sudo install -o root -m 4755 run.sh /usr/local/bin/tool",
      expect: "danger",
      why: "it would run as root for everybody",
    },
    {
      line: "sudo install -m 755 run.sh /usr/local/bin/tool",
      expect: "quiet",
      why: "everybody runs it with their own rights",
    },
    {
      line: "chmod u+s /usr/bin/bash",
      expect: "critical",
      as: "root",
      why: "a root shell for all",
    },
    { line: "chmod 4755 run.sh", expect: "caution", why: "others would run it as you" },
    { line: "chmod 755 run.sh", expect: "quiet", why: "no set-id bit" },
    { line: "chmod 4644 notes.txt", expect: "caution", why: "it is no program yet" },
    { line: "chmod g+s shared", expect: "quiet", why: "on a folder it only hands the group on" },
    {
      line: "setcap cap_setuid+ep /usr/bin/python3",
      expect: "critical",
      as: "root",
      why: "whoever starts it can become root",
    },
    {
      line: "setcap cap_net_bind_service+ep /usr/sbin/nginx",
      expect: "quiet",
      as: "root",
      why: "it may open a port and nothing else",
    },
    {
      line: "chmod 4755 /usr/bin/passwd",
      expect: "quiet",
      as: "root",
      why: "that is how its package has it",
    },
  ],
  blindSpots:
    "Of capabilities, set by setcap, those are looked at with which a program can do as root does. What a package brings is judged when it is installed, by its source.",
  check: setIdAdded,
  explain(added, foreseen, facts) {
    const { command, severity } = added;
    const paths = pathsOfEffects(command);
    return {
      severity,
      title: `This would let everybody run ${countOf(paths.length, "program")} as somebody else`,
      what: `${describePaths(paths, facts)}: ${describeOwner(added, facts)}.`,
      why:
        severity === "critical"
          ? "It does whatever it is told, so that any account here would be root."
          : severity === "danger"
            ? "Any fault in it would make any account here root."
            : "Whoever starts it could do what its owner may do.",
      instead: insteadOf(added, foreseen),
      span: command.cause.span,
      ...pathsOf(paths),
      confirmWords: `lend ${describeLender(added, facts)} rights`,
    };
  },
});

type Accounts = Parameters<typeof describePaths>[1];

function describeOwner({ command }: SetIdAdded, facts: Accounts): string {
  const [first] = command.effects;
  if (first === undefined) return "";
  const { mode } = accessAfter(first);
  const given = first.kind === "metadata" ? first.capabilities : undefined;
  if (given !== undefined) return `with ${showName(given)} it has rights of root's`;
  return `with permissions ${formatMode(mode)} it runs as ${describeLender({ command }, facts)}`;
}

function describeLender({ command }: Pick<SetIdAdded, "command">, { accounts }: Accounts): string {
  const [first] = command.effects;
  if (first === undefined) return "";
  const { mode, uid, gid } = accessAfter(first);
  if (first.kind === "metadata" && first.capabilities !== undefined) return "root";
  if ((mode & 0o4000) !== 0) return showName(accounts.user(uid)?.name ?? `user ${uid}`);
  return `the group ${showName(accounts.group(gid)?.name ?? String(gid))}`;
}

/** The same command without the bit. */
function insteadOf({ command }: SetIdAdded, foreseen: Foreseen) {
  const { cause } = command;
  const word = cause.command
    .slice(1)
    .find(({ text }) => /^0?[1-7][0-7]{3}$|^[ugoa]*[+=][rwxXst]*s/.test(text));
  if (word === undefined) return [];
  const plain = /^\d/.test(word.text) ? word.text.slice(-3) : word.text.replace(/s/g, "") || "u+x";
  const text = /^[ugoa]*[+=]$/.test(plain) ? `${plain}x` : plain;
  return alternatives([
    editLine(foreseen, cause, [[word, text]]),
    "everybody runs it with their own rights; sudo can allow it to some as root",
  ]);
}
