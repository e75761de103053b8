import type { Argument } from "../domain/argument.ts";
import type { Cause } from "../domain/effect.ts";
import { defineGuard } from "../domain/guard.ts";
import type { Foreseen } from "../domain/plan.ts";
import { showName } from "../domain/text.ts";
import { alternatives, editLine, typedForm } from "./common/edit-line.ts";
import { type EffectOf, effectsOf } from "./common/existing.ts";
import { describeSwelling, feedback } from "./common/feedback.ts";
import { describeLimit, tightLimits } from "./common/kernel-limits.ts";
import { describeLostSwap, lostSwap } from "./common/lost-swap.ts";

type ProcessEffect = EffectOf<"process">;
type ServiceEffect = EffectOf<"service">;

/** Processes or bytes without end. */
export const exhaustsMachine = defineGuard<ProcessEffect | ServiceEffect | EffectOf<"mount">>({
  id: "exhausts-machine",
  title: "Uses up the machine",
  severity: "critical",
  concerns: ["process", "service", "mount", "settings", "write"],
  why: "Processes that start each other without end leave no room for any other, a login included. A file that grows without end fills the disk, and services that cannot write stop working.",
  examples: () => [
    { line: ":(){ :|:& };:", expect: "critical", why: "each copy starts two more" },
    { line: "f(){ f | f & }; f", expect: "critical", why: "the same with a plain name" },
    { line: "f(){ echo one; }; f", expect: "quiet", why: "a function that ends" },
    { line: "yes > full.txt", expect: "danger", why: "fills the disk" },
    { line: "yes | head -n 5 > five.txt", expect: "quiet", why: "five lines" },
    { line: "dd if=/dev/zero of=full.bin", expect: "danger", why: "fills the disk" },
    { line: "head -c 1000 /dev/zero > some.bin", expect: "quiet", why: "a thousand bytes" },
    { line: "yes > /dev/null", expect: "quiet", why: "goes nowhere" },
    { line: "perl -e 'fork while 1'", expect: "critical", why: "each copy starts more" },
    { line: "while true; do date >> log; done", expect: "danger", why: "the file grows for ever" },
    {
      line: "while true; do date >> log; sleep 60; done",
      expect: "quiet",
      why: "one line a minute",
    },
    {
      line: "while true; do mkdir x; cd x; done",
      expect: "danger",
      why: "one more folder in every round",
    },
    {
      line: "while true; do touch x; rm x; done",
      expect: "quiet",
      why: "nothing is left behind",
    },
    { line: "fallocate -l 1000G big", expect: "danger", why: "more than the disk has room for" },
    { line: "fallocate -l 1G big", expect: "quiet", why: "there is room for it" },
    {
      line: "sysctl -w kernel.pid_max=301",
      expect: "danger",
      as: "root",
      why: "no new program could start",
    },
    {
      line: "sysctl -w kernel.pid_max=65536",
      expect: "quiet",
      as: "root",
      why: "plenty of programs",
    },
    {
      line: "swapoff -a",
      expect: "caution",
      as: "root",
      why: "what lies there has to fit into memory",
    },
    { line: "tail /dev/zero", expect: "danger", why: "it keeps all of it in memory" },
    { line: "head -c 1M /dev/zero | tail", expect: "quiet", why: "that fits" },
    { line: "tail -f notes.txt >> notes.txt", expect: "danger", why: "it reads what it writes" },
    { line: "tail -f notes.txt >> copy.txt", expect: "quiet", why: "another file" },
    { line: "swapoff -a && swapon -a", expect: "quiet", as: "root", why: "it comes back" },
  ],
  blindSpots:
    "It sees processes and bytes without end, not work that only takes very long, and memory only where a plain program keeps bytes without end.",
  check: (foreseen, facts) => [
    ...effectsOf(foreseen, "process").filter(
      ({ action }) => action === "endless" || action === "fill" || action === "swell",
    ),
    ...feedback(foreseen),
    ...tightLimits(foreseen, facts),
    ...lostSwap(foreseen),
  ],
  explain(effect, foreseen, facts) {
    if (effect.kind === "service") return describeLimit(effect, facts.hostName);
    if (effect.kind === "mount") return describeLostSwap(effect, facts.hostName);
    const { action, detail, path, cause } = effect;
    if (action === "swell") return describeSwelling(effect, facts.hostName);
    const isFilling = action === "fill";
    return {
      severity: isFilling ? "danger" : "critical",
      title: isFilling ? "This would fill the disk" : "This would start processes without end",
      what:
        path === undefined
          ? `${capitalize(showName(detail))}.`
          : `Into ${showName(path)} would go ${showName(detail)}.`,
      why: isFilling
        ? "It only stops when no space is left, and then other programs cannot write either."
        : "The machine could become unusable within seconds, and only switching it off would help.",
      instead: isFilling && cause.program === "dd" ? counted(foreseen, cause) : [],
      span: cause.span,
      paths: path === undefined ? [] : [path],
      pathCount: path === undefined ? 0 : 1,
      confirmWords: `${isFilling ? "fill the disk of" : "exhaust"} ${showName(facts.hostName)}`,
    };
  },
});

function capitalize(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** The same for so many bytes only, in the place of what was typed of that. */
function counted(foreseen: Foreseen, cause: Cause) {
  const wanted: readonly (readonly [name: string, text: string])[] = [
    ["bs=", "bs=1M"],
    ["count=", "count=8"],
  ];
  const last = cause.command.at(-1);
  const edits = new Map<Argument, string>();
  const added: string[] = [];
  for (const [name, text] of wanted) {
    const typed = cause.command.find((word) => word.text.startsWith(name));
    if (typed === undefined) added.push(text);
    else edits.set(typed, text);
  }
  if (last !== undefined && added.length > 0) {
    edits.set(last, [edits.get(last) ?? typedForm(last), ...added].join(" "));
  }
  return alternatives([editLine(foreseen, cause, [...edits]), "stops after 8 MB"]);
}
