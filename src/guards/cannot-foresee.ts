import type { Span } from "../domain/argument.ts";
import type { Facts } from "../domain/facts.ts";
import type { Explanation, Severity } from "../domain/finding.ts";
import { defineGuard } from "../domain/guard.ts";
import { showName } from "../domain/text.ts";
import { type Blindness, blindnessOf } from "./common/blindness.ts";
import { explainMissing, type MissingCommand, missingCommands } from "./common/missing-command.ts";
import { rootWords } from "./common/root-words.ts";

/** Something in the line could do what was not foreseen. */
export const cannotForesee = defineGuard<Blindness | MissingCommand>({
  id: "cannot-foresee",
  title: "Cannot foresee everything",
  severity: "caution",
  concerns: ["unknown", "run-code", "missing"],
  why: "What a program does that is not modelled, or what depends on a value that is made while the line runs, cannot be told beforehand. It is said here so that nothing is passed over in silence.",
  examples: () => [
    { line: "make", expect: "note", why: "a packaged program, run as an ordinary user" },
    { line: "make", expect: "caution", as: "root", why: "as root it could change anything" },
    { line: "sudo make install", expect: "caution", why: "as root it could change anything" },
    { line: "./tool", expect: "caution", why: "a program that anybody here could have written" },
    { line: "ls -l", expect: "quiet", why: "it only shows" },
    { line: 'rm -rf "$(make -s where)"', expect: "caution", why: "what is deleted is not known" },
    { line: 'echo "$(make -s where)"', expect: "note", why: "it is only shown" },
    {
      line: "update-initramfs -u",
      expect: "note",
      as: "root",
      why: "its one job, by the settings of this machine",
    },
    {
      line: "update-initramfs -d -k all",
      expect: "caution",
      as: "root",
      why: "which files of a start would go is not known",
    },
    { line: "sl Documents", expect: "note", why: "no such command; ls was probably meant" },
    { line: "ls Documents", expect: "quiet", why: "that one is here" },
  ],
  blindSpots:
    "It says that something is not known, not what it would be. A try-out in a sandbox shows more.",
  check: (foreseen, facts) => [...blindnessOf(foreseen, facts), ...missingCommands(foreseen)],
  explain: (hit, foreseen, facts) =>
    "kind" in hit ? explainMissing(hit, foreseen, facts) : explainBlindness(hit, facts),
});

function explainBlindness(
  { severity, reasons, span, isRoot, hasRootRights, isJudged, isRoutine, path }: Blindness,
  facts: Facts,
): Explanation {
  return {
    severity,
    title: isRoot
      ? "What this does as root cannot all be foreseen"
      : "Not everything this does can be foreseen",
    what: `${reasons.slice(0, 3).map(sentence).join(" ")}${more(reasons.length - 3)}`,
    why: isJudged
      ? judged
      : isRoutine
        ? routine
        : describeWhy(severity, isRoot, hasRootRights, facts),
    instead: [],
    span: span satisfies Span,
    paths: path === undefined ? [] : [path],
    pathCount: path === undefined ? 0 : 1,
  };
}

const judged = "What it comes to at the worst is judged by itself; only the details are not known.";

const routine =
  "It does the job that it is there for, by the settings of this machine; only which files that comes to is not worked out.";

function sentence(reason: string): string {
  const shown = showName(reason);
  return `${shown.slice(0, 1).toUpperCase()}${shown.slice(1)}.`;
}

function more(count: number): string {
  return count > 0
    ? ` There ${count === 1 ? "is 1 more reason" : `are ${count} more reasons`}.`
    : "";
}

function describeWhy(
  severity: Severity,
  isRoot: boolean,
  hasRootRights: boolean,
  facts: Facts,
): string {
  if (isRoot) {
    const { name, anything } = rootWords(facts);
    return `As ${name} it could change ${anything}.`;
  }
  if (hasRootRights && severity === "note") {
    return `What is known of it is listed here. As ${rootWords(facts).name} nothing would hold back the rest.`;
  }
  return severity === "note"
    ? "It can only change what you can change."
    : "It could change or delete any of your files.";
}
