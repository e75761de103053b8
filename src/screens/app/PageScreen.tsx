import { Box, useCursor } from "ink";
import type { ReactNode } from "react";
import type { Look } from "../look.ts";
import { KeyBar } from "../parts/KeyBar.tsx";
import { Rows } from "../parts/Rows.tsx";
import { Rule } from "../parts/Rule.tsx";
import { TextField } from "../parts/TextField.tsx";
import { TitleBar } from "../parts/TitleBar.tsx";
import type { TextRows } from "../parts/text-rows.ts";
import { layOutPage, type PageLayout } from "./layout.ts";
import { rowsFrom } from "./lines.ts";
import type { PageView, TypedLine } from "./page.ts";

/** The frame that every page is drawn in. */
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
  const { width, bodyRows, hasRules } = layout;
  const body = rowsFrom(view.body, layout.top, bodyRows);
  const size = { look, width };
  return (
    <Box flexDirection="column">
      {layout.hasTitle ? <TitleBar left={view.title} right={view.right} {...size} /> : null}
      <Rows lines={layout.head} {...size} />
      <Typed line={view.field} text={layout.field} {...size} />
      {hasRules ? <Rule {...size} /> : null}
      <Rows lines={body} {...size} />
      {hasRules ? <Rule {...size} word={describeMore(view, layout)} /> : null}
      <Rows lines={layout.foot} {...size} />
      <Typed line={view.answer} text={layout.answer} {...size} />
      {layout.hasKeyBar ? <KeyBar keys={view.keys} {...size} /> : null}
    </Box>
  );
}

function Typed({
  line,
  text,
  look,
  width,
}: {
  readonly line: TypedLine | undefined;
  readonly text: TextRows | undefined;
  readonly look: Look;
  readonly width: number;
}): ReactNode {
  if (line === undefined || text === undefined) return null;
  const { sign, tone = "strong" } = line;
  return <TextField text={text} sign={sign} tone={tone} look={look} width={width} />;
}

/** Says that the body goes on, and in which direction. */
function describeMore({ body }: PageView, { bodyRows, top }: PageLayout): string {
  const below = body.length - top - bodyRows;
  if (below > 0) return `${below} more below`;
  return top > 0 ? "end" : "";
}
