import { defineFilter } from "./common/filter.ts";

/** Shows bytes in hexadecimal, or with -r makes bytes of that; a second operand is what it writes. */
export const xxdProgram = defineFilter({
  names: ["xxd"],
  unreadableStatus: 2,
  options: [
    "-a",
    "-b",
    "-C",
    "-c COLUMNS",
    "-E",
    "-e",
    "-g BYTES",
    "-h",
    "-i",
    "-l LENGTH",
    "-n NAME",
    "-o OFFSET",
    "-p",
    "-r",
    "-d",
    "-s SEEK",
    "-u",
    "-v",
  ],
  needsFiles: (read) => read.has("i"),
  refuses: (_call, read) =>
    read.has("r") ? "turning a dump back into bytes is not modelled" : undefined,
  // It takes words such as -ps, -postscript and -plain by their first letters.
  respell: (word) => {
    const letter =
      /^--?(?:(p)(?:s|l|o)|(r)ev|(c)o|(l)e|(s)e|(i)n|(b)i|(u)p|(a)u|(g)r|(n)am|(o)f|(v)er|(h)el)\w*$/
        .exec(word.text)
        ?.slice(1)
        .find((found) => found !== undefined);
    return letter === undefined ? word : { ...word, text: `-${letter}` };
  },
  findOutput: (read) => ({ operand: read.operands[1] }),
});
