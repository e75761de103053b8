/** One `%` of a format. */
export interface Specification {
  readonly flags: string;
  readonly width: number;
  readonly precision?: number;
  readonly letter: string;
}

export interface NumberMade {
  readonly text: string;
  readonly problem?: string;
}

/** `%d %i %o %u %x %X`. */
export function formatInteger(word: string, specification: Specification): NumberMade {
  const { value, problem } = readInteger(word);
  const { letter, flags, precision } = specification;
  const isSigned = letter === "d" || letter === "i";
  const number = isSigned ? BigInt.asIntN(64, value) : BigInt.asUintN(64, value);
  const magnitude = number < 0n ? -number : number;
  const radix = letter === "o" ? 8 : letter === "x" || letter === "X" ? 16 : 10;
  let digits = magnitude.toString(radix).padStart(precision ?? 1, "0");
  if (precision === 0 && magnitude === 0n) digits = "";
  if (flags.includes("#") && letter === "o" && !digits.startsWith("0")) digits = `0${digits}`;
  if (letter === "X") digits = digits.toUpperCase();
  const prefix = flags.includes("#") && radix === 16 && magnitude !== 0n ? `0${letter}` : "";
  const sign = number < 0n ? "-" : isSigned ? positiveSign(flags) : "";
  const text = padNumber(sign + prefix, digits, specification, precision === undefined);
  return problem === undefined ? { text } : { text, problem };
}

function positiveSign(flags: string): string {
  return flags.includes("+") ? "+" : flags.includes(" ") ? " " : "";
}

/** Fills with zeros between sign and digits, or with spaces around. */
function padNumber(
  sign: string,
  digits: string,
  specification: Specification,
  mayZero: boolean,
): string {
  const { flags, width } = specification;
  if (mayZero && flags.includes("0") && !flags.includes("-")) {
    return sign + digits.padStart(width - sign.length, "0");
  }
  return pad(sign + digits, specification);
}

/** Fills up to the width, counted in characters. */
export function pad(
  text: string,
  { flags, width }: Pick<Specification, "flags" | "width">,
): string {
  const missing = width - Array.from(text).length;
  if (missing <= 0) return text;
  return flags.includes("-") ? text + " ".repeat(missing) : " ".repeat(missing) + text;
}

function readInteger(word: string): { readonly value: bigint; readonly problem?: string } {
  const trimmed = word.trimStart();
  if (/^["']/.test(trimmed)) return { value: BigInt(trimmed.codePointAt(1) ?? 0) };
  const [found = "", sign = "", digits = ""] =
    /^([-+]?)(0[xX][0-9A-Fa-f]+|0[0-7]*|[1-9]\d*)/.exec(trimmed) ?? [];
  const literal = /^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits;
  const value = digits === "" ? 0n : BigInt(literal);
  const signed = sign === "-" ? -value : value;
  if (found === trimmed.trimEnd()) return { value: signed };
  return { value: signed, problem: `${word}: invalid number` };
}

/** `%e %f %g`; undefined for what is not modelled (`%a`, more digits than a double has). */
export function formatFloat(word: string, specification: Specification): NumberMade | undefined {
  const { letter, flags, precision = 6 } = specification;
  const trimmed = word.trim();
  const isQuoted = /^["']/.test(trimmed);
  const value = isQuoted ? (trimmed.codePointAt(1) ?? 0) : trimmed === "" ? 0 : Number(trimmed);
  if ("aA".includes(letter) || flags.includes("#") || precision > 15) return undefined;
  if (!Number.isFinite(value)) return undefined;
  const digits = formatMagnitude(Math.abs(value), letter.toLowerCase(), precision);
  if (digits === undefined) return undefined;
  const sign = value < 0 || Object.is(value, -0) ? "-" : positiveSign(flags);
  const shown = letter === letter.toUpperCase() ? digits.toUpperCase() : digits;
  return { text: padNumber(sign, shown, specification, true) };
}

function formatMagnitude(value: number, letter: string, precision: number): string | undefined {
  // Bash computes with long doubles: a decimal tie may fall the other way.
  if (letter === "f") return value < 1e15 ? value.toFixed(precision) : undefined;
  if (letter === "e") return withExponent(value.toExponential(precision));
  const significant = precision === 0 ? 1 : precision;
  const exponent = value === 0 ? 0 : Number(value.toExponential(significant - 1).split("e")[1]);
  if (exponent < -4 || exponent >= significant) {
    return withExponent(stripZeros(value.toExponential(significant - 1)));
  }
  return stripZeros(value.toFixed(Math.max(0, significant - 1 - exponent)));
}

function stripZeros(text: string): string {
  return text.replace(/(\.\d*?)0+(?=e|$)/, "$1").replace(/\.(?=e|$)/, "");
}

function withExponent(text: string): string {
  return text.replace(/e([-+])(\d)$/, "e$10$2");
}
