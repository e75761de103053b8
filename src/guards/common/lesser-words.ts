import type { Facts } from "../../domain/facts.ts";
import type { Explanation } from "../../domain/finding.ts";
import type { Foreseen } from "../../domain/plan.ts";
import { quoteWord, showName } from "../../domain/text.ts";
import { alternatives, writtenWords } from "./edit-line.ts";
import type { ForeignFiles } from "./foreign-files.ts";
import type { LesserRights } from "./lesser-rights.ts";
import { withOther, withoutElevation } from "./without-elevation.ts";
import { describePaths, pathsOf } from "./wording.ts";

type Said = Omit<Explanation, "span" | "paths" | "pathCount">;

/** What takes less than root's rights, and what is enough for it. */
export function explainLesser(hit: LesserRights, { line }: Foreseen, facts: Facts): Explanation {
  const { cause, paths, enough } = hit;
  const place = { span: cause.span, ...pathsOf(paths) };
  switch (enough.by) {
    case "nothing":
      return { ...explainNothing(hit, line, facts), ...place };
    case "group":
      return { ...explainGroup(hit, enough.name, facts), ...place };
    case "port":
      return { ...explainPort(hit, enough, facts), ...place };
  }
}

function explainNothing({ cause, paths }: LesserRights, line: string, facts: Facts): Said {
  return {
    severity: "note",
    title: "This needs no rights of root's",
    what:
      paths.length === 0
        ? `${showName(cause.program)} does the same for ${showName(facts.caller.name)}.`
        : `${describePaths(paths, facts)}: ${showName(facts.caller.name)} may use ${paths.length === 1 ? "it" : "them"} without.`,
    why: "What runs with fewer rights can break less when it goes wrong.",
    instead: alternatives([withoutElevation(line, cause), "does the same as yourself"]),
  };
}

function explainGroup({ paths }: LesserRights, group: string, facts: Facts): Said {
  const name = facts.caller.name;
  return {
    severity: "note",
    title: "Being in a group would be enough for this",
    what: `${paths.length === 0 ? "The journal" : describePaths(paths, facts)}: the group ${showName(group)} may use ${paths.length > 1 ? "them" : "it"}, and ${showName(name)} is not in it.`,
    why: "Who is in the group needs no root for it from the next login on, and may do only what the group may.",
    instead: [
      {
        line: `sudo usermod -aG ${quoteWord(group)} ${quoteWord(name)}`,
        why: "puts you into the group, for good",
      },
    ],
  };
}

function explainPort(
  { cause }: LesserRights,
  { port, program }: Extract<LesserRights["enough"], { readonly by: "port" }>,
  { caller }: Facts,
): Said {
  const words = writtenWords(cause.command).join(" ");
  const as = `--reuid=${quoteWord(caller.name)} --regid=${quoteWord(caller.name)} --init-groups`;
  const right = "net_bind_service";
  return {
    severity: "caution",
    title: "Only one right of root's is needed here",
    what: `${showName(cause.program)} would run as root to answer on port ${port}. For a port below 1,024 the right to open it is enough.`,
    why: "Strangers talk to what answers on a port, and whoever gets the better of it is root at once.",
    instead: [
      program === undefined
        ? {
            line: `sudo setpriv ${as} --inh-caps=+${right} --ambient-caps=+${right} ${words}`,
            why: "runs it as yourself, with that one right",
          }
        : {
            line: `sudo setcap cap_${right}=+ep ${quoteWord(program)} && ${words}`,
            why: "gives the program that one right, and runs it as yourself",
          },
    ],
  };
}

/** Programs that do no more than make what they are told to. */
const makers = new Set("mkdir touch tee truncate".split(" "));

/** What root leaves in somebody's folder is not theirs. */
export function explainForeign(
  { cause, paths, owner }: ForeignFiles,
  { line }: Foreseen,
  facts: Facts,
): Explanation {
  const name = showName(owner.name);
  const account = quoteWord(owner.name);
  const isOne = paths.length === 1;
  const asOwner = makers.has(cause.program)
    ? withOther(line, cause, `sudo -u ${account}`)
    : undefined;
  const chown = ["sudo", "chown", `${account}:`, ...paths.slice(0, 5).map(quoteWord)].join(" ");
  return {
    severity: "note",
    title: "This would put files of root's into the folder of another",
    what: `${describePaths(paths, facts)} would belong to root, in a folder of ${name}'s.`,
    why: `At the most ${name} could read ${isOne ? "it" : "them"}, and neither change nor replace what is inside.`,
    instead: alternatives(
      [asOwner, `runs it as ${name}, with no more rights than that needs`],
      paths.length <= 5
        ? [`${line} && ${chown}`, `gives ${isOne ? "it" : "them"} to ${name}`]
        : undefined,
    ),
    span: cause.span,
    ...pathsOf(paths),
  };
}
