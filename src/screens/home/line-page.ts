import type { CheckUpItem, CheckUpLine } from "../../domain/check-up.ts";
import { drawnSize } from "../app/layout.ts";
import { mendingIntent } from "../app/mending.ts";
import type { Frame, Page, PageArgument, PageEvent, PageStep, PageView } from "../app/page.ts";
import type { Look } from "../look.ts";
import { backKey, helpKey } from "../parts/key-bar.ts";
import { beside, emptyLine, type Line, shown, token } from "../text/tokens.ts";
import { conditionToken, conditionWord } from "./condition-token.ts";

interface LineState {
  readonly item: CheckUpItem;
}

/** One line of the check-up, with everything it rests on. */
export const linePage: Page<LineState> = {
  name: "check-up-line",
  title: "Check-up",
  purpose: "What this line of the check-up rests on",
  synonyms: [],
  isInner: true,
  help: [
    { shown: "Enter", means: "open what mends it, where something does" },
    { shown: "1-9", means: "look at a line to copy: what it would do, before it does it" },
    { shown: "up/down", means: "move through the list" },
  ],
  start: (argument) => ({ state: { item: itemIn(argument) }, intents: [] }),
  reduce: reduceLine,
  draw: drawLine,
  isTyping: () => false,
};

/** Only this module's neighbours open the page, and with a line. */
function itemIn({ value }: PageArgument): CheckUpItem {
  if (typeof value === "object" && value !== null && "summary" in value) {
    return value as CheckUpItem;
  }
  return { id: "none", condition: "unknown", summary: "There is no such line.", details: [] };
}

function reduceLine(state: LineState, event: PageEvent): PageStep<LineState> {
  if (event.kind !== "key") return { state, intents: [] };
  const { mending, lines = [] } = state.item;
  switch (event.press.name) {
    case "escape":
      return { state, intents: [{ kind: "back" }] };
    case "enter":
      if (mending === undefined) return { state, intents: [{ kind: "back" }] };
      return { state, intents: [mendingIntent(mending)] };
    default: {
      const chosen = lines[Number(event.press.name) - 1];
      if (chosen === undefined) return { state, intents: [] };
      const argument = { subject: chosen.line };
      return { state, intents: [{ kind: "open", page: "command", argument }] };
    }
  }
}

function drawLine({ item }: LineState, { look, bodyRows }: Frame): PageView {
  const { condition, summary, details, mending, lines = [], needs } = item;
  const { width } = drawnSize(look);
  const head = [token(" "), conditionToken(condition)];
  const hidden = needs === "root" ? ["Run as root, the check-up sees all of it."] : [];
  const rows = [...details, ...hidden].flatMap((detail) =>
    beside([token("    ")], shown(detail, look), width),
  );
  const above = beside(head, shown(summary, look), width, "strong");
  const byHand = numberedLines(lines, look, width);
  // Below a long list nobody would see what the keys of the numbers stand for.
  const isLong = above.length + 1 + rows.length + byHand.length > bodyRows;
  return {
    title: token("Check-up", "strong"),
    right: [conditionWord(condition)],
    body: isLong
      ? [...above, ...byHand, emptyLine, ...rows]
      : [...above, emptyLine, ...rows, ...byHand],
    keys: [
      ...(mending === undefined ? [] : [{ shown: "Enter", label: mending.label }]),
      ...(lines.length === 0
        ? []
        : [{ shown: lines.length > 1 ? `1-${lines.length}` : "1", label: "look at that line" }]),
      backKey,
      helpKey,
    ],
  };
}

/** What one can do by hand; each line is looked at before it runs. */
function numberedLines(lines: readonly CheckUpLine[], look: Look, width: number): readonly Line[] {
  const rows = lines.flatMap(({ line, why }, at) => [
    ...beside(
      [token(`    ${(at === 0 ? "By hand" : "").padEnd(9)}`, "dim"), token(`${at + 1}  `, "key")],
      shown(line, look),
      width,
      "command",
    ),
    ...beside([token(" ".repeat(16))], shown(why, look), width, "dim"),
  ]);
  return rows.length === 0 ? [] : [emptyLine, ...rows];
}
