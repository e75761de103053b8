import type { Finding } from "../../src/domain/finding.ts";
import type { HistoryEntry } from "../../src/domain/history.ts";
import type { Review } from "../../src/domain/review.ts";
import type { Look } from "../../src/screens/look.ts";
import { inputOf } from "../../src/screens/parts/text-input.ts";
import type { ReviewEvent } from "../../src/screens/review/events.ts";
import { reduce } from "../../src/screens/review/reduce.ts";
import { initialState, type ReviewState, type Setting } from "../../src/screens/review/state.ts";

export const look: Look = {
  columns: 80,
  rows: 24,
  hasColour: false,
  hasLines: false,
  isAscii: false,
};

export const setting: Setting = {
  user: "ann",
  hostName: "web-1",
  directory: "/home/ann",
  level: "novice",
  isRoot: false,
};

/** A review of nothing in particular, to be made particular. */
export function makeReview(line: string, differences: Partial<Review> = {}): Review {
  return {
    line,
    argv: null,
    directory: "/home/ann",
    user: "ann",
    level: "novice",
    decision: "allow",
    confirm: "none",
    confirmWords: "",
    undo: { grade: "full" },
    findings: [],
    effects: [],
    unknown: [],
    ...differences,
  };
}

export function makeFinding(differences: Partial<Finding> = {}): Finding {
  return {
    guard: "deletes-own-files",
    severity: "caution",
    title: "This would delete 612 files",
    what: "/home/ann/docs would be gone for good.",
    why: "No second copies of them are known here, and deleted files do not go to a bin.",
    instead: [{ line: "gio trash docs", why: "goes to the bin", safe: true }],
    span: [0, 11],
    paths: ["/home/ann/docs"],
    pathCount: 612,
    confirmWords: "delete 612 files",
    ...differences,
  };
}

export const caution = makeReview("rm -rf docs", {
  decision: "ask",
  confirm: "yes",
  findings: [makeFinding()],
  effects: [
    { kind: "delete", path: "/home/ann/docs", recursive: true, count: 612, size: 3_100_000 },
  ],
});

export const danger = makeReview('rm -rf "$BUILD"/*', {
  decision: "ask",
  confirm: "type",
  confirmWords: "delete 41,207 files",
  findings: [
    makeFinding({
      severity: "danger",
      title: "This would delete 41,207 files, 3.1 GB",
      what: 'BUILD is empty here, so "$BUILD"/* means /*',
      instead: [
        {
          line: 'rm -rf "${BUILD:?}"/*',
          why: "stops with an error while BUILD is empty",
          safe: true,
        },
        { line: "rm -rf ./build/*", why: "612 files, can be undone", safe: true },
      ],
      paths: ["/etc", "/home", "/usr", "/var"],
      pathCount: 41_207,
    }),
    makeFinding({ guard: "surprising-expansion", title: "A variable in a path is empty" }),
  ],
  effects: Array.from({ length: 9 }, (_, at) => ({
    kind: "delete" as const,
    path: `/top-${at}`,
    count: 1000 + at,
    recursive: true,
  })),
  undo: { grade: "none", reason: "not while the system cannot start" },
});

export const critical = makeReview("sort /etc/passwd > /etc/passwd", {
  decision: "refuse",
  findings: [
    makeFinding({
      guard: "overwrites-files",
      severity: "critical",
      title: "This would overwrite 1 file",
      what: "/etc/passwd: it would be empty.",
      why: "/etc/passwd is needed to log in.",
      instead: [],
      paths: ["/etc/passwd"],
      pathCount: 1,
    }),
  ],
  effects: [{ kind: "write", path: "/etc/passwd", detail: "truncate", size: 1200 }],
});

export const quiet = makeReview("touch notes", {
  effects: [{ kind: "create", path: "/home/ann/notes" }],
});

export function makeEntry(differences: Partial<HistoryEntry> = {}): HistoryEntry {
  return {
    id: "0ttt0wf",
    kind: "run",
    time: "2026-11-22T17:06:36.000Z",
    line: "rm -rf docs",
    directory: "/home/ann",
    status: 0,
    state: "done",
    undo: "full",
    counts: { created: 0, modified: 1, deleted: 3, metadata: 0 },
    keptBytes: 4,
    ...differences,
  };
}

/** A state after events, each a key's name, or an event. What it wanted done is left out. */
export function after(
  state: ReviewState,
  ...events: readonly (string | ReviewEvent)[]
): ReviewState {
  let time = 10_000;
  return events.reduce((before, event) => {
    time += 1_000;
    return reduce(before, typeof event === "string" ? key(event, time) : event).state;
  }, state);
}

const namedKeys =
  /^(enter|escape|tab|up|down|home|end|left|right|page-.*|backspace|ctrl\+.*|alt\+.*)$/;

/** A press: keys that have a name by it, everything else as text. */
export function key(name: string, time = 10_000): ReviewEvent {
  const press = namedKeys.test(name) ? { name, time } : { name, text: name, time };
  return { kind: "key", press };
}

export const fresh: ReviewState = initialState(setting, look);

/** A line that was typed and reviewed. */
export function reviewed(review: Review, isPartial = false): ReviewState {
  return after({ ...fresh, input: inputOf(review.line) }, seen(review, isPartial));
}

export function seen(review: Review, isPartial = false): ReviewEvent {
  const { line } = review;
  return { kind: "reviewed", line, outcome: { kind: "review", review, isPartial }, time: 10_500 };
}

const entry = makeEntry();
const hostile = "rm 'a\u001b[31m\n\u202eb' \u6f22\u5b57";

/** Every state that looks different: the kitchen sink of this screen. */
export const states: Readonly<Record<string, ReviewState>> = {
  home: fresh,
  "home of root": initialState({ ...setting, user: "root", isRoot: true }, look, [entry]),
  typing: after(fresh, "rm -rf docs"),
  looking: after(fresh, "rm -rf docs", { kind: "slow", line: "rm -rf docs" }),
  quiet: reviewed(quiet),
  caution: reviewed(caution),
  expert: reviewed({ ...caution, level: "expert" }),
  danger: reviewed(danger),
  "counting on": reviewed(danger, true),
  "enter waits": after(reviewed(danger, true), "enter"),
  "asked y or n": after(reviewed(caution), "enter"),
  "asked to type": after(reviewed(danger), "enter"),
  "wrong words": after(reviewed(danger), "enter", "delete it", "enter"),
  refused: after(reviewed(critical), "enter"),
  "look closer": after(reviewed(danger), "tab", "down", "down"),
  effects: after(reviewed(danger), "tab", "e"),
  paths: after(reviewed(danger), "tab", "p"),
  help: after(fresh, "?"),
  "help, end": after(fresh, "?", ...Array.from({ length: 9 }, () => "page-down")),
  "not bash": after(fresh, "echo 'a", {
    kind: "reviewed",
    line: "echo 'a",
    outcome: { kind: "failure", sentence: "A single quote is opened and never closed." },
    time: 0,
  }),
  ran: after(fresh, {
    kind: "ran",
    result: { line: "rm -rf docs", status: 0, entry, messages: [] },
  }),
  "ran badly": after(fresh, {
    kind: "ran",
    result: { line: "make", status: 130, messages: ["The journal is full."] },
  }),
  "not run": after(fresh, {
    kind: "ran",
    result: { line: "rm -rf docs", messages: ["Something changed since the review."] },
  }),
  running: after(reviewed(quiet), "enter"),
  "long line": after(fresh, `rm ${"very-long-name-".repeat(20)}`),
  "hostile names": reviewed(
    makeReview(hostile, {
      findings: [makeFinding({ what: `${hostile} would be gone.`, paths: [hostile] })],
      decision: "ask",
      confirm: "yes",
    }),
  ),
};
