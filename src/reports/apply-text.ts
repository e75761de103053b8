import type { ApplyEvent, FollowUp } from "../domain/apply-event.ts";
import { lastPrinted } from "../domain/printed-lines.ts";
import { quoteWord, showName } from "../domain/text.ts";

/** What is left to settle, with the command that does it. */
function describeFollowUp({ sentence, task, answers }: FollowUp): readonly string[] {
  const words = Object.entries(answers).map(([key, value]) => {
    const text = typeof value === "object" ? value.join(",") : String(value);
    return `--answer ${quoteWord(`${key}=${text}`)}`;
  });
  return [`  -  ${sentence}`, `     handrail ${[task, ...words].join(" ")}`];
}

/** What a run's events come to in lines of text; keeps what it has to know of earlier ones. */
export class ApplyTeller {
  private steps: readonly string[] = [];
  private last = "";
  private percent = -100;
  private output = "";
  private problem: string | undefined;
  private readonly done: string[] = [];

  /** The lines that an event adds. Output is only shown where something went wrong. */
  tell(event: ApplyEvent): readonly string[] {
    switch (event.kind) {
      case "started":
        this.steps = event.steps;
        return [`${showName(event.title)}  (${event.id})`];
      case "waiting":
        return [` ..  waiting for ${showName(event.for)}`];
      case "step-started":
        this.output = "";
        this.percent = -100;
        return [` >>  ${this.place(event.step)}: ${this.title(event.step)}`];
      case "progress":
        return this.tellProgress(event);
      case "output":
        this.output = (this.output + event.text).slice(-20_000);
        return [];
      case "step-ended":
        return this.tellStepEnd(event);
      case "ended":
        return this.tellEnd(event);
    }
  }

  private place(step: number): string {
    return `step ${step + 1} of ${this.steps.length}`;
  }

  private title(step: number): string {
    return showName(this.steps[step] ?? "");
  }

  /** Every tenth of the way, or something else being done. */
  private tellProgress(event: ApplyEvent & { readonly kind: "progress" }): readonly string[] {
    const { percent, what } = event;
    const isFar = percent !== undefined && percent >= this.percent + 10;
    if (!isFar && (percent !== undefined || what === this.last)) return [];
    this.last = what;
    this.percent = percent ?? this.percent;
    const share = percent === undefined ? "" : `${String(Math.floor(percent)).padStart(3)} %  `;
    return [`     ${share}${showName(what)}`];
  }

  private tellStepEnd(event: ApplyEvent & { readonly kind: "step-ended" }): readonly string[] {
    const { step, status, problem } = event;
    if (problem === undefined) {
      this.done.push(this.title(step));
      return [` ok  ${this.title(step)}`];
    }
    this.problem = problem;
    const shown = lastPrinted(this.output, 6);
    return [
      ` !!  ${this.place(step)} failed: ${this.title(step)}, status ${status}`,
      `     ${showName(problem)}`,
      ...(shown.length === 0 ? [] : ["     The last it said:"]),
      ...shown.map((line) => `       ${showName(line)}`),
    ];
  }

  private tellEnd(event: ApplyEvent & { readonly kind: "ended" }): readonly string[] {
    const { result, sentence, followUps = [] } = event;
    if (result === "done") return ["Done.", ...followUps.flatMap(describeFollowUp)];
    // What failed is told already, below its step.
    const said = sentence === undefined || sentence === this.problem ? [] : [showName(sentence)];
    if (event.isUnchanged === true) return [...said, "Nothing was changed."];
    if (result !== "failed" || this.done.length === 0) return said;
    return [...said, `Done before that: ${this.done.join(", ")}.`];
  }
}
