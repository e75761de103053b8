import type { ApplyRun } from "../../domain/apply-run.ts";
import type { CheckUpItem } from "../../domain/check-up.ts";
import { countOf } from "../../domain/text.ts";
import { drawnSize } from "../app/layout.ts";
import type { Frame, PageView } from "../app/page.ts";
import type { Look } from "../look.ts";
import { type BarKey, helpKey } from "../parts/key-bar.ts";
import { cut, padded } from "../text/cells.ts";
import { emptyLine, type Line, shown, type Token, token } from "../text/tokens.ts";
import { conditionToken } from "./condition-token.ts";
import { chosenPlace, type HomeRow, type HomeState, homeRows } from "./home-state.ts";
import type { MenuEntry } from "./menu-entries.ts";

/** Columns of the titles in the menu, and of what Enter does on a line. */
const titleWidth = 22;
const labelWidth = 8;

export function drawHome(state: HomeState, frame: Frame): PageView {
  const { look, setting, bodyRows } = frame;
  const { width } = drawnSize(look);
  const rows = homeRows(state, bodyRows);
  const at = chosenPlace(rows, state);
  const lines = rows.map((row, index) => lineOf(row, index === at, state, frame, width));
  const menuAt = rows.findIndex(({ kind }) => kind === "menu");
  const between = [...progressLines(state, look, width), emptyLine];
  return {
    title: token("Handrail", "strong"),
    right: [token(shown(`${setting.hostName}, ${setting.user}, ${setting.level}`, look), "dim")],
    body: [...lines.slice(0, menuAt), ...between, ...lines.slice(menuAt)],
    selected: at < menuAt ? at : at + between.length,
    keys: keysFor(rows[at], state),
  };
}

function lineOf(
  row: HomeRow,
  isChosen: boolean,
  state: HomeState,
  { look, setting }: Frame,
  width: number,
): Line {
  const lead = token(isChosen ? " > " : "   ", "key");
  switch (row.kind) {
    case "run":
      return [lead, ...runTokens(row.run, isChosen, look, width)];
    case "item":
      return [lead, ...itemTokens(row.item, isChosen, look, width)];
    case "rest":
      // Sorted by what is worst, so that the first one speaks for all of them.
      return [
        lead,
        conditionToken(row.items[0]?.condition ?? "ok"),
        textToken(describeRest(row.items), isChosen, width - 6),
      ];
    case "menu": {
      const last = state.last === undefined ? undefined : shown(state.last, look);
      return [lead, ...menuTokens(row.entry, row.entry.means(setting, last), isChosen, width)];
    }
  }
}

function menuTokens({ title }: MenuEntry, means: string, isChosen: boolean, width: number): Line {
  return [
    token(padded(title, titleWidth), isChosen ? "strong" : "plain"),
    token(cut(means, Math.max(0, width - titleWidth - 4)), "dim"),
  ];
}

function itemTokens(item: CheckUpItem, isChosen: boolean, look: Look, width: number): Line {
  const { summary, mending } = item;
  const label = width < 50 ? "" : (mending?.label ?? "");
  const room = Math.max(4, width - 7 - (label === "" ? 0 : labelWidth));
  const text = textToken(shown(summary, look), isChosen, room);
  if (label === "") return [conditionToken(item.condition), text];
  return [
    conditionToken(item.condition),
    { ...text, text: padded(text.text, room) },
    token(` ${cut(label, labelWidth - 1)}`, "dim"),
  ];
}

function runTokens(run: ApplyRun, isChosen: boolean, look: Look, width: number): Line {
  const what =
    run.state === "running" ? "goes on" : run.state === "cut-off" ? "was cut off" : endOf(run);
  const isFine = run.state === "running" || run.result === "done";
  const text = `${what}: ${shown(run.title, look)}`;
  const sign = isFine ? token(">> ", "ok") : token("!  ", "caution");
  return [sign, textToken(text, isChosen, Math.max(4, width - 7))];
}

function endOf({ result }: ApplyRun): string {
  return result === "done" ? "done" : "not done";
}

function textToken(text: string, isChosen: boolean, room: number): Token {
  return token(cut(text, Math.max(0, room)), isChosen ? "strong" : "plain");
}

/** Everything fine is one row; a long list of faults goes on in it. */
function describeRest(items: readonly CheckUpItem[]): string {
  const amiss = items.filter(({ condition }) => condition !== "ok");
  const fine = items.length - amiss.length;
  const parts = [
    ...(amiss.length === 0 ? [] : [`${amiss.length} more to look at`]),
    ...(fine === 0 ? [] : [`${countOf(fine, "part")} of this machine in order`]),
  ];
  return parts.join(", ");
}

function progressLines({ waitedSeconds, trouble }: HomeState, look: Look, width: number): Line[] {
  if (trouble !== undefined) {
    return [[token("   !  ", "caution"), token(cut(shown(trouble, look), Math.max(0, width - 7)))]];
  }
  if (waitedSeconds === undefined) return [];
  const since = waitedSeconds > 0 ? `, ${waitedSeconds} s` : "";
  return [[token(cut(`   .. still looking${since}`, width), "dim")]];
}

function keysFor(row: HomeRow | undefined, { isWhole }: HomeState): readonly BarKey[] {
  const enter =
    row?.kind === "item"
      ? (row.item.mending?.label ?? "more")
      : row?.kind === "rest"
        ? "list"
        : "open";
  return [
    { shown: "up/down", label: "choose" },
    { shown: "Enter", label: enter },
    ...(row?.kind === "item" ? [{ shown: "i", label: "more" }] : []),
    ...(isWhole ? [{ shown: "a", label: "worst" }] : []),
    { shown: ":", label: "all actions" },
    helpKey,
    { shown: "q", label: "quit" },
  ];
}
