import type { HistoryEntry } from "../domain/history.ts";
import type { Review } from "../domain/review.ts";
import { readHistory } from "../journal/read-journal.ts";
import type { ScreenHandle } from "../screens/review/ReviewApp.tsx";
import type { Intent } from "../screens/review/state.ts";
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

  entries(): readonly HistoryEntry[] {
    return readHistory(this.session.journal, recalledEntries);
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
        this.dispatch({ kind: "undone", result: undoEntry(intent.entry, this.session) });
        this.refresh();
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
      const result = lendTerminal(review.line, () => runReviewed(review, level));
      this.dispatch({ kind: "ran", result });
      this.refresh();
    });
  }

  /** The machine is another one after a line or an undo. */
  private refresh(): void {
    this.dispatch({ kind: "entries", entries: this.entries() });
    this.live.renew();
  }
}
