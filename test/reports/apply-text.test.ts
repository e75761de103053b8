import assert from "node:assert/strict";
import { test } from "node:test";
import type { ApplyEvent } from "../../src/domain/apply-event.ts";
import { ApplyTeller } from "../../src/reports/apply-text.ts";

const time = "2026-11-22T20:00:00.000Z";

function tell(...events: readonly ApplyEvent[]): readonly string[] {
  const teller = new ApplyTeller();
  return events.flatMap((event) => teller.tell(event));
}

const started: ApplyEvent = {
  kind: "started",
  id: "0tv4bx0",
  title: "Install a\u001b[31m",
  steps: ["install a", "restart b"],
  time,
};

test("steps, waiting and progress are told line by line, and output is not", () => {
  const lines = tell(
    started,
    { kind: "waiting", for: "apt (process 7)", time },
    { kind: "step-started", step: 0, argv: ["a"], time },
    { kind: "progress", step: 0, percent: 3, what: "fetching" },
    { kind: "progress", step: 0, percent: 4, what: "fetching" },
    { kind: "progress", step: 0, percent: 55.6, what: "unpacking a" },
    { kind: "output", step: 0, text: "chatter\n" },
    { kind: "step-ended", step: 0, status: 0, isVerified: true, time },
    { kind: "ended", result: "done", time },
  );
  assert.deepEqual(lines, [
    "Install a\\x1b[31m  (0tv4bx0)",
    " ..  waiting for apt (process 7)",
    " >>  step 1 of 2: install a",
    "       3 %  fetching",
    "      55 %  unpacking a",
    " ok  install a",
    "Done.",
  ]);
});

test("a failure names the step, the status, the last lines and what is done", () => {
  const lines = tell(
    started,
    { kind: "step-started", step: 0, argv: [], time },
    { kind: "step-ended", step: 0, status: 0, isVerified: true, time },
    { kind: "step-started", step: 1, argv: [], time },
    { kind: "output", step: 1, text: "one\r\n50 %\rtwo\u0007\r\n" },
    { kind: "step-ended", step: 1, status: 3, isVerified: false, problem: "It broke.", time },
    { kind: "ended", result: "failed", sentence: "It broke.", time },
  );
  assert.deepEqual(lines.slice(3), [
    " >>  step 2 of 2: restart b",
    " !!  step 2 of 2 failed: restart b, status 3",
    "     It broke.",
    "     The last it said:",
    "       one",
    "       two\\x07",
    "Done before that: install a.",
  ]);
});

test("a run that broke off before it changed anything says so, and no sentence twice", () => {
  const lines = tell(
    started,
    { kind: "step-started", step: 0, argv: [], entry: "e", time },
    { kind: "step-ended", step: 0, status: 1, isVerified: false, problem: "It broke.", time },
    { kind: "ended", result: "failed", sentence: "It broke. And more.", isUnchanged: true, time },
  );
  assert.deepEqual(lines.slice(-3), [
    "     It broke.",
    "It broke. And more.",
    "Nothing was changed.",
  ]);
});

test("a run that did nothing says why and claims nothing done", () => {
  const ended = { kind: "ended", result: "locked", sentence: "Another plan runs.", time } as const;
  assert.deepEqual(tell(started, ended).slice(1), ["Another plan runs."]);
});
