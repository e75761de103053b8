import { countOf } from "../../domain/text.ts";
import type { UndoReview } from "../../domain/undo-review.ts";
import { drawnSize } from "../app/layout.ts";
import type { Frame, PageView } from "../app/page.ts";
import type { Look } from "../look.ts";
import { confirmationLines } from "../parts/confirmation.ts";
import { diffToken } from "../parts/diff-token.ts";
import { type BarKey, backKey, helpKey } from "../parts/key-bar.ts";
import { effectLines, judgementBlocks, labelled, separate } from "../parts/review-lines.ts";
import { severityToken } from "../parts/severity-token.ts";
import { describeRefusal } from "../review/words.ts";
import { cut } from "../text/cells.ts";
import { beside, type Line, shown, token } from "../text/tokens.ts";
import {
  type Conflicts,
  isSettled,
  type Settlement,
  selectedConflict,
  type UndoMode,
  type UndoState,
} from "./undo-state.ts";

/** Rows of the selected path's difference that stand below the list. */
const previewRows = 6;

export function drawUndo({ mode }: UndoState, { look }: Frame): PageView {
  const { width } = drawnSize(look);
  switch (mode.kind) {
    case "looking":
      return waiting(
        "... looking",
        "    working out what would come back; nothing is changed by it",
      );
    case "undoing":
      return waiting("", "    bringing back; it is done to its end, whoever looks on");
    case "ended":
      return drawEnded(mode, look, width);
    case "conflicts":
      return mode.isDiffOpen ? drawDiff(mode, look) : drawConflicts(mode, look, width);
    case "review":
      return drawReview(mode, look, width);
  }
}

const title = token("Undo", "strong");

function waiting(right: string, sentence: string): PageView {
  return {
    title,
    right: [token(right, "dim")],
    body: [[token(sentence, "dim")]],
    keys: [backKey, helpKey],
  };
}

function headOf({ line }: UndoReview, look: Look): readonly Line[] {
  return [[token(" "), token(shown(line, look), "command")]];
}

const words: Readonly<Record<Settlement, string>> = { keep: "keep", "take-back": "take back" };

/** Columns of what was said to a path. */
const answerWidth = 11;

function drawConflicts(mode: Conflicts, look: Look, width: number): PageView {
  const { review, at, settled } = mode;
  const { conflicts } = review;
  const open = conflicts.filter(({ path }) => !settled.has(path)).length;
  return {
    title,
    right: [token(`!  ${countOf(conflicts.length, "path")} changed since`, "caution")],
    head: headOf(review, look),
    body: conflicts.map(({ path, reason }, index): Line => {
      const said = settled.get(path);
      const answer = (said === undefined ? "?" : words[said]).padEnd(answerWidth);
      const room = Math.max(4, width - answerWidth - 3);
      const name = cut(`${shown(path, look)}  ${shown(reason, look)}`, room);
      return [
        token(index === at ? " > " : "   ", "key"),
        token(answer, said === undefined ? "caution" : "ok"),
        token(name, index === at ? "strong" : "plain"),
      ];
    }),
    selected: at,
    foot: [...previewLines(mode, look, width), ...promptLines(open, width)],
    keys: conflictKeys(mode),
    refused: refusedOf(mode),
  };
}

function previewLines(mode: Conflicts, look: Look, width: number): readonly Line[] {
  const diff = selectedConflict(mode)?.diff ?? [];
  const rows = diff
    .slice(0, previewRows)
    .map(
      (row): Line => [
        token("   "),
        { ...diffToken(row, look), text: cut(diffToken(row, look).text, Math.max(4, width - 4)) },
      ],
    );
  const more = diff.length - rows.length;
  return more > 0 ? [...rows, [token(`   and ${more} more rows: d`, "dim")]] : rows;
}

function promptLines(open: number, width: number): readonly Line[] {
  const text =
    open === 0
      ? "Enter goes on to the review."
      : `Nothing is touched yet. Say what is to become of ${countOf(open, "path")}.`;
  return beside([token(" ")], text, width, "strong");
}

function conflictKeys(mode: Conflicts): readonly BarKey[] {
  const conflict = selectedConflict(mode);
  return [
    ...(isSettled(mode) ? [{ shown: "Enter", label: "go on" }] : []),
    { shown: "k", label: "keep as it is" },
    ...(conflict?.canBeReplaced === true ? [{ shown: "t", label: "take back" }] : []),
    ...((conflict?.diff.length ?? 0) > 0 ? [{ shown: "d", label: "difference" }] : []),
    backKey,
    helpKey,
  ];
}

function refusedOf(mode: Conflicts) {
  const conflict = selectedConflict(mode);
  return [
    ...(conflict?.canBeReplaced === true
      ? []
      : [{ name: "t", shown: "t", why: "What is there now could not be kept, so it stays." }]),
    ...((conflict?.diff.length ?? 0) > 0
      ? []
      : [{ name: "d", shown: "d", why: "There are no two texts to compare." }]),
    ...(isSettled(mode)
      ? []
      : [{ name: "enter", shown: "Enter", why: "Something has to be said to every path first." }]),
  ];
}

function drawDiff(mode: Conflicts, look: Look): PageView {
  const { path = "", diff = [] } = selectedConflict(mode) ?? {};
  return {
    title: token("Undo: difference", "strong"),
    right: [],
    head: [[token(" "), token(shown(path, look), "strong")]],
    body: diff.map((row): Line => [token("    "), diffToken(row, look)]),
    keys: [backKey, helpKey],
  };
}

type Reviewed = UndoMode & { readonly kind: "review" };

function drawReview(
  { review, confirmation, isAnew }: Reviewed,
  look: Look,
  width: number,
): PageView {
  const { decision, confirm } = review.review;
  const isRefused = decision === "refuse";
  const question = "Take it back?";
  return {
    title,
    right: [severityToken(review.review)],
    head: headOf(review, look),
    body: reviewBody(review, isAnew, look, width),
    foot: isRefused
      ? beside([token(" !! ", "critical")], describeRefusal(review.review), width)
      : confirmationLines(confirmation, review.review, question, look, width),
    ...(!isRefused && confirm === "type"
      ? { answer: { input: confirmation.typed, sign: ">" } }
      : {}),
    keys: reviewKeys(review),
  };
}

function reviewBody(review: UndoReview, isAnew: boolean, look: Look, width: number) {
  const { count, lost, answers } = review;
  const anew = "Something changed just now. Nothing was touched; this is how it is by now.";
  const left = answers.leave.length;
  return separate([
    isAnew ? beside([token(" !  ", "caution")], anew, width) : [],
    ...judgementBlocks(review.review, look, width),
    [
      ...labelled("Back", `${countOf(count, "path")} as before`, width),
      ...(left === 0 ? [] : labelled("Kept", `${countOf(left, "path")} as it is now`, width)),
      ...lost.flatMap((one, at) => labelled(at === 0 ? "But" : "", shown(one, look), width)),
    ],
    effectLines(review.review, look, width),
  ]);
}

function reviewKeys({ review }: UndoReview): readonly BarKey[] {
  if (review.decision === "refuse") return [backKey, helpKey];
  const answers: readonly BarKey[] =
    review.confirm === "type"
      ? [{ shown: "Enter", label: "go on" }]
      : [
          { shown: "y", label: "undo", isKept: true },
          { shown: "n", label: "don't (default)" },
        ];
  return [...answers, backKey, helpKey];
}

function drawEnded(
  { isRestored, messages }: UndoMode & { readonly kind: "ended" },
  look: Look,
  width: number,
): PageView {
  const head: Line = isRestored
    ? [token(" ok ", "ok"), token("taken back", "strong")]
    : [token(" !  ", "caution"), token("not taken back", "strong")];
  return {
    title,
    right: [],
    head: [],
    body: [
      head,
      ...messages.flatMap((message) => beside([token("    ")], shown(message, look), width)),
    ],
    keys: [{ shown: "Enter", label: "back", isKept: true }, helpKey],
  };
}
