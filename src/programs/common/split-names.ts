/** How split names its files. */
export interface SuffixRules {
  readonly alphabet: string;
  readonly length: number;
  /** Suffixes may grow when they run out: no length was asked for. */
  readonly grows: boolean;
  readonly start: number;
}

/** Suffixes in order: `aa` to `zz`, or, growing, `aa` to `yz` and then `zaaa`. */
export function* suffixes(rules: SuffixRules): Iterable<string> {
  const base = rules.alphabet.length;
  let { length } = rules;
  let prefix = "";
  let at = rules.start;
  for (;;) {
    const first = rules.grows ? base - 1 : base;
    // A growing suffix never begins with the last letter: that one announces a longer suffix.
    if (at >= first * base ** (length - 1)) {
      if (!rules.grows) return;
      prefix += rules.alphabet.at(-1) ?? "";
      length += 1;
      at = 0;
    }
    yield prefix + write(at, length, rules.alphabet);
    at += 1;
  }
}

function write(number: number, length: number, alphabet: string): string {
  let text = "";
  let rest = number;
  for (let place = 0; place < length; place += 1) {
    text = (alphabet[rest % alphabet.length] ?? "") + text;
    rest = Math.floor(rest / alphabet.length);
  }
  return text;
}
