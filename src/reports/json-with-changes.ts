import type { Change, ChangeSink } from "../domain/plan.ts";
import type { Review } from "../domain/review.ts";
import type { Path } from "../domain/world.ts";
import { reviewToJson, withPathBytes } from "./json.ts";

/** Characters that are gathered before they are written. */
const pieceLength = 1 << 16;

/**
 * The review as JSON with `changes` as its last part, written piece by piece: of a million paths
 * neither a list is made nor one text.
 */
export function writeJsonWithChanges(
  review: Review,
  tell: (sink: ChangeSink) => void,
  write: (piece: string) => void,
): void {
  const pieces = new Pieces(write);
  pieces.add(`${reviewToJson(review).slice(0, -1)},"changes":[`);
  tell(new JsonChanges(pieces));
  pieces.add("]}\n");
  pieces.end();
}

class JsonChanges implements ChangeSink {
  private readonly pieces: Pieces;
  private comma = "";

  constructor(pieces: Pieces) {
    this.pieces = pieces;
  }

  add(change: Change): void {
    this.entry(JSON.stringify(withPathBytes(change)));
  }

  addDeleted(directory: Path, names: string): void {
    if (needsEscape(directory) || needsEscape(names)) {
      for (const name of names.split("/")) {
        this.add({ path: `${directory}/${name}`, change: "deleted" });
      }
      return;
    }
    const before = `{"path":"${directory}/`;
    const after = `","change":"deleted"}`;
    // One text for all of a directory: an object for each would take several times as long.
    this.entry(before + names.split("/").join(`${after},${before}`) + after);
  }

  private entry(text: string): void {
    this.pieces.add(this.comma + text);
    this.comma = ",";
  }
}

/** Whether JSON writes any of it otherwise than it is. */
function needsEscape(text: string): boolean {
  return /[\u0000-\u001f"\\\ud800-\udfff]/.test(text);
}

/** Gathers small texts, so that not each is written by itself. */
class Pieces {
  private readonly write: (piece: string) => void;
  private gathered = "";

  constructor(write: (piece: string) => void) {
    this.write = write;
  }

  add(text: string): void {
    this.gathered += text;
    if (this.gathered.length >= pieceLength) this.end();
  }

  end(): void {
    if (this.gathered !== "") this.write(this.gathered);
    this.gathered = "";
  }
}
