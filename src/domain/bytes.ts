/**
 * Names, arguments and small file contents travel through the program as strings. A byte that is
 * not part of valid UTF-8 becomes the lone surrogate U+DC00 + byte (U+DC80 to U+DCFF), so that
 * every byte string has exactly one text form and comes back unchanged.
 */

const escapeBase = 0xdc00;
/** Made when first needed: making it takes as long as decoding a few hundred names. */
let decoder: InstanceType<typeof TextDecoder> | undefined;
const encoder = new TextEncoder();

function decodeValid(bytes: Uint8Array): string {
  decoder ??= new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  return decoder.decode(bytes);
}

/** The text form of `bytes`; invalid bytes become lone surrogates U+DC80 to U+DCFF. */
export function decodeBytes(bytes: Uint8Array): string {
  try {
    return decodeValid(bytes);
  } catch {
    return decodeInvalid(bytes);
  }
}

/** The bytes that `text` stands for; the inverse of `decodeBytes`. */
export function encodeBytes(text: string): Uint8Array {
  if (!hasEscapedBytes(text)) return encoder.encode(text);
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (isEscapedByte(code)) bytes.push(code - escapeBase);
    else for (const byte of encoder.encode(character)) bytes.push(byte);
  }
  return Uint8Array.from(bytes);
}

/** Whether `text` stands for bytes that are not valid UTF-8. */
export function hasEscapedBytes(text: string): boolean {
  return /[\uDC80-\uDCFF]/.test(text) && !text.isWellFormed();
}

function isEscapedByte(code: number): boolean {
  return code >= 0xdc80 && code <= 0xdcff;
}

function decodeInvalid(bytes: Uint8Array): string {
  let text = "";
  let at = 0;
  while (at < bytes.length) {
    const length = sequenceLength(bytes, at);
    if (length === 0) {
      text += String.fromCharCode(escapeBase + (bytes[at] ?? 0));
      at += 1;
    } else {
      text += decodeValid(bytes.subarray(at, at + length));
      at += length;
    }
  }
  return text;
}

/** Length of the valid UTF-8 sequence that starts at `at`, 0 if there is none. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  const length = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0;
  if (length === 0 || at + length > bytes.length) return 0;
  try {
    decodeValid(bytes.subarray(at, at + length));
    return length;
  } catch {
    return 0;
  }
}
