import type { ApplyEvent } from "../domain/apply-event.ts";
import type { Level } from "../domain/finding.ts";
import type { PlanReview } from "../domain/task-plan.ts";
import type { ScreenHandle } from "../screens/app/App.tsx";
import type { Query, QueryResult } from "../screens/app/query.ts";
import type { AppEvent, AppIntent } from "../screens/app/state.ts";
import type { WorkerQuery } from "./answer-query.ts";
import { type Applying, startApply } from "./apply-plan.ts";
import { describeError } from "./describe-error.ts";
import { followEvents } from "./follow-events.ts";
import { leaveInput } from "./leave-input.ts";
import { LineQueries } from "./line-queries.ts";
import { attachRun } from "./runs.ts";
import { openSession, type Session } from "./session.ts";
import { readSituation } from "./situation.ts";
import { stopUntilContinued } from "./stop-until-continued.ts";
import { type Job, type StartWorker, startTaskWorker, WorkerLane } from "./worker-lane.ts";

type Dispatch = (event: AppEvent) => void;

export type Outcome = "nothing" | "done" | "failed" | "locked";

/** What the performer is made with; tests have a worker of their own. */
export interface PerformerOptions {
  readonly session: Session;
  /** The level chosen on the command line. */
  readonly level?: Level;
  readonly startWorker?: StartWorker;
}

/** A performer for this process, with `level` as chosen on the command line. */
export function openPerformer(level: Level | undefined, dispatch: Dispatch): QueryPerformer {
  const session = openSession(readSituation(), level);
  const performer = new QueryPerformer({ session, ...(level === undefined ? {} : { level }) });
  performer.connect(dispatch);
  return performer;
}

/** Carries out what the app wants: the only part of the screens that touches the machine. */
export class QueryPerformer {
  private readonly session: Session;
  private level: Level;
  private readonly lanes: Readonly<Record<LaneName, WorkerLane>>;
  private readonly lines: LineQueries;
  private readonly applying = new Map<number, Applying>();
  private readonly resting = new Map<string, NodeJS.Timeout>();
  /** What is carried out and looked at now, by the page that shows it. */
  private readonly followed = new Map<number, string>();
  /** What came of what was asked for, so far. */
  cameOf: Outcome = "nothing";
  private dispatch: Dispatch = () => {};
  private handle: ScreenHandle | undefined;

  constructor({ session, level, startWorker }: PerformerOptions) {
    this.session = session;
    this.level = session.level;
    const start = startWorker ?? startTaskWorker(level);
    const lane = (isEndedWhenNeedless: boolean) => new WorkerLane(start, { isEndedWhenNeedless });
    // A search would have to read the whole index again.
    this.lanes = { search: lane(false), "check-up": lane(true), work: lane(true) };
    this.lines = new LineQueries({
      level: () => this.level,
      lend: (use) => this.lend(use),
      onChanged: (page) => this.ask(page, { kind: "history" }),
    });
  }

  connect(dispatch: Dispatch): void {
    this.dispatch = dispatch;
  }

  use(handle: ScreenHandle): void {
    this.handle = handle;
  }

  close(): void {
    for (const timer of this.resting.values()) clearTimeout(timer);
    this.lines.close();
    for (const lane of Object.values(this.lanes)) lane.close();
  }

  /** The plans of this window that are still carried out, by their titles; runs of others as "". */
  get goingOn(): readonly string[] {
    return [...this.followed.values()];
  }

  perform(intent: AppIntent): void {
    switch (intent.kind) {
      case "ask":
        this.ask(intent.id, intent.query);
        break;
      case "forget":
        this.forget(intent.id);
        break;
      case "suspend":
        void this.handle?.suspendTerminal(stopUntilContinued);
        break;
      case "quit":
        this.handle?.exit();
        break;
    }
  }

  private forget(page: number): void {
    for (const [key, timer] of this.resting) if (key.startsWith(`${page} `)) clearTimeout(timer);
    for (const lane of Object.values(this.lanes)) lane.forget(page);
  }

  private ask(page: number, query: Query): void {
    const receive = (result: QueryResult, isLast: boolean): void => {
      const time = performance.now();
      this.dispatch({ kind: "answer", id: page, query, result, isLast, time });
      this.cameOf = outcomeAfter(result, this.cameOf);
      if (result.kind === "settings") this.takeLevel(result.report.level);
      // What a reviewer of lines remembers of the machine is of another machine now.
      if (isLast && changesMachine(query)) this.lines.renew();
    };
    switch (query.kind) {
      case "foresee-line":
        this.lines.look(query.line, receive);
        break;
      case "run-line":
        void this.lines.run(query.review, page, receive);
        break;
      case "apply":
        void this.apply(page, query.review, query.reason, receive);
        break;
      case "attach":
        void this.follow(page, "", attachRun(query.id, this.session), receive);
        break;
      case "stop":
        this.applying.get(page)?.stop();
        break;
      default:
        this.askLater({ page, query, receive });
    }
  }

  /** What follows a cursor waits until it rests: each of these keeps a program busy. */
  private askLater(job: Job): void {
    const key = `${job.page} ${job.query.kind}`;
    clearTimeout(this.resting.get(key));
    const rest = restOf(job.query);
    const lane = this.lanes[laneOf(job.query)];
    if (rest === 0) lane.ask(job);
    else
      this.resting.set(
        key,
        setTimeout(() => lane.ask(job), rest),
      );
  }

  private takeLevel(level: Level): void {
    if (level === this.level) return;
    this.level = level;
    this.dispatch({ kind: "level", level });
    this.lines.renew();
  }

  private async apply(
    page: number,
    review: PlanReview,
    reason: string,
    receive: (result: QueryResult, isLast: boolean) => void,
  ): Promise<void> {
    try {
      const { session } = this;
      const applying = startApply(review, {
        session,
        reason,
        lendTerminal: (use) => this.lend(use),
      });
      this.applying.set(page, applying);
      await this.follow(page, review.plan.title, applying.events, receive);
    } catch (error) {
      receive({ kind: "failed", sentence: describeError(error) }, true);
    } finally {
      this.applying.delete(page);
    }
  }

  private async follow(
    page: number,
    title: string,
    events: AsyncIterable<ApplyEvent>,
    receive: (result: QueryResult, isLast: boolean) => void,
  ): Promise<void> {
    this.followed.set(page, title);
    await followEvents(events, receive);
    this.followed.delete(page);
  }

  private async lend(use: () => void | Promise<void>): Promise<void> {
    await this.handle?.suspendTerminal(() => leaveInput(use));
  }
}

/** The last plan that was carried out counts; that there was nothing to do counts as done. */
function outcomeAfter(result: QueryResult, before: Outcome): Outcome {
  if (result.kind === "problem") {
    return result.problem.kind === "nothing-to-do" && before === "nothing" ? "done" : before;
  }
  const end =
    result.kind === "apply" ? result.events.find(({ kind }) => kind === "ended") : undefined;
  if (end?.kind !== "ended") return before;
  if (end.result === "done" || end.result === "locked") return end.result;
  return end.result === "failed" || end.result === "stopped" ? "failed" : before;
}

function changesMachine({ kind }: Query): boolean {
  return kind === "undo" || kind === "apply" || kind === "attach";
}

/** Milliseconds that a query waits for a newer one of its kind. */
function restOf({ kind }: WorkerQuery): number {
  if (kind === "simulate") return 250;
  return kind === "package-details" ? 100 : 0;
}

type LaneName = "search" | "check-up" | "work";

function laneOf({ kind }: WorkerQuery): LaneName {
  if (kind === "search" || kind === "package-details") return "search";
  return kind === "check-up" ? "check-up" : "work";
}
