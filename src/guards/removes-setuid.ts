import { defineGuard } from "../domain/guard.ts";
import { countOf, formatMode } from "../domain/text.ts";
import { alternatives, lineAs } from "./common/edit-line.ts";
import { isByChown, pathsOfEffects, type SetIdRemoved, setIdRemoved } from "./common/set-id.ts";
import { describePaths, pathsOf } from "./common/wording.ts";

/** Programs that would no longer work, since they lose the rights that they need. */
export const removesSetuid = defineGuard<SetIdRemoved>({
  id: "removes-setuid",
  title: "Takes programs the rights they need",
  severity: "danger",
  concerns: ["metadata"],
  why: "Programs such as sudo, passwd and mount work only with the set-id bit that their package gave them. Without it nobody may be able to become root any more, or change a password.",
  examples: () => [
    { line: "chmod 755 /usr/bin/sudo", expect: "danger", as: "root", why: "sudo stops working" },
    { line: "chown ann /usr/bin/passwd", expect: "danger", as: "root", why: "chown takes the bit" },
    { line: "chmod -R 755 /usr/bin", expect: "danger", as: "root", why: "sudo is among them" },
    { line: "chmod -R u+rwX,go+rX /usr/bin", expect: "quiet", as: "root", why: "bits stay" },
    { line: "chmod 4755 /usr/bin/sudo", expect: "quiet", as: "root", why: "as it was" },
    { line: "chmod u-s run.sh", expect: "quiet", why: "no package needs it" },
    { line: "chmod g-s shared", expect: "quiet", why: "a folder needs no rights" },
  ],
  blindSpots:
    "A program that no package owns is taken to work without the bit. Capabilities of files, which some programs have in its place and which chown takes away too, are not looked at.",
  check: setIdRemoved,
  explain(removed, _foreseen, facts) {
    const { command, severity } = removed;
    const paths = pathsOfEffects(command);
    const [first] = command.effects;
    const change =
      first === undefined
        ? ""
        : `${formatMode(first.before.mode)} becomes ${formatMode(first.after.mode)}`;
    return {
      severity,
      title: `This would take ${countOf(paths.length, "program")} the rights that ${paths.length === 1 ? "it needs" : "they need"}`,
      what: `${describePaths(paths, facts)}: ${paths.length === 1 ? change : `for example ${change}`}${isByChown(removed) ? ", since a new owner takes them away" : ""}.`,
      why:
        severity === "danger"
          ? "Nobody could become root by sudo or su any more, or change a password."
          : "What it does for ordinary users would fail for them.",
      instead: alternatives([
        first === undefined ? undefined : lineAs(command.cause, ["ls", "-l", first.path]),
        "shows the bits as they are, an s among them",
      ]),
      span: command.cause.span,
      ...pathsOf(paths),
      confirmWords: `break ${countOf(paths.length, "program")}`,
    };
  },
});
