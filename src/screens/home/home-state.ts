import type { ApplyRun } from "../../domain/apply-run.ts";
import type { CheckUpItem } from "../../domain/check-up.ts";
import { byWorst } from "../../reports/check-up.ts";
import { type MenuEntry, menuEntries } from "./menu-entries.ts";

export interface HomeState {
  /** Lines of the check-up that are known so far. */
  readonly items: readonly CheckUpItem[];
  /** Seconds that the first look has taken; undefined once all is known. */
  readonly waitedSeconds: number | undefined;
  /** Why there is no check-up. */
  readonly trouble?: string;
  /** Runs that go on, or whose end nobody has seen. */
  readonly runs: readonly ApplyRun[];
  /** What was done last. */
  readonly last?: string;
  /** The row that is chosen, by its key: rows come in while one chooses. */
  readonly chosen: string;
  /** Every line of the check-up is listed, not only the worst. */
  readonly isWhole: boolean;
  /** The line that was opened last: it is looked at anew when one comes back. */
  readonly opened?: string;
  /** Lines opened while the first look goes on: they are looked at anew once it is over. */
  readonly stale: readonly string[];
}

/** A row that can be chosen. */
export type HomeRow =
  | { readonly kind: "run"; readonly key: string; readonly run: ApplyRun }
  | { readonly kind: "item"; readonly key: string; readonly item: CheckUpItem }
  /** The lines that are not listed one by one. */
  | { readonly kind: "rest"; readonly key: string; readonly items: readonly CheckUpItem[] }
  | { readonly kind: "menu"; readonly key: string; readonly entry: MenuEntry };

export const firstHomeState: HomeState = {
  items: [],
  waitedSeconds: 0,
  runs: [],
  chosen: `menu ${menuEntries[0]?.page}`,
  isWhole: false,
  stale: [],
};

/** Rows that the menu, the rest and the empty rows between take. */
const rowsOfMenu = menuEntries.length + 4;
const fewestLines = 3;

/** The rows, from above: what goes on, the worst of the check-up, the rest of it, the menu. */
export function homeRows(state: HomeState, bodyRows: number): readonly HomeRow[] {
  const { items, runs, isWhole } = state;
  const sorted = items.toSorted(byWorst);
  const worst = sorted.filter(({ condition }) => condition !== "ok");
  const room = Math.max(fewestLines, bodyRows - rowsOfMenu - runs.length);
  const listed = isWhole ? sorted : worst.slice(0, room);
  const rest = sorted.filter((item) => !listed.includes(item));
  return [
    ...runs.map((run) => ({ kind: "run", key: `run ${run.id}`, run }) as const),
    ...listed.map((item) => ({ kind: "item", key: `item ${item.id}`, item }) as const),
    ...(rest.length === 0 ? [] : [{ kind: "rest", key: "rest", items: rest } as const]),
    ...menuEntries.map((entry) => ({ kind: "menu", key: `menu ${entry.page}`, entry }) as const),
  ];
}

/** The chosen row's place; the first entry of the menu where its row is gone. */
export function chosenPlace(rows: readonly HomeRow[], { chosen }: HomeState): number {
  const at = rows.findIndex(({ key }) => key === chosen);
  return at >= 0 ? at : rows.findIndex(({ kind }) => kind === "menu");
}

/** New lines take the place of older ones of the same part. */
export function withItems(
  before: readonly CheckUpItem[],
  fresh: readonly CheckUpItem[],
): readonly CheckUpItem[] {
  const ids = new Set(fresh.map(({ id }) => id));
  return [...before.filter(({ id }) => !ids.has(id)), ...fresh];
}

/** Parts that take long to look at. */
const slowParts: ReadonlySet<string> = new Set(["system-files", "packaged-permissions"]);

/** What may be otherwise when one comes back: what was not in order, and what was opened. */
export function partsToLookAtAnew({ items, opened }: HomeState): readonly string[] {
  const amiss = items.filter(({ condition, id }) => condition !== "ok" && !slowParts.has(id));
  return [...new Set([...amiss.map(({ id }) => id), ...(opened === undefined ? [] : [opened])])];
}
