import { Worker } from "node:worker_threads";
import type { Level } from "../domain/finding.ts";
import type { QueryResult } from "../screens/app/query.ts";
import type { WorkerQuery } from "./answer-query.ts";
import type { TaskReply, TaskRequest } from "./task-messages.ts";
import { workerFile } from "./worker-file.ts";

/** A query on its way. */
export interface Job {
  /** The page that asked. */
  readonly page: number;
  readonly query: WorkerQuery;
  receive(result: QueryResult, isLast: boolean): void;
}

/** What a lane needs of a worker; tests have one of their own. */
export interface LaneWorker {
  post(request: TaskRequest): void;
  end(): void;
}

export type StartWorker = (
  onReply: (reply: TaskReply) => void,
  onError: (error: Error) => void,
) => LaneWorker;

/** Kinds of which the newest of a page is the only one that counts. */
const newestCounts: ReadonlySet<WorkerQuery["kind"]> = new Set([
  "search",
  "package-details",
  "simulate",
  "access",
  "plan",
  "plan-undo",
  "plan-rest",
  "changelog",
]);

/** Kinds that change something: they are never cut off in the middle. */
const changing: ReadonlySet<WorkerQuery["kind"]> = new Set(["undo", "set"]);

/**
 * One worker that answers one query after the other. What a newer query makes needless is left
 * out of the line; what is being worked on for nobody is ended, where starting anew costs little.
 */
export class WorkerLane {
  private readonly start: StartWorker;
  private readonly isEndedWhenNeedless: boolean;
  private worker: LaneWorker | undefined;
  private running: { readonly id: number; readonly job: Job; isWanted: boolean } | undefined;
  private waiting: readonly Job[] = [];
  private lastId = 0;

  constructor(start: StartWorker, { isEndedWhenNeedless }: { isEndedWhenNeedless: boolean }) {
    this.start = start;
    this.isEndedWhenNeedless = isEndedWhenNeedless;
  }

  ask(job: Job): void {
    this.drop((other) => newestCounts.has(job.query.kind) && isSameKind(job, other));
    this.waiting = [...this.waiting, job];
    this.next();
  }

  /** The page was closed. */
  forget(page: number): void {
    this.drop((job) => job.page === page);
    this.next();
  }

  close(): void {
    this.waiting = [];
    this.running = undefined;
    this.worker?.end();
    this.worker = undefined;
  }

  private drop(isNeedless: (job: Job) => boolean): void {
    const mayGo = (job: Job): boolean => isNeedless(job) && !changing.has(job.query.kind);
    this.waiting = this.waiting.filter((job) => !mayGo(job));
    if (this.running === undefined || !mayGo(this.running.job)) return;
    this.running.isWanted = false;
    if (!this.isEndedWhenNeedless) return;
    this.worker?.end();
    this.worker = undefined;
    this.running = undefined;
  }

  private next(): void {
    const [job, ...others] = this.waiting;
    if (this.running !== undefined || job === undefined) return;
    this.waiting = others;
    this.lastId += 1;
    this.running = { id: this.lastId, job, isWanted: true };
    this.worker ??= this.startWorker();
    this.worker.post({ id: this.lastId, query: job.query });
  }

  private startWorker(): LaneWorker {
    const worker: LaneWorker = this.start(
      (reply) => {
        if (this.worker === worker) this.receive(reply);
      },
      (error) => {
        if (this.worker !== worker) return;
        // It is gone; the next query gets another one.
        this.worker = undefined;
        const sentence = `This could not be looked at: ${error.message}`;
        this.receive({ id: this.lastId, result: { kind: "failed", sentence }, isLast: true });
      },
    );
    return worker;
  }

  private receive({ id, result, isLast }: TaskReply): void {
    const { running } = this;
    if (running?.id !== id) return;
    if (isLast) this.running = undefined;
    if (running.isWanted) running.job.receive(result, isLast);
    if (isLast) this.next();
  }
}

function isSameKind(one: Job, other: Job): boolean {
  return one.page === other.page && one.query.kind === other.query.kind;
}

/** Starts a thread of src/cli/task-worker.ts. */
export function startTaskWorker(level: Level | undefined): StartWorker {
  return (onReply, onError) => {
    const worker = new Worker(workerFile("task-worker"), { workerData: level });
    worker.on("message", onReply).on("error", onError);
    // The screen alone decides when the program ends.
    worker.unref();
    return {
      post: (request) => worker.postMessage(request),
      end: () => void worker.terminate(),
    };
  };
}
