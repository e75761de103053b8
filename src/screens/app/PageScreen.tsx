import { Transform, useCursor } from "ink";
import type { ReactNode } from "react";
import type { Look } from "../look.ts";
import { frameRows } from "./frame-rows.ts";
import { layOutPage } from "./layout.ts";
import type { PageView } from "./page.ts";

/**
 * The frame that every page is drawn in. It is one piece of text: a node for each word of it would
 * take Ink longer to lay out than all the rest of a frame. What Ink measures is as many rows as there
 * are, and empty: rows are cut to the screen already, and measuring them takes longer than drawing.
 */
export function PageScreen({
  view,
  purpose,
  look,
  top,
}: {
  readonly view: PageView;
  readonly purpose: string;
  readonly look: Look;
  /** Where the body was scrolled to before. */
  readonly top: number;
}): ReactNode {
  const layout = layOutPage(view, purpose, look, top);
  // Seen without colours, and followed by screen readers and input methods.
  useCursor().setCursorPosition(layout.cursor);
  const rows = frameRows(view, layout, look);
  return (
    <Transform transform={(_, at) => rows[at] ?? ""}>{rows.map(() => " ").join("\n")}</Transform>
  );
}
