import { parentPort, workerData } from "node:worker_threads";
import { levels } from "../domain/finding.ts";
import { answerQuery } from "./answer-query.ts";
import { describeError } from "./describe-error.ts";
import type { TaskReply, TaskRequest } from "./task-messages.ts";

const level = levels.find((known) => known === workerData);

/**
 * Answers queries away from the thread that draws. Whoever asks may end this worker in the middle
 * of an answer that nobody waits for any more.
 */
async function answer({ id, query }: TaskRequest): Promise<void> {
  const post = (reply: TaskReply): void => parentPort?.postMessage(reply);
  try {
    const tell = (result: TaskReply["result"]): void => post({ id, result, isLast: false });
    const result = await answerQuery(query, level, tell);
    post({ id, result, isLast: true });
  } catch (error) {
    const sentence = `This is a fault in handrail: ${describeError(error)}`;
    post({ id, result: { kind: "failed", sentence }, isLast: true });
  }
}

parentPort?.on("message", (request: TaskRequest) => void answer(request));
