import { Box, useCursor } from "ink";
import type { ReactNode } from "react";
import { KeyBar } from "../parts/KeyBar.tsx";
import { Rows } from "../parts/Rows.tsx";
import { Rule } from "../parts/Rule.tsx";
import { TextField } from "../parts/TextField.tsx";
import { TitleBar } from "../parts/TitleBar.tsx";
import { barKeys } from "./keys.ts";
import { type Layout, layOut } from "./layout.ts";
import type { ReviewState } from "./state.ts";
import { titleOf } from "./title.ts";

/** A line, what it would do, and what has to be answered before it runs. */
export function ReviewScreen({ state }: { readonly state: ReviewState }): ReactNode {
  const { look } = state;
  const layout = layOut(state);
  // Seen without colours, and followed by screen readers and input methods.
  useCursor().setCursorPosition(layout.cursor);
  const { width, hasTitle, hasRules, body, bodyRows, top, question, hasKeyBar } = layout;
  const rule = hasRules ? <Rule look={look} width={width} /> : null;
  const more = describeMore(layout);
  return (
    <Box flexDirection="column">
      {hasTitle ? <TitleBar {...titleOf(state)} look={look} width={width} /> : null}
      <LineField state={state} layout={layout} />
      {rule}
      <Rows lines={body} look={look} width={width} height={bodyRows} top={top} />
      {hasRules ? <Rule look={look} width={width} word={more} /> : null}
      <Rows lines={question} look={look} width={width} />
      <AnswerField state={state} layout={layout} />
      {hasKeyBar ? <KeyBar keys={barKeys(state)} look={look} width={width} /> : null}
    </Box>
  );
}

interface PartProps {
  readonly state: ReviewState;
  readonly layout: Layout;
}

function LineField({ state, layout }: PartProps): ReactNode {
  const { width, input } = layout;
  if (input === undefined) return null;
  return <TextField text={input} tone="command" look={state.look} width={width} />;
}

function AnswerField({ state, layout }: PartProps): ReactNode {
  const { width, answer } = layout;
  if (answer === undefined) return null;
  return <TextField text={answer} tone="strong" look={state.look} width={width} />;
}

/** Says that the body goes on, and in which direction. */
function describeMore({ body, bodyRows, top }: Layout): string {
  const below = body.length - top - bodyRows;
  if (below > 0) return `${below} more below`;
  return top > 0 ? "end" : "";
}
