import type { Word } from "unbash";
import type { Argument, Origin, Span } from "../../domain/argument.ts";
import { type ExpansionContext, ExpansionFailure } from "../state.ts";
import { TooManyWords } from "./brace-sequence.ts";
import { expandBraces, maximumBraceWords } from "./braces.ts";
import { fieldSeparators } from "./characters.ts";
import { withoutContinuations } from "./continuations.ts";
import { expandParts } from "./expand-parts.ts";
import { globField } from "./glob-field.ts";
import { scanWord } from "./scan-word.ts";
import type { Run } from "./segments.ts";
import { splitFields } from "./split.ts";
import { makeSubstitutions } from "./substitutions.ts";
import { expandTildes } from "./tilde.ts";

/**
 * The arguments that the words of a command become, by the rules of bash: braces, tildes,
 * parameters, substitutions, arithmetic, splitting, file names, and quotes taken off at the end.
 */
export function expandWords(words: readonly Word[], context: ExpansionContext): Argument[] {
  return words.flatMap((word) => expandWord(word, context));
}

function expandWord(word: Word, context: ExpansionContext): readonly Argument[] {
  const span = context.locate([word.pos, word.end]);
  const text = withoutContinuations(word.text);
  if (isPlain(text)) return [{ text, written: word.text, span, origins: [] }];
  const choices = hasBraces(text, context) ? listChoices(text, span) : [text];
  const substitutions = makeSubstitutions(word);
  return choices.flatMap((choice) => {
    const origins: Origin[] = choices.length > 1 || choice !== text ? [{ kind: "brace" }] : [];
    const run: Run = { context, span, substitutions, origins };
    return expandChoice(choice, run).map(({ text: expanded, unknown }): Argument => {
      const argument = { text: expanded, written: word.text, span, origins };
      return unknown === undefined ? argument : { ...argument, unknown };
    });
  });
}

/** Nothing to expand and no quotes: the common case. */
function isPlain(text: string): boolean {
  return /^[A-Za-z0-9_./,:%@-]+$/.test(text);
}

function hasBraces(text: string, context: ExpansionContext): boolean {
  return (
    context.state.dialect === "bash" &&
    text.includes("{") &&
    !context.state.setOptions.has("nobraceexpand")
  );
}

function listChoices(text: string, span: Span): readonly string[] {
  try {
    return expandBraces(text).filter((choice) => choice !== "");
  } catch (error) {
    if (!(error instanceof TooManyWords)) throw error;
    throw new ExpansionFailure(`braces that make more than ${maximumBraceWords} words`, span, true);
  }
}

interface Expanded {
  readonly text: string;
  readonly unknown?: string;
}

function expandChoice(text: string, run: Run): readonly Expanded[] {
  const { context } = run;
  const written = scanWord(text, run.substitutions, context.state.dialect);
  const parts = expandTildes(written, "argument", run);
  const segments = expandParts(parts, { isQuoted: false, isSplit: false }, run);
  return splitFields(segments, fieldSeparators(context.state)).flatMap((field) =>
    globField(field, run),
  );
}
