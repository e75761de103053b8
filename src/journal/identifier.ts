const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
const length = 7;
/** 2026-01-01, so that seven digits of 1/32 s last for a generation. */
const epoch = Date.UTC(2026, 0, 1);

/** A short name that sorts by time; `attempt` counts up while the name is taken. */
export function makeIdentifier(time: number, attempt: number): string {
  let ticks = Math.max(0, Math.floor(((time - epoch) * 32) / 1000)) + attempt;
  let text = "";
  for (let digit = 0; digit < length; digit += 1) {
    text = `${alphabet[ticks % 32]}${text}`;
    ticks = Math.floor(ticks / 32);
  }
  return text;
}

export function isIdentifier(text: string): boolean {
  return /^[0-9a-hjkmnp-tv-z]{7}$/.test(text);
}
