import type { Word } from "unbash";
import type { Argument, Origin } from "../../domain/argument.ts";
import type { ExpansionContext, VariableValue } from "../state.ts";
import { withoutContinuations } from "./continuations.ts";
import { expandParts } from "./expand-parts.ts";
import { scanWord } from "./scan-word.ts";
import { joinSegments, type Run, type Segment } from "./segments.ts";
import { makeSubstitutions } from "./substitutions.ts";
import { expandTildes, type TildePlaces } from "./tilde.ts";

/**
 * One word without splitting, braces and file names: redirection targets, here-strings, `case`.
 * `places` is "value" for the value of an assignment, where tildes count behind colons too.
 */
export function expandText(
  word: Word,
  context: ExpansionContext,
  places: TildePlaces = "word",
): Argument {
  const run = makeRun(word, context);
  return makeArgument(word, joinSegments(expandSegments(word, places, run)), run);
}

/** What the expansion of a parsed word shares. */
export function makeRun(word: Word, context: ExpansionContext): Run {
  const origins: Origin[] = [];
  return {
    context,
    span: context.locate([word.pos, word.end]),
    substitutions: makeSubstitutions(word),
    origins,
  };
}

/** The segments of a word that is not split. */
export function expandSegments(word: Word, places: TildePlaces, run: Run): readonly Segment[] {
  const text = withoutContinuations(word.text);
  const written = scanWord(text, run.substitutions, run.context.state.dialect);
  const parts = expandTildes(written, places, run);
  return expandParts(parts, { isQuoted: false, isSplit: false }, run);
}

function makeArgument(word: Word, value: VariableValue, run: Run): Argument {
  return { written: word.text, span: run.span, origins: run.origins, ...value };
}
