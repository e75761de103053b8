import { defineGuard } from "../domain/guard.ts";
import { showName } from "../domain/text.ts";
import { type EffectOf, effectsOf } from "./common/existing.ts";

type RunCode = EffectOf<"run-code">;

/** A shell that keeps root's rights for whatever is typed next. */
export const rootShell = defineGuard<RunCode>({
  id: "root-shell",
  title: "Opens a shell as root",
  severity: "caution",
  why: "In a root shell every slip of the fingers reaches the whole system, and nothing says afterwards who did what. With `sudo` before a single command only that command has the rights.",
  examples: [
    { line: "sudo -i", expect: "caution", why: "a root shell turns every slip system-wide" },
    { line: "sudo -s", expect: "caution", why: "the same with another option" },
    { line: "sudo bash", expect: "caution", why: "the same by another name" },
    { line: "sudo su", expect: "caution", why: "the same by way of su" },
    { line: "sudo ls /root", expect: "quiet", why: "one command, not a shell" },
    { line: "sudo sh -c 'ls /root'", expect: "quiet", why: "a shell that ends with its command" },
    { line: "bash", expect: "quiet", why: "a shell without more rights" },
    { line: "bash", expect: "quiet", as: "root", why: "it has the rights already" },
  ],
  blindSpots:
    "A program that opens a shell from inside, such as an editor run as root, is not seen.",
  check: (foreseen, facts) =>
    effectsOf(foreseen, "run-code").filter(
      ({ source, cause }) =>
        source.kind === "interactive" &&
        cause.identity.uid === 0 &&
        facts.caller.identity.uid !== 0,
    ),
  explain: ({ interpreter, cause }, _foreseen, facts) => ({
    severity: "caution",
    title: "This would open a shell as root",
    what: `Every command typed into ${showName(interpreter)} would run as root on ${showName(facts.hostName)}, until it is left with exit.`,
    why: "A slip in it reaches the whole system. With sudo before a single command, only that command has the rights.",
    instead: [{ line: "sudo -l", why: "shows which single commands sudo lets you run" }],
    span: cause.span,
    paths: [],
    pathCount: 0,
    confirmWords: `root on ${facts.hostName}`,
  }),
});
