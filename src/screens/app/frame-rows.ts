import type { Look } from "../look.ts";
import { ruleLine, titleLine, typedLines } from "../parts/frame-lines.ts";
import { keyBarLine } from "../parts/key-bar.ts";
import { paintLine } from "../parts/paint.ts";
import type { TextRows } from "../parts/text-rows.ts";
import type { Line } from "../text/tokens.ts";
import type { PageLayout } from "./layout.ts";
import { rowsFrom } from "./lines.ts";
import type { PageView, TypedLine } from "./page.ts";

/** A page as rows for the terminal, in the order of the screen. */
export function frameRows(view: PageView, layout: PageLayout, look: Look): readonly string[] {
  const { width, hasTitle, hasRules, hasKeyBar } = layout;
  const lines: readonly Line[] = [
    ...(hasTitle ? [titleLine(view.title, view.right, width)] : []),
    ...layout.head,
    ...typed(view.field, layout.field),
    ...(hasRules ? [ruleLine(look, width)] : []),
    ...rowsFrom(view.body, layout.top, layout.bodyRows),
    ...(hasRules ? [ruleLine(look, width, describeMore(view, layout))] : []),
    ...layout.foot,
    ...typed(view.answer, layout.answer),
    ...(hasKeyBar ? [keyBarLine(view.keys, width)] : []),
  ];
  // An empty row would be none at the end of the text.
  return lines.map((line) => paintLine(line, look, width) || " ");
}

function typed(line: TypedLine | undefined, text: TextRows | undefined): readonly Line[] {
  if (line === undefined || text === undefined) return [];
  return typedLines(text, line.sign, line.tone ?? "strong");
}

/** Says that the body goes on, and in which direction. */
function describeMore({ body }: PageView, { bodyRows, top }: PageLayout): string {
  const below = body.length - top - bodyRows;
  if (below > 0) return `${below} more below`;
  return top > 0 ? "end" : "";
}
