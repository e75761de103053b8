import type { Look } from "../look.ts";
import { beside, shown, token } from "../text/tokens.ts";
import { helpView } from "./help.ts";
import { drawnSize } from "./layout.ts";
import type { PageView } from "./page.ts";
import { paletteView } from "./palette.ts";
import { topPage } from "./stack.ts";
import { type AppState, lookOfApp } from "./state.ts";

/** What is on the screen now: the page on top, or what lies over it. */
export interface Shown {
  readonly view: PageView;
  readonly purpose: string;
  readonly look: Look;
  readonly top: number;
}

export function shownBy(state: AppState): Shown | undefined {
  const { overlay } = state;
  const look = lookOfApp(state);
  const page = topPage(state);
  if (page === undefined) return undefined;
  if (overlay?.kind === "help") {
    const view = helpView(page.open.page, page.view.refused ?? [], overlay.top, look);
    return { view, purpose: "", look, top: overlay.top };
  }
  if (overlay?.kind === "palette") {
    return { view: paletteView(state, overlay, look), purpose: "", look, top: 0 };
  }
  const own = state.setting.isRoot ? asRoot(page.view) : page.view;
  const view = state.notice === undefined ? own : withNotice(own, state.notice, look);
  return { view, purpose: page.open.page.purpose, look, top: page.top };
}

/** Whoever works as root sees so on every page. */
function asRoot(view: PageView): PageView {
  return { ...view, right: [token("!  as root   ", "caution"), ...view.right] };
}

/** Why a key did nothing, below everything else. */
function withNotice(view: PageView, notice: string, look: Look): PageView {
  const rows = beside([token(" -  ", "note")], shown(notice, look), drawnSize(look).width);
  return { ...view, foot: [...(view.foot ?? []), ...rows] };
}
