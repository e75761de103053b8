import type { Review } from "./review.ts";

/** Whether a typed answer consents to the review as its severity asks. */
export function isConsent(answer: string, review: Review): boolean {
  if (review.confirm === "type") return isSameWords(answer, review.confirmWords);
  return /^y(es)?$/i.test(answer.trim());
}

/** Case, thousands separators and runs of blanks are no part of the words; no words fit nothing. */
function isSameWords(answer: string, words: string): boolean {
  return normalized(words) !== "" && normalized(answer) === normalized(words);
}

function normalized(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/(\d),(?=\d{3})/g, "$1")
    .replace(/\s+/g, " ");
}
