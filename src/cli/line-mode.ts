import type { Level } from "../domain/finding.ts";
import type { Review } from "../domain/review.ts";
import { describeReview } from "../reports/plain.ts";
import { describeStatus } from "../reports/status.ts";
import { ask } from "./ask.ts";
import { foreseeSubject } from "./read-line.ts";
import { limitsForScreens } from "./review-messages.ts";
import { runReviewed } from "./run-reviewed.ts";
import { openSession } from "./session.ts";
import { readSituation } from "./situation.ts";
import { styleOf, type Terminal } from "./terminal.ts";
import { undo } from "./undo.ts";

/**
 * The command page's twin for terminals that cannot be drawn on and for screen readers: a line, what
 * it would do, an answer, one after the other. An empty line goes back.
 */
export function runLineMode(terminal: Terminal, chosen: Level | undefined): void {
  terminal.print(["What a line would do is shown before it runs."]);
  for (;;) {
    const line = terminal.ask("\nA line, u to undo the last one, or nothing to go back: ");
    if (line === undefined || line === "") return;
    if (line === "u") undo(undefined);
    else lookAt(line, terminal, chosen);
  }
}

function lookAt(first: string, terminal: Terminal, chosen: Level | undefined): void {
  let line: string | undefined = first;
  while (line !== undefined) line = lookOnce(line, terminal, chosen);
}

/** Shows, asks and runs; gives the line that was chosen instead. */
function lookOnce(line: string, terminal: Terminal, chosen: Level | undefined): string | undefined {
  const situation = { ...readSituation(), ...limitsForScreens };
  const session = openSession(situation, chosen);
  const foreseen = foreseeSubject({ kind: "line", line }, session);
  if ("failure" in foreseen) {
    terminal.print(foreseen.failure);
    return undefined;
  }
  const review = session.review(foreseen);
  terminal.print(describeReview(review, styleOf(1)));
  if (review.decision === "refuse") {
    terminal.print([`    Not run: what is critical is refused at the level ${review.level}.`]);
    return undefined;
  }
  const answer = review.decision === "allow" ? ({ kind: "run" } as const) : ask(review, terminal);
  if (answer.kind === "alternative") return answer.line;
  if (answer.kind === "run") run(review, session.level, terminal);
  else terminal.print(["    Nothing was run."]);
  return undefined;
}

function run(review: Review, level: Level, terminal: Terminal): void {
  const { status, messages } = runReviewed(review, level);
  const ending = status === undefined ? "Nothing was run." : `It ${describeStatus(status)}.`;
  terminal.print([ending, ...messages].map((message) => `    ${message}`));
}
