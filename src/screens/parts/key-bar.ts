import { type Line, lineWidth, token } from "../text/tokens.ts";

/** A key and what it does, as a key bar says it. */
export interface BarKey {
  readonly shown: string;
  readonly label: string;
  /** Stays where not all keys fit: without it, nobody would know how to go on, or back. */
  readonly isKept?: boolean;
}

export const backKey: BarKey = { shown: "Esc", label: "back", isKept: true };
export const helpKey: BarKey = { shown: "?", label: "help" };
/** Where letters are text. */
export const typingHelpKey: BarKey = { shown: "F1", label: "help" };

/**
 * As many keys as fit in `width` columns: those that stay, then the help, which tells of the others,
 * then the first ones first.
 */
export function keyBarLine(keys: readonly BarKey[], width: number): Line {
  const chosen = new Set(keys.filter(({ isKept }) => isKept === true));
  const help = keys.filter(({ label }) => label === helpKey.label);
  for (const key of [...help, ...keys]) {
    const more = new Set([...chosen, key]);
    if (lineWidth(lineOf(keys, more)) > width) break;
    chosen.add(key);
  }
  return lineOf(keys, chosen);
}

function lineOf(keys: readonly BarKey[], chosen: ReadonlySet<BarKey>): Line {
  return keys
    .filter((key) => chosen.has(key))
    .flatMap(({ shown, label }, at) => [
      token(at === 0 ? " " : "   "),
      token(shown, "key"),
      token(` ${label}`),
    ]);
}
