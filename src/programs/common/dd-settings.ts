import type { Argument } from "../../domain/argument.ts";
import { parseSize } from "./size.ts";

/** What the operands of dd ask for. Counts of bytes, not of blocks. */
export interface DdSettings {
  readonly kind: "settings";
  /** The word `if=…` with only the path as its text. */
  readonly input?: Argument;
  readonly output?: { readonly path: string; readonly argument: Argument };
  readonly skip: number;
  readonly seek: number;
  /** Most bytes copied; undefined for all. */
  readonly limit?: number;
  readonly inputBlock: number;
  readonly conversions: ReadonlySet<string>;
  readonly inputFlags: ReadonlySet<string>;
  readonly outputFlags: ReadonlySet<string>;
}

export type DdReading =
  | DdSettings
  | { readonly kind: "unknown"; readonly reason: string; readonly argument: Argument }
  | { readonly kind: "wrong"; readonly message: string };

const names = new Set(
  "bs cbs conv count ibs if iflag iseek obs of oflag oseek seek skip status".split(" "),
);
const conversions = new Set(
  "ascii ebcdic ibm block unblock lcase ucase sparse swab sync excl nocreat notrunc noerror fdatasync fsync".split(
    " ",
  ),
);
const flags = new Set(
  "append direct directory dsync sync fullblock nonblock noatime nocache noctty nofollow count_bytes skip_bytes seek_bytes cio".split(
    " ",
  ),
);

/** Reads `name=value` words; the last one of a name counts, lists add up. */
export function readDdSettings(words: readonly Argument[]): DdReading {
  const values = new Map<string, Argument>();
  const lists = { conv: new Set<string>(), iflag: new Set<string>(), oflag: new Set<string>() };
  for (const word of words) {
    const equals = word.text.indexOf("=");
    const name = word.text.slice(0, Math.max(equals, 0));
    if (!names.has(name)) {
      return {
        kind: "unknown",
        reason: `the operand \`${word.text}\` of \`dd\` is not known`,
        argument: word,
      };
    }
    values.set(name, { ...word, text: word.text.slice(equals + 1) });
    if (name === "conv" || name === "iflag" || name === "oflag") {
      for (const item of word.text.slice(equals + 1).split(",")) lists[name].add(item);
    }
  }
  const stranger =
    [...lists.conv].find((item) => !conversions.has(item)) ??
    [...lists.iflag, ...lists.oflag].find((item) => !flags.has(item));
  if (stranger !== undefined)
    return { kind: "wrong", message: `invalid conversion or flag: '${stranger}'` };
  return combine(values, lists.conv, lists.iflag, lists.oflag);
}

function combine(
  values: ReadonlyMap<string, Argument>,
  conversionsGiven: ReadonlySet<string>,
  inputFlags: ReadonlySet<string>,
  outputFlags: ReadonlySet<string>,
): DdReading {
  const number = (...keys: readonly string[]): number | undefined => {
    const text = keys.map((key) => values.get(key)?.text).find((value) => value !== undefined);
    return text === undefined ? undefined : parseProduct(text);
  };
  const inputBlock = number("bs", "ibs") ?? 512;
  const outputBlock = number("bs", "obs") ?? 512;
  const count = number("count");
  const skip = number("skip", "iseek") ?? 0;
  const seek = number("seek", "oseek") ?? 0;
  const all = [inputBlock, outputBlock, skip, seek, count ?? 0];
  if (all.some((value) => Number.isNaN(value)) || inputBlock === 0 || outputBlock === 0) {
    return { kind: "wrong", message: "invalid number" };
  }
  const inBytes = (key: string, flag: string, set: ReadonlySet<string>) =>
    set.has(flag) || /B$/.test(values.get(key)?.text ?? "");
  const input = values.get("if");
  const output = values.get("of");
  return {
    kind: "settings",
    ...(input === undefined ? {} : { input }),
    ...(output === undefined ? {} : { output: { path: output.text, argument: output } }),
    skip: skip * (inBytes("skip", "skip_bytes", inputFlags) ? 1 : inputBlock),
    seek: seek * (inBytes("seek", "seek_bytes", outputFlags) ? 1 : outputBlock),
    ...(count === undefined
      ? {}
      : { limit: count * (inBytes("count", "count_bytes", inputFlags) ? 1 : inputBlock) }),
    inputBlock,
    conversions: conversionsGiven,
    inputFlags,
    outputFlags,
  };
}

/** `2x1M`; a unit alone is no number for dd. */
function parseProduct(text: string): number {
  const factors = text
    .split("x")
    .map((part) =>
      /^\d/.test(part) ? (parseSize(part.replace(/(?<=\d)B$/, "")) ?? Number.NaN) : Number.NaN,
    );
  return factors.reduce((product, factor) => product * factor, 1);
}
