import { Worker } from "node:worker_threads";
import type { QueryResult } from "../screens/app/query.ts";
import type { WorkerQuery } from "./answer-query.ts";
import type { TaskReply, TaskRequest } from "./task-messages.ts";
import { workerFile } from "./worker-file.ts";

/**
 * The whole answer to one query, by the worker that the screens ask too: what it is made of need
 * not be loaded by every call of handrail.
 */
export async function askWorker(query: WorkerQuery): Promise<QueryResult> {
  const worker = new Worker(workerFile("task-worker"));
  try {
    return await new Promise<QueryResult>((resolve, reject) => {
      worker.on("message", ({ result, isLast }: TaskReply) => {
        if (isLast) resolve(result);
      });
      worker.on("error", reject);
      const request: TaskRequest = { id: 1, query };
      worker.postMessage(request);
    });
  } finally {
    await worker.terminate();
  }
}
