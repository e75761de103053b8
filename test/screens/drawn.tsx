import { renderToString } from "ink";
import type { Look } from "../../src/screens/look.ts";
import { ReviewScreen } from "../../src/screens/review/ReviewScreen.tsx";
import type { ReviewState } from "../../src/screens/review/state.ts";

/** The rows of the screen in this state on that terminal. */
export function draw(state: ReviewState, look: Look): readonly string[] {
  const text = renderToString(<ReviewScreen state={{ ...state, look }} />, {
    columns: look.columns,
  });
  return text.split("\n");
}
