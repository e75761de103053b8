import type { Level } from "../domain/finding.ts";
import type { Review } from "../domain/review.ts";
import type { QueryResult } from "../screens/app/query.ts";
import type { RunResult } from "../screens/review/state.ts";
import { describeError } from "./describe-error.ts";
import { lendTerminal } from "./lend-terminal.ts";
import { LiveReview } from "./live-review.ts";
import { runReviewed } from "./run-reviewed.ts";
import { startWorkerReviewer } from "./worker-reviewer.ts";

type Receive = (result: QueryResult, isLast: boolean) => void;

/** What running a line needs of the screen. */
export interface LineOptions {
  /** The level in force now. */
  readonly level: () => Level;
  /** Gives the terminal away while `use` runs. */
  readonly lend: (use: () => void) => Promise<void>;
  /** A line was run for this page. */
  readonly onChanged: (page: number) => void;
}

/** Looks at shell lines while they are typed, and runs what was agreed to. */
export class LineQueries {
  private readonly options: LineOptions;
  private live: LiveReview | undefined;
  private receive: Receive = () => {};

  constructor(options: LineOptions) {
    this.options = options;
  }

  /** The first look starts a reviewer, which gets ready while nothing is typed yet. */
  look(line: string, receive: Receive): void {
    this.receive = receive;
    this.live ??= new LiveReview({
      start: () => startWorkerReviewer(this.options.level()),
      onOutcome: (_line, outcome) => this.receive({ kind: "line", outcome }, true),
      onSlow: () => this.receive({ kind: "slow" }, false),
    });
    this.live.look(line);
  }

  async run(review: Review, page: number, receive: Receive): Promise<void> {
    await this.options.lend(() => {
      const result = lendTerminal(review.line, () => this.tryToRun(review));
      receive({ kind: "ran", result }, true);
      this.options.onChanged(page);
      this.live?.renew();
    });
  }

  /** The machine has changed. */
  renew(): void {
    this.live?.renew();
  }

  close(): void {
    this.live?.close();
  }

  private tryToRun(review: Review): RunResult {
    try {
      return runReviewed(review, this.options.level());
    } catch (error) {
      // A fault of ours must not take the screen, and the person's place in it, away.
      const message = `This is a fault in handrail: ${describeError(error)}`;
      return { line: review.line, messages: [message] };
    }
  }
}
