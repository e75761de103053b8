import type { Level } from "../domain/finding.ts";
import type { HistoryEntry } from "../domain/history.ts";
import type { Review } from "../domain/review.ts";
import { readHistory } from "../journal/read-journal.ts";
import type { ScreenHandle } from "../screens/review/ReviewApp.tsx";
import type { Intent, RunResult, UndoResult } from "../screens/review/state.ts";
import type { ReviewStore } from "../screens/review/store.ts";
import { lendTerminal } from "./lend-terminal.ts";
import { LiveReview } from "./live-review.ts";
import { runReviewed } from "./run-reviewed.ts";
import type { Session } from "./session.ts";
import { stopUntilContinued } from "./stop-until-continued.ts";
import { undoEntry } from "./undo-entry.ts";
import { startWorkerReviewer } from "./worker-reviewer.ts";

/** Entries that `Up` leads to. */
const recalledEntries = 200;

/** Longer than the screen waits between two frames, in milliseconds. */
const frameTime = 50;

type Dispatch = ReviewStore["dispatch"];

/** Carries out what the screen wants: the only part of it that touches the machine. */
export class IntentPerformer {
  private readonly session: Session;
  private readonly live: LiveReview;
  private dispatch: Dispatch = () => {};
  private handle: ScreenHandle | undefined;

  constructor(session: Session) {
    this.session = session;
    this.live = new LiveReview({
      start: () => startWorkerReviewer(session.level),
      onOutcome: (line, outcome) =>
        this.dispatch({ kind: "reviewed", line, outcome, time: performance.now() }),
      onSlow: (line) => this.dispatch({ kind: "slow", line }),
    });
  }

  connect(dispatch: Dispatch): void {
    this.dispatch = dispatch;
  }

  use(handle: ScreenHandle): void {
    this.handle = handle;
  }

  close(): void {
    this.live.close();
  }

  /** The history, empty where it cannot be read: the line that needs it will say why. */
  entries(): readonly HistoryEntry[] {
    try {
      return readHistory(this.session.journal, recalledEntries);
    } catch {
      return [];
    }
  }

  perform(intent: Intent): void {
    switch (intent.kind) {
      case "review":
        this.live.look(intent.line);
        break;
      case "run":
        void this.run(intent.review);
        break;
      case "undo":
        // The screen says that files are being brought back; it is drawn before they are.
        setTimeout(() => this.undo(intent.entry), frameTime);
        break;
      case "suspend":
        void this.handle?.suspendTerminal(stopUntilContinued);
        break;
      case "quit":
        this.handle?.exit();
        break;
    }
  }

  private async run(review: Review): Promise<void> {
    const { level } = this.session;
    await this.handle?.suspendTerminal(() => {
      const result = lendTerminal(review.line, () => this.tryToRun(review, level));
      this.dispatch({ kind: "ran", result });
      this.refresh();
    });
  }

  private tryToRun(review: Review, level: Level): RunResult {
    try {
      return runReviewed(review, level);
    } catch (error) {
      return { line: review.line, messages: [describeFault(error)] };
    }
  }

  private undo(entry: HistoryEntry): void {
    this.dispatch({ kind: "undone", result: this.tryToUndo(entry) });
    this.refresh();
  }

  private tryToUndo(entry: HistoryEntry): UndoResult {
    try {
      return undoEntry(entry, this.session);
    } catch (error) {
      return { line: entry.line, isRestored: false, messages: [describeFault(error)] };
    }
  }

  /** The machine is another one after a line or an undo. */
  private refresh(): void {
    this.dispatch({ kind: "entries", entries: this.entries() });
    this.live.renew();
  }
}

/** A fault of ours must not take the screen, and the person's place in it, away. */
function describeFault(error: unknown): string {
  return `This is a fault in handrail: ${error instanceof Error ? error.message : String(error)}`;
}
