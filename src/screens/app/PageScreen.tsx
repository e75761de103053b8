import { Text, useCursor } from "ink";
import type { ReactNode } from "react";
import type { Look } from "../look.ts";
import { frameRows } from "./frame-rows.ts";
import { layOutPage } from "./layout.ts";
import type { PageView } from "./page.ts";

/**
 * The frame that every page is drawn in. It is one piece of text: a node for each word of it would
 * take Ink longer to lay out than all the rest of a frame.
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
  return <Text>{frameRows(view, layout, look).join("\n")}</Text>;
}
