import { quoteWord } from "../../domain/text.ts";
import { drawnSize } from "../app/layout.ts";
import { lazyLines } from "../app/lines.ts";
import type { Frame, PageView, RefusedKey } from "../app/page.ts";
import type { Look } from "../look.ts";
import { type BarKey, backKey, helpKey } from "../parts/key-bar.ts";
import { describeDuration, progressBar } from "../parts/progress-bar.ts";
import { cut } from "../text/cells.ts";
import { beside, type Line, lineWidth, shown, token } from "../text/tokens.ts";
import { type ApplyingState, canUndo, isOver, restOfPlan } from "./applying-state.ts";
import type { RunState, RunStep } from "./run-state.ts";

/** Ctrl-Z works on every page; here it is what one wants next. */
const shellHint = "Ctrl-Z leads to your shell, to look for yourself; fg comes back here.";

/** Lines of output that a failure shows by itself. */
const lastLines = 8;

export function drawApplying(state: ApplyingState, { look, bodyRows }: Frame): PageView {
  const { width } = drawnSize(look);
  const view = {
    title: token(shown(titleOf(state), look), "strong"),
    right: [whereItIs(state)],
    head: [],
    foot: footLines(state, look, width),
    keys: keysOf(state),
    refused: refusedOf(state),
  };
  if (state.log === undefined) return { ...view, body: stepLines(state, look, width) };
  const { output } = state.run;
  const { top = Math.max(0, output.length - bodyRows) } = state.log;
  return {
    ...view,
    body: lazyLines(output.length, (at) => [
      token(`  ${shown((output[at] ?? "").replace(/\t/g, "    "), look)}`),
    ]),
    scroll: top,
  };
}

function titleOf({ source, run }: ApplyingState): string {
  return run.title ?? (source.kind === "apply" ? source.review.plan.title : source.title);
}

/** How things stand: a word, or the step it is at. */
function whereItIs(state: ApplyingState): Line[number] {
  const { run, trouble } = state;
  if (trouble !== undefined) return token("!! failed", "danger");
  switch (run.end?.result) {
    case "done":
      return token("ok done", "ok");
    case "failed":
      return token("!! failed", "danger");
    case "stopped":
      return token("!  stopped", "caution");
    case "locked":
      return token("!  not started", "caution");
    case "differs":
      return token("!  changed", "caution");
    case undefined:
      break;
  }
  if (run.waitingFor !== undefined) return token("... waiting", "dim");
  const at = run.steps.findIndex((step) => step.state === "running");
  if (at < 0) return token("... starting", "dim");
  return token(`step ${at + 1} of ${run.steps.length}`, "dim");
}

function stepLines(state: ApplyingState, look: Look, width: number): readonly Line[] {
  const { run, source } = state;
  if (run.steps.length === 0 && source.kind === "apply") {
    const { steps } = source.review.plan;
    return steps.map(({ title }) => waitingLine(title, look, width, isOver(state)));
  }
  return run.steps.flatMap((step) => oneStep(step, state, look, width));
}

function waitingLine(title: string, look: Look, width: number, isOver = false): Line {
  const lead = isOver ? "     not done: " : "     then: ";
  return [token(lead, "dim"), token(cut(shown(title, look), width - lead.length), "dim")];
}

function oneStep(step: RunStep, state: ApplyingState, look: Look, width: number): readonly Line[] {
  switch (step.state) {
    case "waiting":
      return [waitingLine(step.title, look, width, isOver(state))];
    case "running":
      return [
        ...headLine(">>", "key", step, state, look, width),
        ...progressLines(step, look, width),
      ];
    case "done":
      return headLine("ok", "ok", step, state, look, width);
    case "failed":
      return [
        ...headLine("!!", "danger", step, state, look, width),
        ...failureLines(step, state, look, width),
      ];
  }
}

function headLine(
  sign: string,
  tone: "ok" | "key" | "danger",
  step: RunStep,
  { date }: ApplyingState,
  look: Look,
  width: number,
): readonly Line[] {
  const until = step.endedAt ?? date;
  const hasTime = step.startedAt !== undefined && until !== undefined;
  const time = hasTime ? describeDuration(until - (step.startedAt ?? until)) : "";
  const title = cut(shown(step.title, look), Math.max(8, width - 14));
  const left = [
    token(` ${sign}  `, tone),
    token(title, step.state === "done" ? "plain" : "strong"),
  ];
  const gap = Math.max(1, width - lineWidth(left) - time.length - 1);
  return [[...left, token(" ".repeat(gap)), token(time, "dim")]];
}

function progressLines(step: RunStep, look: Look, width: number): readonly Line[] {
  const command = step.argv.map(quoteWord).join(" ");
  const what = step.what === "" ? command : step.what;
  const text = shown(what, look);
  if (step.percent === undefined) return [[token("     "), token(cut(text, width - 6), "dim")]];
  const bar = progressBar(step.percent, Math.max(4, Math.min(24, width >> 2)));
  const room = Math.max(4, width - bar.length - 8);
  const words = cut(text, room);
  return [
    [
      token("     "),
      token(words),
      token(" ".repeat(Math.max(1, room - words.length + 1))),
      token(bar, "key"),
    ],
  ];
}

/** What failed: the status, what is wrong, the last lines. What is done stands above. */
function failureLines(
  step: RunStep,
  { run }: ApplyingState,
  look: Look,
  width: number,
): readonly Line[] {
  const { status, problem } = step;
  const output = run.output.filter((line) => line.trim() !== "").slice(-lastLines);
  const indent = token("     ");
  return [
    ...(problem === undefined ? [] : beside([indent], shown(problem, look), width)),
    ...(status === undefined ? [] : [[indent, token(`it ended with status ${status}`, "dim")]]),
    ...(output.length === 0 ? [] : [[indent, token("the last it printed:", "dim")]]),
    ...output.map((line): Line => [token("       "), token(cut(shown(line, look), width - 8))]),
  ];
}

function footLines(state: ApplyingState, look: Look, width: number): readonly Line[] {
  const { run, trouble, isStopping } = state;
  const lead = [token(" ")];
  if (trouble !== undefined) return beside(lead, shown(trouble, look), width, "caution");
  if (run.end !== undefined) {
    const { result, sentence, isUnchanged = false } = run.end;
    const words = sentence ?? (result === "done" ? "All of it is done." : `It ${result}.`);
    const taken = canUndo(state) ? " u takes it back." : "";
    const after = isUnchanged ? " Nothing was changed." : taken;
    return [
      ...beside(lead, `${shown(words, look)}${after}`, width, "strong"),
      ...followUpLines(run, look, width),
      ...(result === "failed" ? beside(lead, shellHint, width, "dim") : []),
    ];
  }
  if (run.waitingFor !== undefined) {
    return beside(lead, `Waiting for ${shown(run.waitingFor, look)} to end.`, width, "caution");
  }
  const text = isStopping
    ? "It stops before the next step; the one that runs is not cut off."
    : "Closing this window does not stop it.";
  return beside(lead, text, width, "dim");
}

function followUpKey({ end, settled = 0 }: RunState): readonly BarKey[] {
  const next = end?.followUps?.[settled];
  return next === undefined ? [] : [{ shown: "n", label: next.label }];
}

/** What is left to be settled, one after the other. */
function followUpLines({ end, settled = 0 }: RunState, look: Look, width: number): readonly Line[] {
  const left = end?.followUps?.slice(settled) ?? [];
  const [next] = left;
  if (next === undefined) return [];
  const more = left.length > 1 ? ` And ${left.length - 1} more.` : "";
  return beside([token(" ")], `${shown(next.sentence, look)} n: ${next.label}.${more}`, width);
}

function refusedOf(state: ApplyingState): readonly RefusedKey[] {
  if (state.log !== undefined) return [];
  const refused = (name: string, why: string): RefusedKey => ({ name, shown: name, why });
  if (!isOver(state)) {
    const stop =
      state.source.kind === "attach"
        ? [refused("s", "It was started elsewhere, and only there it can be stopped.")]
        : [];
    const running = "It still runs; what is done can be taken back once it has ended.";
    return [...stop, refused("u", running), refused("r", "It still runs.")];
  }
  return [
    refused("s", "It has ended."),
    ...(canUndo(state) ? [] : [refused("u", "Nothing was done that could be taken back.")]),
    ...(restOfPlan(state) === undefined
      ? [refused("r", "Nothing is left to try again here.")]
      : []),
    ...(followUpKey(state.run).length > 0 ? [] : [refused("n", "Nothing is left to be settled.")]),
  ];
}

function keysOf(state: ApplyingState): readonly BarKey[] {
  const output: BarKey = { shown: "o", label: state.log === undefined ? "output" : "steps" };
  if (state.log !== undefined) {
    return [{ shown: "up/down", label: "scroll" }, output, backKey];
  }
  if (!isOver(state)) {
    const stop = state.source.kind === "apply" && !state.isStopping;
    return [
      output,
      ...(stop ? [{ shown: "s", label: "stop" }] : []),
      { shown: "Esc", label: "leave it running", isKept: true },
      helpKey,
    ];
  }
  return [
    { shown: "Enter", label: "back", isKept: true },
    ...followUpKey(state.run),
    ...(restOfPlan(state) === undefined ? [] : [{ shown: "r", label: "try again" }]),
    ...(canUndo(state) ? [{ shown: "u", label: "undo" }] : []),
    output,
    helpKey,
    { shown: "q", label: "quit" },
  ];
}
