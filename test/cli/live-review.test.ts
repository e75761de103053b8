import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { LiveReview, pace, type Reviewer } from "../../src/cli/live-review.ts";
import type { LineOutcome } from "../../src/domain/line-outcome.ts";

/** A reviewer that answers when the test says so. */
class FakeReviewer implements Reviewer {
  isClosed = false;
  readonly asked: string[] = [];
  answer: (outcome: LineOutcome, isLast?: boolean) => void = () => undefined;

  review(line: string, receive: (outcome: LineOutcome, isLast: boolean) => void): void {
    this.asked.push(line);
    this.answer = (outcome, isLast = true) => receive(outcome, isLast);
  }

  close(): void {
    this.isClosed = true;
  }
}

const outcome = (sentence: string): LineOutcome => ({ kind: "failure", sentence });

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout", "Date"] });
});

function open() {
  const started: FakeReviewer[] = [];
  const told: string[] = [];
  const slow: string[] = [];
  const live = new LiveReview({
    start: () => {
      const reviewer = new FakeReviewer();
      started.push(reviewer);
      return reviewer;
    },
    onOutcome: (line, { kind }) => told.push(`${line}: ${kind}`),
    onSlow: (line) => slow.push(line),
  });
  return { live, started, told, slow };
}

test("a line is looked at once typing pauses", () => {
  const { live, started, told } = open();
  live.look("r");
  mock.timers.tick(pace.debounce - 1);
  live.look("rm");
  mock.timers.tick(pace.debounce - 1);
  assert.deepEqual(started[0]!.asked, []);
  mock.timers.tick(1);
  assert.deepEqual(started[0]!.asked, ["rm"]);
  started[0]!.answer(outcome(""));
  assert.deepEqual(told, ["rm: failure"]);
});

test("an answer about an older line is thrown away", () => {
  const { live, started, told } = open();
  live.look("a");
  mock.timers.tick(pace.debounce);
  live.look("ab");
  started[0]!.answer(outcome(""));
  assert.deepEqual(told, []);
});

test("a reviewer that is busy with an older line is ended and replaced", () => {
  const { live, started, told } = open();
  live.look("rm -rf /");
  mock.timers.tick(pace.debounce);
  live.look("rm -rf /tmp/x");
  mock.timers.tick(pace.debounce);
  assert.equal(started[0]!.isClosed, true);
  assert.deepEqual(started[1]!.asked, ["rm -rf /tmp/x"]);
  started[0]!.answer(outcome("late"));
  started[1]!.answer(outcome(""));
  assert.deepEqual(told, ["rm -rf /tmp/x: failure"]);
});

test("looking is called slow only after a while, and not once there is an answer", () => {
  const { live, started, slow } = open();
  live.look("a");
  mock.timers.tick(pace.debounce);
  started[0]!.answer(outcome(""));
  mock.timers.tick(1000);
  assert.deepEqual(slow, []);
  live.look("b");
  mock.timers.tick(pace.slow);
  assert.deepEqual(slow, ["b"]);
});

test("a partial answer is told, and the whole one after it", () => {
  const { live, started, told } = open();
  live.look("a");
  mock.timers.tick(pace.debounce);
  started[0]!.answer(outcome("first"), false);
  started[0]!.answer(outcome("whole"));
  assert.deepEqual(told, ["a: failure", "a: failure"]);
});

test("the empty line asks for nothing", () => {
  const { live, started } = open();
  live.look("a");
  live.look("");
  mock.timers.tick(1000);
  assert.deepEqual(started[0]!.asked, []);
});

test("after a change of the machine a fresh reviewer looks at the line again", () => {
  const { live, started } = open();
  live.look("a");
  mock.timers.tick(pace.debounce);
  started[0]!.answer(outcome(""));
  live.renew();
  mock.timers.tick(pace.debounce);
  assert.equal(started[0]!.isClosed, true);
  assert.deepEqual(started[1]!.asked, ["a"]);
});
