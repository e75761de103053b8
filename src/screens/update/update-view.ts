import type { PackageChange } from "../../domain/packages.ts";
import { countOf, formatCount, formatSize } from "../../domain/text.ts";
import { drawnSize } from "../app/layout.ts";
import { lazyLines } from "../app/lines.ts";
import type { Frame, PageView, RefusedKey } from "../app/page.ts";
import type { Look } from "../look.ts";
import { filterField } from "../parts/filter.ts";
import { type BarKey, backKey, helpKey } from "../parts/key-bar.ts";
import { describeDuration } from "../parts/progress-bar.ts";
import { padded } from "../text/cells.ts";
import { beside, type Line, shown, token, wrapText } from "../text/tokens.ts";
import { securityNames, type UpdateState, visibleUpdates } from "./update-state.ts";

/** Older lists than these, in seconds, may not know of what is new. */
const oldLists = 24 * 3600;

const nameWidth = 24;

/** Columns of the cursor and the box. */
const markWidth = 8;

/** Narrower than this, only the new version is shown. */
const narrow = 70;

export function drawUpdate(state: UpdateState, { look }: Frame): PageView {
  const { width } = drawnSize(look);
  if (state.changelog !== undefined) return drawChangelog(state.changelog, look, width);
  const visible = visibleUpdates(state);
  const count = visible.length;
  return {
    title: token("Update", "strong"),
    right: [token(describeWaiting(state), "dim")],
    ...filterField(state.filter),
    body:
      count === 0
        ? emptyLines(state, look, width)
        : lazyLines(count, (at) => rowOf(visible[at], at === state.at, state, look, width)),
    ...(count === 0 ? {} : { selected: state.at }),
    foot: footLines(state, look, width),
    keys: keysOf(state, count > 0),
    refused: refusedOf(state, count > 0),
  };
}

function describeWaiting({ changes, trouble }: UpdateState): string {
  if (changes === undefined) return trouble === undefined ? "... looking" : "";
  const security = securityNames(changes).size;
  return `${formatCount(changes.length)} waiting, ${formatCount(security)} of them security`;
}

function emptyLines(state: UpdateState, look: Look, width: number): readonly Line[] {
  if (state.trouble !== undefined) {
    return beside([token(" !  ", "caution")], shown(state.trouble, look), width);
  }
  if (state.changes === undefined) {
    const time = state.waitedSeconds === 0 ? "" : `  ${state.waitedSeconds} s`;
    return [[token(`    asking the package manager ...${time}`, "dim")]];
  }
  if (state.changes.length > 0) return [[token("    no update is called that", "dim")]];
  // Where nothing was ever fetched, nothing can be known to be new; the foot says so.
  if (state.listsAge === undefined) return [[token("    no updates are known", "dim")]];
  return [[token(" ok ", "ok"), token(" everything is as new as the lists here know")]];
}

function rowOf(
  change: PackageChange | undefined,
  isSelected: boolean,
  { chosen }: UpdateState,
  look: Look,
  width: number,
): Line {
  if (change === undefined) return [];
  const { name, before = "new", after = "", isSecurity } = change;
  const isNarrow = width < narrow;
  const nameRoom = isNarrow ? nameWidth - 4 : nameWidth;
  const room = width - nameRoom - markWidth - (isNarrow ? 10 : 13);
  const versions = shown(isNarrow ? `-> ${after}` : `${before} -> ${after}`, look);
  const word = isNarrow ? " security" : " !  security";
  return [
    token(isSelected ? " > " : "   ", "key"),
    token(chosen.has(name) ? "[x] " : "[ ] ", "key"),
    token(padded(shown(name, look), nameRoom), isSelected ? "strong" : "plain"),
    token(` ${padded(versions, Math.max(4, room))}`, "dim"),
    isSecurity ? token(word, "caution") : token(""),
  ];
}

function footLines(state: UpdateState, look: Look, width: number): readonly Line[] {
  const { changes, chosen, keptBack, listsAge } = state;
  if (changes === undefined) return [];
  const size = changes
    .filter(({ name }) => chosen.has(name))
    .reduce((total, { downloadSize = 0 }) => total + downloadSize, 0);
  const fetch = size === 0 ? "" : `, ${formatSize(size)} to fetch`;
  const lead = [token(" ")];
  return [
    ...(changes.length === 0
      ? []
      : [[...lead, token(describeChoice(chosen.size, fetch), "strong")]]),
    ...(keptBack.length === 0
      ? []
      : beside(
          lead,
          shown(
            `left as they are, since they would add or remove others: ${keptBack.join(", ")}`,
            look,
          ),
          width,
          "dim",
        ).slice(0, 2)),
    ...listsLines(listsAge, width),
  ];
}

function listsLines(age: number | undefined, width: number): readonly Line[] {
  if (age !== undefined && age <= oldLists) return [];
  const lists = age === undefined ? "were never fetched" : `are ${describeAge(age)} old`;
  const words = `the lists of packages ${lists}; r fetches them`;
  return beside([token(" !  ", "caution")], words, width);
}

function describeAge(seconds: number): string {
  const days = Math.floor(seconds / 86_400);
  return days > 0 ? countOf(days, "day") : describeDuration(seconds * 1000);
}

function describeChoice(count: number, fetch: string): string {
  return count === 0
    ? "nothing is chosen: Space takes a row, a takes all"
    : `${countOf(count, "package")} chosen${fetch}`;
}

function refusedOf({ chosen, changes }: UpdateState, hasRows: boolean): readonly RefusedKey[] {
  if (changes === undefined) return [];
  const refused = (name: string, shown: string, why: string): RefusedKey => ({ name, shown, why });
  if (!hasRows) {
    const why = "No update is waiting in this list.";
    return [refused("enter", "Enter", why), refused(" ", "Space", why), refused("a", "a", why)];
  }
  return chosen.size > 0
    ? []
    : [refused("enter", "Enter", "Nothing is chosen: Space takes a row, a takes all.")];
}

function keysOf({ chosen, changes }: UpdateState, hasRows: boolean): readonly BarKey[] {
  const last: readonly BarKey[] = [{ shown: "r", label: "refresh" }, backKey, helpKey];
  if (changes === undefined || !hasRows) return last;
  return [
    ...(chosen.size > 0 ? [{ shown: "Enter", label: "plan" }] : []),
    { shown: "Space", label: "choose" },
    { shown: "a", label: "all" },
    { shown: "s", label: "security" },
    { shown: "c", label: "changes" },
    ...last,
  ];
}

function drawChangelog(
  { name, text }: { readonly name: string; readonly text?: string },
  look: Look,
  width: number,
): PageView {
  const rows = (text ?? "reading ...")
    .split("\n")
    .flatMap((row) => (row === "" ? [""] : wrapKeepingIndent(shown(row, look), width - 2)));
  return {
    title: token("What changed", "strong"),
    right: [token(shown(name, look), "dim")],
    head: [],
    body: rows.map((row) => [token(` ${row}`)]),
    keys: [{ shown: "up/down", label: "scroll" }, backKey],
  };
}

function wrapKeepingIndent(row: string, width: number): readonly string[] {
  const indent = /^ */.exec(row)?.[0] ?? "";
  return wrapText(row.trim(), Math.max(10, width - indent.length)).map(
    (part) => `${indent}${part}`,
  );
}
