/** Whether a short program plainly asks for more memory than there is, at once or in a loop. */
export function fillsMemory(text: string): boolean {
  if (text.length > 500) return false;
  return (
    isOneGiant(text) || (isForEver.test(text) && isGathering.test(text) && !isWaiting.test(text))
  );
}

/** `"x" * 10**12`, `'a' x 1e12`, `bytearray(1 << 40)`, `Buffer.alloc(1e12)` */
function isOneGiant(text: string): boolean {
  const product =
    /["'\]]\s*(?:\*|\bx\b)\s*\(?([\d_.e*]+)|(?:bytearray|alloc|fill|repeat)\(\s*([\d_.e*]+)/i.exec(
      text,
    );
  const number = product?.[1] ?? product?.[2];
  return number !== undefined && readNumber(number.replaceAll("_", "")) >= 50e9;
}

function readNumber(text: string): number {
  const [base = "", exponent] = text.split("**");
  return exponent === undefined ? Number(base) : Number(base) ** Number(exponent);
}

const isForEver =
  /\bwhile\s*\(?\s*(?:1|true)\b|\bwhile\s+(?:1|true)\b|\bwhile 1\s*;?\s*$|\bfor\s*\(\s*;\s*;\s*\)|\biter\(int,|\bloop\s*(?:\{|do)|\bcount\(\)/i;
const isGathering = /\.(?:append|push|extend)\s*\(|\.=|\+=|<<|\bpush\s*@|\*=\s*2/;
const isWaiting = /\b(?:sleep|input|readline|accept|recv|print|write|log|select)\b/;
