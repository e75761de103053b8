import { Worker } from "node:worker_threads";
import type { Level } from "../domain/finding.ts";
import type { Reviewer } from "./live-review.ts";
import { isLastReply, type ReviewReply, type ReviewRequest } from "./review-messages.ts";
import { workerFile } from "./worker-file.ts";

/** A reviewer in a thread of its own, which can be ended in the middle of a line. */
export function startWorkerReviewer(level: Level): Reviewer {
  let id = 0;
  let receive: ((reply: ReviewReply) => void) | undefined;
  let worker: Worker | undefined;
  const fail = (error: Error): void => {
    // It is gone; the next line gets another one.
    worker = undefined;
    const sentence = `This line could not be foreseen: ${error.message}`;
    receive?.({ id, outcome: { kind: "failure", sentence } });
  };
  const start = (): Worker => {
    const started = new Worker(workerFile("review-worker"), { workerData: level });
    started.on("message", (reply: ReviewReply) => {
      if (reply.id === id) receive?.(reply);
    });
    started.on("error", fail);
    // The screen alone decides when the program ends.
    started.unref();
    return started;
  };
  worker = start();
  return {
    review: (line, tell) => {
      id += 1;
      receive = (reply) => tell(reply.outcome, isLastReply(reply));
      worker ??= start();
      const request: ReviewRequest = { id, line };
      worker.postMessage(request);
    },
    close: () => {
      receive = undefined;
      void worker?.terminate();
    },
  };
}
