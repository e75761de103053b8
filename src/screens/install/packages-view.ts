import type { FoundPackage } from "../../domain/packages.ts";
import { formatCount } from "../../domain/text.ts";
import { drawnSize } from "../app/layout.ts";
import { lazyLines } from "../app/lines.ts";
import type { Frame, PageView, RefusedKey } from "../app/page.ts";
import type { Look } from "../look.ts";
import { type BarKey, backKey, helpKey, typingHelpKey } from "../parts/key-bar.ts";
import { cut, padded } from "../text/cells.ts";
import { beside, type Line, shown, token } from "../text/tokens.ts";
import { detailLines } from "./detail-lines.ts";
import { type PackagesState, plannedNames, selectedPackage } from "./packages-state.ts";
import { previewLines } from "./preview-lines.ts";

/** Columns of names, and of what stands at the end of a row. */
const nameWidth = 22;
const endWidth = 18;

/** Narrower than this, a row is only a name and a summary. */
const narrow = 60;

export function drawPackages(state: PackagesState, title: string, { look }: Frame): PageView {
  const { width } = drawnSize(look);
  const selected = selectedPackage(state);
  if (state.areDetailsOpen && selected !== undefined) {
    return {
      title: token(shown(selected.name, look), "strong"),
      right: [token(title, "dim")],
      head: [],
      body: detailLines(selected, state.details, look, width),
      keys: [backKey, helpKey],
    };
  }
  const { found } = state;
  return {
    title: token(title, "strong"),
    right: [token(describeCounts(state), "dim")],
    field: {
      input: state.role === undefined ? state.input : { text: state.role.name, cursor: 0 },
      sign: "/",
      isIdle: state.isInList || state.role !== undefined,
    },
    body:
      found.length === 0
        ? [emptyRow(state, look)]
        : lazyLines(found.length, (at) => rowOf(found[at], at, state, look, width)),
    ...(found.length === 0 ? {} : { selected: state.at }),
    foot: footLines(state, look, width),
    keys: keysOf(state),
    refused: refusedOf(state),
  };
}

function describeCounts({ found, total, among, isKnown, isNear }: PackagesState): string {
  if (!isKnown) return "... reading";
  if (isNear) return "nothing is called that; these are nearly so";
  // Roles are found beside the packages, so there can be more found than there are packages.
  return `${formatCount(Math.min(total, found.length))} of ${formatCount(among)} shown`;
}

function emptyRow({ isKnown, trouble, operation }: PackagesState, look: Look): Line {
  if (trouble !== undefined) return [token(" !  ", "caution"), token(shown(trouble, look))];
  if (!isKnown) return [token("    reading the lists of packages ...", "dim")];
  const where = operation === "remove" ? "here" : "in the lists";
  return [
    token(`    nothing ${where} is called that or does that; fewer letters find more`, "dim"),
  ];
}

function rowOf(
  found: FoundPackage | undefined,
  at: number,
  state: PackagesState,
  look: Look,
  width: number,
): Line {
  if (found === undefined) return [];
  const isSelected = at === state.at;
  const mark = state.chosen.includes(found.name) ? "*" : " ";
  const name = padded(shown(found.name, look), nameWidth);
  const hasEnd = width >= narrow && found.fills === undefined;
  const room = width - nameWidth - 5 - (hasEnd ? endWidth + 1 : 0);
  const summary = found.fills === undefined ? found.summary : `role: ${found.fills.join(", ")}`;
  const text = padded(shown(summary, look), Math.max(4, room));
  return [
    token(isSelected ? " >" : "  ", "key"),
    token(`${mark} `, "key"),
    token(name, isSelected ? "strong" : "plain"),
    token(` ${text}`, found.fills === undefined ? "plain" : "dim"),
    ...(hasEnd ? [token(" "), endOf(found, look)] : []),
  ];
}

/** Whether it is here already, else whether its source can be trusted. */
function endOf(found: FoundPackage, look: Look): Line[number] {
  if (found.isInstalled) return token("installed", "ok");
  const origin = found.origin === undefined ? "" : shown(found.origin, look);
  if (found.trust === "unsigned") return token(cut(`! unsigned  ${origin}`, endWidth), "caution");
  return token(cut(found.trust === "signed" ? `signed  ${origin}` : origin, endWidth), "dim");
}

function footLines(state: PackagesState, look: Look, width: number): readonly Line[] {
  const names = plannedNames(state);
  const { chosen } = state;
  const list =
    chosen.length === 0
      ? []
      : beside([token(" chosen: ", "dim")], shown(chosen.join(", "), look), width).slice(0, 2);
  return [...list, ...previewLines(names, state, look, width)];
}

function refusedOf(state: PackagesState): readonly RefusedKey[] {
  if (!state.isInList || selectedPackage(state)?.fills === undefined) return [];
  const why = "This is a role and no package: Enter shows what fills it.";
  return [
    { name: " ", shown: "Space", why },
    { name: "i", shown: "i", why },
  ];
}

function keysOf(state: PackagesState): readonly BarKey[] {
  const selected = selectedPackage(state);
  const opens = selected?.fills !== undefined && state.chosen.length === 0;
  const enter: readonly BarKey[] =
    selected === undefined ? [] : [{ shown: "Enter", label: opens ? "what fills it" : "plan" }];
  if (!state.isInList) {
    return [
      ...enter,
      { shown: "up/down", label: "choose" },
      { shown: "Tab", label: "into the list" },
      backKey,
      typingHelpKey,
    ];
  }
  const isPackage = selected !== undefined && !opens;
  return [
    ...enter,
    ...(isPackage ? [{ shown: "Space", label: "choose several" }] : []),
    ...(isPackage ? [{ shown: "i", label: "details" }] : []),
    { shown: "/", label: "search" },
    backKey,
    helpKey,
  ];
}
