import type { Cause, NetworkEffect, ServiceEffect } from "../../domain/effect.ts";
import type { Explanation, Severity } from "../../domain/finding.ts";
import type { Foreseen } from "../../domain/plan.ts";
import { listWords, quoteWord, showName } from "../../domain/text.ts";
import { groupByCommand } from "./by-command.ts";
import { alternatives } from "./edit-line.ts";

type Kept = ServiceEffect | NetworkEffect;

/** What one command deletes that no file system here shows: in volumes, in containers, in a cluster. */
export interface KeptLoss {
  readonly kind: "kept";
  readonly cause: Cause;
  readonly severity: Severity;
  readonly targets: readonly string[];
  readonly isElsewhere: boolean;
  /** Nothing stored goes, but what runs there stops. */
  readonly onlyStops: boolean;
  /** What would be built, changed or torn down is decided while it runs, and nobody is asked. */
  readonly isUnasked: boolean;
}

const severities: Readonly<Record<string, Severity>> = {
  "delete-all-data": "danger",
  "delete-data": "caution",
  "remove-container": "caution",
  "stop-all": "caution",
  "apply-unasked": "caution",
  "forget-states": "caution",
};

/** Data that a daemon or a cluster keeps, and that would go. */
export function keptLosses(foreseen: Foreseen): readonly KeptLoss[] {
  const losing = foreseen.effects.filter(
    (effect): effect is Kept =>
      (effect.kind === "service" || effect.kind === "network") &&
      (effect.detail === "container" || effect.detail === "cluster") &&
      Object.hasOwn(severities, effect.action),
  );
  return groupByCommand(losing).map(({ cause, effects }) => ({
    kind: "kept",
    cause,
    severity: effects.some(({ action }) => severities[action] === "danger") ? "danger" : "caution",
    targets: effects.map(({ target }) => target),
    isElsewhere: effects.some(({ detail }) => detail === "cluster"),
    onlyStops: effects.every(({ action }) => action === "stop-all"),
    isUnasked: effects.every(({ action }) => action === "apply-unasked"),
  }));
}

/** The words for one. */
export function explainKeptLoss(loss: KeptLoss): Explanation {
  const { cause, severity, targets, onlyStops, isUnasked } = loss;
  if (isUnasked) return explainUnasked(cause);
  if (cause.program === "nix-collect-garbage") return explainStates(cause);
  const names = listWords(
    targets.map((target) => showName(target)),
    5,
  );
  return {
    severity,
    title: describeTitle(loss),
    what: onlyStops ? `${names} would stop.` : `${names} would be gone for good.`,
    why: describeWhy(loss),
    instead: alternatives([lookFirst(cause), "shows what is there, without changing it"]),
    span: cause.span,
    paths: [],
    pathCount: 0,
    confirmWords: onlyStops ? `stop ${firstOf(targets)}` : `delete ${firstOf(targets)}`,
  };
}

function explainStates(cause: Cause): Explanation {
  return {
    severity: "caution",
    title: "This would delete every earlier state of the packages",
    what: "Only what is installed now would be left, and going back to an earlier state would no longer work.",
    why: "An earlier state is what one starts when the present one does not work.",
    instead: [
      {
        line: "nix-collect-garbage --delete-older-than 30d",
        why: "keeps the states of the last month",
      },
    ],
    span: cause.span,
    paths: [],
    pathCount: 0,
    confirmWords: "delete every earlier state",
  };
}

function explainUnasked(cause: Cause): Explanation {
  const planned = cause.program === "pulumi" ? "pulumi preview" : `${cause.program} plan`;
  return {
    severity: "caution",
    title: "This would change what stands elsewhere without asking",
    what: "Machines, databases and networks would be built, changed or torn down as the plan comes out.",
    why: "Nobody reads the plan first. What cannot be changed in place is torn down and built anew, with all that is in it.",
    instead: [{ line: planned, why: "shows what would change" }],
    span: cause.span,
    paths: [],
    pathCount: 0,
    confirmWords: "change it without asking",
  };
}

function firstOf([first = "all of it"]: readonly string[]): string {
  return showName(first);
}

function describeTitle({ isElsewhere, onlyStops, cause: { program } }: KeptLoss): string {
  if (onlyStops) return `This would stop ${isElsewhere ? "what runs elsewhere" : "containers"}`;
  return isElsewhere
    ? "This would delete what stands elsewhere"
    : `This would delete data of ${program === "flatpak" ? "applications" : "containers"}`;
}

function describeWhy({ isElsewhere, onlyStops }: KeptLoss): string {
  if (onlyStops) return "Whoever uses it finds it gone until it is started again.";
  return isElsewhere
    ? "What was stored there goes with it, whoever uses it finds it gone, and nothing on this machine can bring it back."
    : "What programs stored in them, such as a database, lies nowhere else, and no bin keeps it.";
}

function lookFirst({ program, command }: Cause): string | undefined {
  const words = command.map(({ text }) => text);
  if (program === "docker" || program === "podman") {
    if (words.includes("compose")) return `${program} compose ps -a`;
    return words.includes("volume") || words.includes("--volumes")
      ? `${program} volume ls`
      : `${program} ps -a`;
  }
  if (program === "kubectl" || program === "oc") {
    const at = words.indexOf("delete");
    const [kind = "all"] =
      at < 0 ? [] : words.slice(at + 1).filter((word) => !word.startsWith("-"));
    return `${program} get ${quoteWord(kind)}`;
  }
  return program === "terraform" || program === "tofu" ? `${program} plan -destroy` : undefined;
}
