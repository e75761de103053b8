import assert from "node:assert/strict";
import { test } from "node:test";
import type { WorkerQuery } from "../../src/cli/answer-query.ts";
import type { TaskReply, TaskRequest } from "../../src/cli/task-messages.ts";
import { WorkerLane } from "../../src/cli/worker-lane.ts";

/** A lane whose workers do nothing by themselves. */
function makeLane(isEndedWhenNeedless: boolean) {
  const posted: TaskRequest[] = [];
  const workers: { onReply: (reply: TaskReply) => void; onError: (error: Error) => void }[] = [];
  let ended = 0;
  const lane = new WorkerLane(
    (onReply, onError) => {
      workers.push({ onReply, onError });
      return {
        post: (request) => void posted.push(request),
        end: () => {
          ended += 1;
        },
      };
    },
    { isEndedWhenNeedless },
  );
  const heard: string[] = [];
  const ask = (page: number, query: WorkerQuery, name: string): void =>
    lane.ask({
      page,
      query,
      receive: (result, isLast) => void heard.push(`${name} ${result.kind} ${isLast}`),
    });
  const reply = (id: number, isLast = true): void =>
    workers.at(-1)?.onReply({ id, result: { kind: "nothing" }, isLast });
  return { lane, ask, reply, posted, workers, heard, ended: () => ended };
}

const search = (text: string): WorkerQuery => ({ kind: "search", text });

test("queries are answered one after the other, each by its own", () => {
  const { ask, reply, posted, heard, workers } = makeLane(true);
  ask(1, { kind: "history" }, "first");
  ask(2, { kind: "history" }, "second");
  assert.equal(posted.length, 1);
  reply(1, false);
  reply(1);
  assert.equal(posted.length, 2);
  reply(2);
  assert.deepEqual(heard, ["first nothing false", "first nothing true", "second nothing true"]);
  assert.equal(workers.length, 1);
});

test("of searches only the newest counts, and the worker keeps what it has read", () => {
  const { ask, reply, posted, heard, workers, ended } = makeLane(false);
  for (const text of ["w", "we", "web"]) ask(1, search(text), text);
  reply(1);
  assert.deepEqual(
    posted.map(({ query }) => query.kind === "search" && query.text),
    ["w", "web"],
  );
  reply(2);
  assert.deepEqual(heard, ["web nothing true"]);
  assert.equal(workers.length, 1);
  assert.equal(ended(), 0);
});

test("a plan that a newer one makes needless is cut off", () => {
  const { ask, reply, heard, workers, ended } = makeLane(true);
  ask(1, { kind: "plan", task: "install", answers: {} }, "old");
  ask(1, { kind: "plan", task: "remove", answers: {} }, "new");
  assert.equal(workers.length, 2);
  assert.equal(ended(), 1);
  reply(2);
  assert.deepEqual(heard, ["new nothing true"]);
});

test("another page's query of the same kind is left alone", () => {
  const { ask, reply, heard } = makeLane(true);
  ask(1, { kind: "plan", task: "install", answers: {} }, "one");
  ask(2, { kind: "plan", task: "install", answers: {} }, "two");
  reply(1);
  reply(2);
  assert.deepEqual(heard, ["one nothing true", "two nothing true"]);
});

test("a page that was closed hears nothing, but what changes something is finished", () => {
  const { lane, ask, reply, heard, workers } = makeLane(true);
  ask(1, { kind: "set", change: { kind: "level", level: "expert" } }, "set");
  ask(1, { kind: "history" }, "history");
  lane.forget(1);
  assert.equal(workers.length, 1);
  reply(1);
  assert.deepEqual(heard, ["set nothing true"]);
});

test("a worker that breaks off is said, and the next query gets another one", () => {
  const { ask, reply, heard, workers } = makeLane(true);
  ask(1, { kind: "history" }, "first");
  workers[0]?.onError(new Error("out of memory"));
  ask(1, { kind: "runs" }, "second");
  assert.equal(workers.length, 2);
  reply(2);
  assert.deepEqual(heard, ["first failed true", "second nothing true"]);
});

test("a late word of a worker that was ended is not taken for the next one's", () => {
  const { ask, workers, heard } = makeLane(true);
  ask(1, { kind: "plan", task: "install", answers: {} }, "old");
  ask(1, { kind: "plan", task: "install", answers: {} }, "new");
  workers[0]?.onReply({ id: 2, result: { kind: "nothing" }, isLast: true });
  workers[0]?.onError(new Error("ended"));
  assert.deepEqual(heard, []);
});
