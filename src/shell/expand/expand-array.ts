import type { Word } from "unbash";
import type { ExpansionContext, Variable, VariableValue } from "../state.ts";
import { expandText, makeRun } from "./expand-text.ts";
import { expandWords } from "./expand-words.ts";
import { fail } from "./failures.ts";
import { findSubscriptEnd } from "./scan-parameter.ts";
import { withUnknown } from "./segments.ts";
import { beforeFirst, evaluateSubscript, expandKey } from "./subscript.ts";

/** One element of `a=(…)`; without a key it goes behind the element before it. */
export interface ArrayElement {
  readonly key?: VariableValue;
  readonly value: VariableValue;
  /** `[k]+=v`. */
  readonly isAppended: boolean;
}

/** Expands the words between the parentheses of an array assignment. */
export function expandArrayElements(
  words: readonly Word[],
  kind: "indexed" | "associative",
  context: ExpansionContext,
): readonly ArrayElement[] {
  return words.flatMap((word): readonly ArrayElement[] => {
    const keyed = readKeyed(word);
    if (keyed !== undefined) return [expandKeyed(keyed, word, kind, context)];
    return expandWords([word], context).map(({ text, unknown }) => ({
      value: withUnknown(text, unknown),
      isAppended: false,
    }));
  });
}

/** The key that the subscript of an assignment means: `a[subscript]=…`. */
export function expandSubscript(
  subscript: Word,
  variable: Variable | undefined,
  context: ExpansionContext,
): VariableValue {
  const run = makeRun(subscript, context);
  if (variable?.kind === "associative") return expandKey(subscript.text, run);
  const key = evaluateSubscript(subscript.text, variable, run);
  if (key.text === beforeFirst) fail(run, `[${subscript.text}]: bad array subscript`);
  return key;
}

interface Keyed {
  readonly subscript: string;
  readonly isAppended: boolean;
  /** Where the value begins in the word. */
  readonly start: number;
}

function readKeyed(word: Word): Keyed | undefined {
  if (!word.text.startsWith("[")) return undefined;
  const end = findSubscriptEnd(word.text, 0);
  if (end === undefined) return undefined;
  const operator = /^\+?=/.exec(word.text.slice(end + 1))?.[0];
  if (operator === undefined) return undefined;
  return {
    subscript: word.text.slice(1, end),
    isAppended: operator === "+=",
    start: end + 1 + operator.length,
  };
}

function expandKeyed(
  keyed: Keyed,
  word: Word,
  kind: "indexed" | "associative",
  context: ExpansionContext,
): ArrayElement {
  const run = makeRun(word, context);
  const key =
    kind === "associative"
      ? expandKey(keyed.subscript, run)
      : evaluateSubscript(keyed.subscript, undefined, run);
  const rest: Word = {
    type: "Word",
    text: word.text.slice(keyed.start),
    value: "",
    pos: word.pos + keyed.start,
    end: word.end,
    parts: word.parts,
  };
  const { text, unknown } = expandText(rest, context, "value");
  return { key, value: withUnknown(text, unknown), isAppended: keyed.isAppended };
}
