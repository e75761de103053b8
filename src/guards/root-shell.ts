import type { Facts } from "../domain/facts.ts";
import type { Explanation } from "../domain/finding.ts";
import { defineGuard } from "../domain/guard.ts";
import type { Foreseen } from "../domain/plan.ts";
import { quoteWord, showName } from "../domain/text.ts";
import { type EffectOf, effectsOf } from "./common/existing.ts";
import { rootWords } from "./common/root-words.ts";

/** A shell, or a container that is given what decides who is root here. */
type Hit = EffectOf<"run-code"> | EffectOf<"service">;

/** A shell that keeps root's rights for whatever is typed next. */
export const rootShell = defineGuard<Hit>({
  id: "root-shell",
  title: "Opens a shell as root",
  severity: "danger",
  concerns: ["run-code", "service"],
  why: "In a root shell every slip of the fingers reaches the whole system, and nothing says afterwards who did what. With `sudo` before a single command only that command has the rights.",
  examples: () => [
    { line: "sudo -i", expect: "caution", why: "a root shell turns every slip system-wide" },
    { line: "sudo -s", expect: "caution", why: "the same with another option" },
    { line: "sudo bash", expect: "caution", why: "the same by another name" },
    { line: "sudo su", expect: "caution", why: "the same by way of su" },
    { line: "sudo ls /root", expect: "quiet", why: "one command, not a shell" },
    { line: "sudo sh -c 'ls /root'", expect: "quiet", why: "a shell that ends with its command" },
    { line: "bash", expect: "quiet", why: "a shell without more rights" },
    { line: "bash", expect: "quiet", as: "root", why: "it has the rights already" },
    {
      line: "docker run --rm -it -v /:/host alpine",
      expect: "caution",
      why: "whoever is in it can change every file of this machine",
    },
    {
      line: "docker run --rm -it -v /:/host alpine chroot /host sh",
      expect: "danger",
      why: "a root shell on the machine itself, past sudo and its log",
    },
    { line: "docker run --privileged tool", expect: "caution", why: "the same by every right" },
    { line: 'docker run --rm -v "$PWD":/work tool', expect: "quiet", why: "only this folder" },
  ],
  blindSpots:
    "A program that opens a shell from inside, such as an editor run as root, is not seen.",
  check: (foreseen, facts) => [
    ...effectsOf(foreseen, "run-code").filter(
      ({ source, cause }) =>
        source.kind === "interactive" &&
        cause.identity.uid === 0 &&
        facts.caller.identity.uid !== 0,
    ),
    ...effectsOf(foreseen, "service").filter(({ action }) => action === "grant-root"),
  ],
  explain: (hit, foreseen, facts) => ({
    severity: isOutOfContainer(hit) ? "danger" : "caution",
    ...(hit.kind === "service" ? describeContainer(hit) : describeShell(hit, foreseen, facts)),
    span: hit.cause.span,
    paths: [],
    pathCount: 0,
    confirmWords: rootWords(facts).place,
  }),
});

/** Without a password, and unseen by sudo's rules and its log. */
function isOutOfContainer({ kind, cause }: Hit): boolean {
  return kind === "run-code" && /^(?:docker|podman|nerdctl)/.test(cause.identity.elevatedBy ?? "");
}

type Words = Pick<Explanation, "title" | "what" | "why" | "instead">;

function describeShell(
  { interpreter }: EffectOf<"run-code">,
  foreseen: Foreseen,
  facts: Facts,
): Words {
  const { name, place, reach } = rootWords(facts);
  return {
    title: `This would open a shell as ${name}`,
    what: `Every command typed into ${showName(interpreter)} would run as ${place}, until it is left with exit.`,
    why: `A slip in it reaches ${reach}. With sudo before a single command, only that command has the rights.`,
    instead: [
      ...ownersShell(foreseen, facts),
      { line: "sudo -l", why: "shows which single commands sudo lets you run" },
    ],
  };
}

/** In the folder of a service's account, or of another person, theirs is the shell that is needed. */
function ownersShell({ before, directory }: Foreseen, { accounts, caller }: Facts) {
  const uid = before?.status(directory)?.uid ?? 0;
  const owner = uid === 0 || uid === caller.identity.uid ? undefined : accounts.user(uid);
  if (owner === undefined) return [];
  const why = `a shell of ${showName(owner.name)}'s, whose folder this is`;
  return [{ line: `sudo -u ${quoteWord(owner.name)} -s`, why }];
}

function describeContainer({ target, detail = "" }: EffectOf<"service">): Words {
  return {
    title: "This would give a container the rights of root here",
    what: `${showName(target)} would be given ${showName(detail)}.`,
    why: "Whatever runs in it could change every file and become root on this machine, whoever started it.",
    instead: [],
  };
}
