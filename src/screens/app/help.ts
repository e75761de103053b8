import type { Look } from "../look.ts";
import { backKey } from "../parts/key-bar.ts";
import { beside, emptyLine, type Line, shown, token } from "../text/tokens.ts";
import { appBindings, commonRows } from "./keys.ts";
import type { KnownPage } from "./known-page.ts";
import { drawnSize } from "./layout.ts";
import type { HelpRow, PageView, RefusedKey } from "./page.ts";

/** Columns of the keys. */
const keyWidth = 12;

/** A page's help: what it is for, its keys, and the keys that mean the same everywhere. */
export function helpView(
  page: KnownPage,
  refused: readonly RefusedKey[],
  top: number,
  look: Look,
): PageView {
  const { width } = drawnSize(look);
  return {
    title: token(`Help: ${shown(page.title, look)}`, "strong"),
    right: [],
    head: [],
    body: helpLines(page, refused, look, width),
    scroll: top,
    keys: [{ shown: "up/down", label: "scroll" }, backKey, { shown: "q", label: "quit" }],
  };
}

function helpLines(
  page: KnownPage,
  refused: readonly RefusedKey[],
  look: Look,
  width: number,
): readonly Line[] {
  const notNow = refused.map((key) => ({ shown: key.shown, means: key.why }));
  return [
    ...beside([token("    ")], shown(page.purpose, look), width),
    ...section("On this page", page.help, look, width),
    ...section("Not now", notNow, look, width),
    ...section("Everywhere", [...commonRows, ...appBindings], look, width),
  ];
}

function section(
  title: string,
  rows: readonly HelpRow[],
  look: Look,
  width: number,
): readonly Line[] {
  if (rows.length === 0) return [];
  return [
    emptyLine,
    [token(`    ${title}`, "strong")],
    ...rows.flatMap((row) =>
      beside([token(`    ${row.shown.padEnd(keyWidth)}`, "key")], shown(row.means, look), width),
    ),
  ];
}
