/**
 * A path's fingerprint in the index: two 32-bit hashes that are carried on from a directory to the
 * names in it, so that building hashes each directory once. 64 bits keep 120,000 paths apart with
 * a chance of one in two thousand million that any two meet.
 */
export interface HashState {
  readonly first: number;
  readonly second: number;
}

export const emptyHash: HashState = { first: 0x811c9dc5, second: 0x9747b28c };

/** Carries the hash on over `text`, one character a byte. */
export function hashOn(state: HashState, text: string, from = 0): HashState {
  let { first, second } = state;
  for (let at = from; at < text.length; at += 1) {
    const byte = text.charCodeAt(at);
    first = Math.imul(first ^ byte, 0x01000193);
    second = Math.imul((second ^ byte) + 0x7f4a7c15, 0x85ebca6b);
    second ^= second >>> 15;
  }
  return { first, second };
}

/** Spreads the last bytes over all bits; what is stored and compared. */
export function finishHash(hash: number): number {
  let value = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
  value = Math.imul(value ^ (value >>> 15), 0x846ca68b);
  return (value ^ (value >>> 16)) >>> 0;
}
