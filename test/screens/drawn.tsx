import { renderToString } from "ink";
import { PageScreen } from "../../src/screens/app/PageScreen.tsx";
import type { Look } from "../../src/screens/look.ts";
import { commandPage } from "../../src/screens/review/command-page.ts";
import type { ReviewState } from "../../src/screens/review/state.ts";

/** The rows of the screen in this state on that terminal. */
export function draw(state: ReviewState, look: Look): readonly string[] {
  const view = commandPage.draw(state, { look, setting: state.setting, bodyRows: 1 });
  const text = renderToString(
    <PageScreen view={view} purpose={commandPage.purpose} look={look} top={0} />,
    { columns: look.columns },
  );
  return text.split("\n");
}
