import type { LineOutcome } from "../domain/line-outcome.ts";

/** Looks at one line at a time, somewhere else than in this thread. */
export interface Reviewer {
  /** Gives an outcome, after a partial one a whole one. */
  review(line: string, receive: (outcome: LineOutcome, isLast: boolean) => void): void;
  /** Ends it, in the middle of a line as well. */
  close(): void;
}

/** Where what is found goes. */
export interface LiveReviewOptions {
  /** Starts a fresh reviewer. */
  readonly start: () => Reviewer;
  readonly onOutcome: (line: string, outcome: LineOutcome) => void;
  /** A line has been looked at for so long that a person should be told. */
  readonly onSlow: (line: string) => void;
}

/** Milliseconds. */
export const pace = {
  /** Typing has paused for this long before a line is looked at. */
  debounce: 120,
  /** From the last key to saying that it takes a while. */
  slow: 300,
  /** A reviewer that is busy with an older line is given this long before it is ended. */
  patience: 50,
} as const;

/** Follows a line that is being typed: only the newest one counts. */
export class LiveReview {
  private readonly options: LiveReviewOptions;
  private reviewer: Reviewer | undefined;
  private line = "";
  /** When the reviewer began with the line it is at; undefined while it is free. */
  private busySince: number | undefined;
  private timers: NodeJS.Timeout[] = [];

  constructor(options: LiveReviewOptions) {
    this.options = options;
    this.reviewer = options.start();
  }

  /** The line as it is now; the empty line asks for nothing. */
  look(line: string): void {
    this.line = line;
    this.clearTimers();
    if (line === "") return;
    this.after(pace.debounce, () => this.begin(line));
    this.after(pace.slow, () => this.options.onSlow(line));
  }

  /** The machine has changed: what a reviewer remembers of it is thrown away. */
  renew(): void {
    this.restart();
    if (this.line !== "") this.look(this.line);
  }

  close(): void {
    this.clearTimers();
    this.reviewer?.close();
    this.reviewer = undefined;
  }

  private begin(line: string): void {
    if (this.busySince !== undefined) {
      const left = pace.patience - (Date.now() - this.busySince);
      if (left > 0) {
        this.after(left, () => this.begin(line));
        return;
      }
      this.restart();
    }
    this.busySince = Date.now();
    const reviewer = this.reviewer;
    reviewer?.review(line, (outcome, isLast) => {
      if (this.reviewer !== reviewer) return;
      if (isLast) this.busySince = undefined;
      if (line === this.line) this.tell(line, outcome);
    });
  }

  private tell(line: string, outcome: LineOutcome): void {
    this.clearTimers();
    this.options.onOutcome(line, outcome);
  }

  private restart(): void {
    this.busySince = undefined;
    this.reviewer?.close();
    this.reviewer = this.options.start();
  }

  private after(milliseconds: number, act: () => void): void {
    this.timers.push(setTimeout(act, milliseconds));
  }

  private clearTimers(): void {
    for (const timer of this.timers) clearTimeout(timer);
    this.timers = [];
  }
}
