import type { HereDocBody } from "unbash";
import type { ExpansionContext, VariableValue } from "../state.ts";
import { expandParts } from "./expand-parts.ts";
import { scanWord } from "./scan-word.ts";
import { joinSegments, type Run } from "./segments.ts";
import { makeSubstitutions } from "./substitutions.ts";

/** The text of a here-document; with a quoted delimiter nothing in it is expanded. */
export function expandHereDocument(
  body: HereDocBody,
  isQuoted: boolean,
  context: ExpansionContext,
): VariableValue {
  if (isQuoted) return { text: body.text };
  const run: Run = {
    context,
    span: context.locate([body.pos, body.end]),
    substitutions: makeSubstitutions(body),
    origins: [],
  };
  const parts = scanWord(body.text, run.substitutions, context.state.dialect, "document");
  return joinSegments(expandParts(parts, { isQuoted: true, isSplit: false }, run));
}
