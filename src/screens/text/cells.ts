/** What one column of a terminal, or two, shows. */
export interface Cell {
  readonly text: string;
  readonly width: number;
}

const wide =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|^[\u{1b000}-\u{1b2ff}\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]|^\p{Emoji_Presentation}|\ufe0f/u;

/** The text as a person counts characters, each with the columns it takes. */
export function cellsOf(text: string): readonly Cell[] {
  if (isPlain(text)) return Array.from(text, (character) => ({ text: character, width: 1 }));
  return Array.from(new Intl.Segmenter().segment(text), ({ segment }) => ({
    text: segment,
    width: widthOfCharacter(segment),
  }));
}

/** Columns that the text takes. */
export function widthOf(text: string): number {
  return isPlain(text) ? text.length : cellsOf(text).reduce((total, { width }) => total + width, 0);
}

/** The text in at most `width` columns; where it is cut, `...` stands. */
export function cut(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  if (width < 4) return take(text, width);
  return `${take(text, width - 3)}...`;
}

/** The text in exactly `width` columns, cut or filled with blanks. */
export function padded(text: string, width: number): string {
  const short = cut(text, width);
  return `${short}${" ".repeat(Math.max(0, width - widthOf(short)))}`;
}

/** As much of the text as fits in `width` columns. */
export function take(text: string, width: number): string {
  let taken = "";
  let used = 0;
  for (const cell of cellsOf(text)) {
    used += cell.width;
    if (used > width) break;
    taken += cell.text;
  }
  return taken;
}

/** Whether every character is a letter, a sign or a line of one column, and harmless. */
export function isPlain(text: string): boolean {
  return /^[\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff\u2500-\u257f]*$/.test(text);
}

function widthOfCharacter(character: string): number {
  if (wide.test(character)) return 2;
  return /^\p{M}/u.test(character) ? 0 : 1;
}
