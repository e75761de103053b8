import type { QueryResult } from "../screens/app/query.ts";
import type { WorkerQuery } from "./answer-query.ts";

/** To a worker: answer this. */
export interface TaskRequest {
  readonly id: number;
  readonly query: WorkerQuery;
}

/** From a worker: an answer, or a part of it that more will follow. */
export interface TaskReply {
  readonly id: number;
  readonly result: QueryResult;
  readonly isLast: boolean;
}
