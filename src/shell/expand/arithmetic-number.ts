/** A number as bash writes it: `12`, `017`, `0x1f`, `2#101`; the message where it is none. */
export function parseNumber(text: string): bigint | string {
  const based = /^(\d+)#(.*)$/s.exec(text);
  if (based !== null) return parseBased(Number(based[1]), based[2] ?? "");
  if (/^0[xX]/.test(text)) return parseDigits(text.slice(2), 16);
  if (text.startsWith("0")) return parseDigits(text.slice(1), 8);
  return parseDigits(text, 10);
}

function parseBased(base: number, digits: string): bigint | string {
  if (base < 2 || base > 64) return "invalid arithmetic base";
  return digits === "" ? "invalid integer constant" : parseDigits(digits, base);
}

function parseDigits(digits: string, base: number): bigint | string {
  let value = 0n;
  for (const character of digits) {
    const digit = digitValue(character, base);
    if (digit === undefined) return "invalid number";
    if (digit >= base) return "value too great for base";
    value = BigInt.asIntN(64, value * BigInt(base) + BigInt(digit));
  }
  return value;
}

/** Up to base 36 the case of a letter means nothing; beyond, small letters come first. */
function digitValue(character: string, base: number): number | undefined {
  if (/[0-9]/.test(character)) return Number(character);
  if (/[a-z]/.test(character)) return character.charCodeAt(0) - 87;
  if (/[A-Z]/.test(character)) return character.charCodeAt(0) - (base <= 36 ? 55 : 29);
  if (character === "@") return 62;
  return character === "_" ? 63 : undefined;
}
