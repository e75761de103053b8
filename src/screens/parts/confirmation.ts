import { isConsent } from "../../domain/consent.ts";
import type { Review } from "../../domain/review.ts";
import type { KeyPress } from "../key-press.ts";
import type { Look } from "../look.ts";
import { beside, type Line, lineWidth, shown, token } from "../text/tokens.ts";
import { editText, emptyInput, type TextInput } from "./text-input.ts";

/** A question answered sooner than this was not read: the key was meant for something else. */
export const soonestAnswer = 250;

/** A review that a person is asked about, since `openedAt`. */
export interface Confirmation {
  readonly openedAt: number;
  readonly typed: TextInput;
  readonly isWrong: boolean;
}

export function askAt(time: number): Confirmation {
  return { openedAt: time, typed: emptyInput, isWrong: false };
}

/** What a key comes to: consent, a refusal, a changed text, or nothing to do with the question. */
export type Answer =
  | { readonly kind: "consent" }
  | { readonly kind: "declined" }
  | { readonly kind: "typed"; readonly confirmation: Confirmation }
  | { readonly kind: "other" };

/** A key while the review asks; letters beside typed words are keys as long as nothing is typed. */
export function answerKey(confirmation: Confirmation, review: Review, press: KeyPress): Answer {
  if (review.decision === "refuse") return { kind: "other" };
  const isTooSoon = press.time - confirmation.openedAt < soonestAnswer;
  if (review.confirm === "type") return answerTyped(confirmation, review, press, isTooSoon);
  if (press.name === "n") return { kind: "declined" };
  if (press.name !== "y") return { kind: "other" };
  return isTooSoon ? { kind: "typed", confirmation } : { kind: "consent" };
}

function answerTyped(
  confirmation: Confirmation,
  review: Review,
  press: KeyPress,
  isTooSoon: boolean,
): Answer {
  const { typed } = confirmation;
  if (press.name === "enter") {
    if (isTooSoon || typed.text.trim() === "") return { kind: "typed", confirmation };
    if (isConsent(typed.text, review)) return { kind: "consent" };
    return { kind: "typed", confirmation: { ...confirmation, isWrong: true } };
  }
  if (!isTypingWords(confirmation, review, press)) return { kind: "other" };
  const edited = editText(typed, press);
  if (edited === undefined) return { kind: "other" };
  return { kind: "typed", confirmation: { ...confirmation, typed: edited, isWrong: false } };
}

function isTypingWords({ typed }: Confirmation, review: Review, { text }: KeyPress): boolean {
  if (typed.text !== "") return true;
  const first = review.confirmWords.charAt(0).toLowerCase();
  return text?.toLowerCase().startsWith(first) === true;
}

/** Whether letters are words now. */
export function isTypingConsent({ typed }: Confirmation, review: Review): boolean {
  if (review.confirm !== "type" || review.decision === "refuse") return false;
  return typed.text !== "" || /^[q?:]/i.test(review.confirmWords);
}

/** The question below a review: what has to be answered, or why nothing can be. */
export function confirmationLines(
  { isWrong }: Pick<Confirmation, "isWrong">,
  review: Review,
  question: string,
  look: Look,
  width: number,
): readonly Line[] {
  if (review.confirm !== "type") return [[token(` ${question}`, "strong")]];
  const words = token(shown(review.confirmWords, look), "strong");
  const ask = isWrong
    ? token("These are not the words. Type:  ", "caution")
    : token("To go on, type what would be lost:  ");
  const row = [token(" "), ask, words];
  // The words stay whole: they are to be copied.
  return lineWidth(row) <= width
    ? [row]
    : [...beside([token(" ")], ask.text.trim(), width, ask.tone), [token(" "), words]];
}
