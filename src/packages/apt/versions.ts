/**
 * Which of two Debian versions is the newer: below zero, zero or above, as `sort` wants it. The
 * rules of deb-version(7).
 */
export function compareVersions(first: string, second: string): number {
  const one = splitVersion(first);
  const two = splitVersion(second);
  return (
    one.epoch - two.epoch ||
    compareParts(one.upstream, two.upstream) ||
    compareParts(one.revision, two.revision)
  );
}

interface VersionParts {
  readonly epoch: number;
  readonly upstream: string;
  readonly revision: string;
}

function splitVersion(version: string): VersionParts {
  const colon = version.indexOf(":");
  const rest = version.slice(colon + 1);
  const dash = rest.lastIndexOf("-");
  return {
    epoch: colon < 0 ? 0 : Number(version.slice(0, colon)) || 0,
    upstream: dash < 0 ? rest : rest.slice(0, dash),
    revision: dash < 0 ? "" : rest.slice(dash + 1),
  };
}

/** Runs of other characters and runs of digits in turn. */
function compareParts(first: string, second: string): number {
  let [one, two] = [first, second];
  while (one !== "" || two !== "") {
    const [words, otherWords] = [leading(one, /^\D*/), leading(two, /^\D*/)];
    const order = compareWords(words, otherWords);
    if (order !== 0) return order;
    [one, two] = [one.slice(words.length), two.slice(otherWords.length)];
    const [digits, otherDigits] = [leading(one, /^\d*/), leading(two, /^\d*/)];
    const difference = compareNumbers(digits, otherDigits);
    if (difference !== 0) return difference;
    [one, two] = [one.slice(digits.length), two.slice(otherDigits.length)];
  }
  return 0;
}

function leading(text: string, pattern: RegExp): string {
  return pattern.exec(text)?.[0] ?? "";
}

/** Letters come before other signs, a tilde before everything, the end included. */
function compareWords(first: string, second: string): number {
  for (let at = 0; at < Math.max(first.length, second.length); at += 1) {
    const order = weightOf(first.charAt(at)) - weightOf(second.charAt(at));
    if (order !== 0) return order;
  }
  return 0;
}

function weightOf(character: string): number {
  if (character === "~") return -1;
  if (character === "") return 0;
  return /[A-Za-z]/.test(character) ? character.charCodeAt(0) : character.charCodeAt(0) + 256;
}

/** Any length, so not as numbers. */
function compareNumbers(first: string, second: string): number {
  const [one, two] = [first.replace(/^0+/, ""), second.replace(/^0+/, "")];
  return one.length - two.length || (one < two ? -1 : one > two ? 1 : 0);
}
