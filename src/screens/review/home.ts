import { rootAdvice } from "../../reports/root-advice.ts";
import { describeStatus } from "../../reports/status.ts";
import type { Look } from "../look.ts";
import { labelled } from "../parts/review-lines.ts";
import { beside, emptyLine, type Line, shown, token } from "../text/tokens.ts";
import { type ReviewState, type RunResult, undoable } from "./state.ts";
import { describeCounts } from "./words.ts";

/** What an empty screen says: what to do here, and what was done last. */
export function homeLines(state: ReviewState, width: number): readonly Line[] {
  const { look, setting } = state;
  const last = undoable(state);
  const root = setting.isRoot
    ? [...beside([token(" !  ", "caution")], rootAdvice, width), emptyLine]
    : [];
  return [
    ...root,
    ...beside([token("    ")], introduction, width),
    emptyLine,
    ...labelled("Here", shown(setting.directory, look), width),
    ...labelled("Try", "rm -rf docs", width),
    ...labelled("", "chmod -R 777 ~", width),
    ...labelled("", 'rm -rf "$BUILD"/*', width),
    ...(last === undefined ? [] : [emptyLine, ...labelled("Last", shown(last.line, look), width)]),
  ];
}

const introduction =
  "Type a line as you would at a prompt. What it would change on this machine appears here while \
you type; nothing runs before you press Enter and have answered what it asks.";

/** What came of the last line. */
export function lastLines(last: RunResult, look: Look, width: number): readonly Line[] {
  const name = shown(last.line, look);
  const { status, entry } = last;
  if (status === undefined) {
    const lead = [token(" !  ", "caution"), token("not run: ", "strong")];
    return [...beside(lead, name, width), ...messages(last, look, width)];
  }
  const lead = status === 0 ? token(" ok ", "ok") : token(" !  ", "caution");
  const counts = entry === undefined ? "" : describeCounts(entry.counts);
  return [
    ...beside([lead, token("ran: ", "strong")], name, width),
    ...beside([token("    ")], describeStatus(status), width),
    ...(counts === "" ? [] : beside([token("    ")], counts, width)),
    ...messages(last, look, width),
    ...(entry === undefined ? [] : undoLines(entry.undo, entry.reason, look, width)),
  ];
}

function undoLines(
  grade: "full" | "part" | "none",
  reason: string | undefined,
  look: Look,
  width: number,
): readonly Line[] {
  const because = reason === undefined ? "" : `: ${shown(reason, look)}`;
  const text =
    grade === "full"
      ? "yes, press u"
      : grade === "part"
        ? `in part, press u${because}`
        : `no${because}`;
  return [emptyLine, ...labelled("Undo", text, width)];
}

function messages(last: RunResult, look: Look, width: number): readonly Line[] {
  return last.messages.flatMap((message) => beside([token("    ")], shown(message, look), width));
}
