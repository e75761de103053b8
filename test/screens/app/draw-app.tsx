import { renderToString } from "ink";
import { PageScreen } from "../../../src/screens/app/PageScreen.tsx";
import type { AppState } from "../../../src/screens/app/state.ts";
import { shownBy } from "../../../src/screens/app/view.ts";

/** The rows on the screen in this state. */
export function drawApp(state: AppState): readonly string[] {
  const seen = shownBy(state);
  if (seen === undefined) return [];
  return renderToString(<PageScreen {...seen} />, { columns: state.look.columns }).split("\n");
}
