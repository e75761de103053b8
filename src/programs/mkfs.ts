import type { Argument } from "../domain/argument.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { isError } from "../domain/world.ts";
import { changeDevice } from "./common/device-target.ts";
import { fail, unforeseen, untold } from "./common/outcome.ts";

const kinds =
  "bfs btrfs cramfs exfat ext2 ext3 ext4 f2fs fat jfs minix msdos nilfs2 ntfs reiserfs udf vfat xfs".split(
    " ",
  );

/** Letters of the many mkfs whose value is the next word; only to tell values from the device. */
const valued: Readonly<Record<string, string>> = {
  mkswap: "LpUovse",
  xfs: "bmdifilnpLrsc",
  btrfs: "AbdLmnsrOUfR",
  fat: "abcDfFghilmMnNrRsST",
  ext: "bcCdDeEgGiIJLmMNoOrTUzt",
  other: "tLbcCiIlmNnoOsTUV",
};

/** Makes a file system, or swap space, on a device or in an image. */
export const mkfsProgram: Program = {
  names: [
    "mkfs",
    ...kinds.map((kind) => `mkfs.${kind}`),
    "mke2fs",
    "mkdosfs",
    "mkntfs",
    "mkswap",
    "mkreiserfs",
  ],
  options: ["-t TYPE", "-L LABEL", "-n", "-F", "-f", "-q", "-v", "-V"],
  run: mkfs,
};

function mkfs(call: Call): Outcome {
  const family = familyOf(call.name);
  const words = call.arguments;
  if (words.some(({ text }) => /^(-V|--version|--help|-h)$/.test(text)))
    return untold("it prints its help", 0);
  const operands = operandsOf(words, valued[family] ?? valued.other ?? "");
  const target = operands[0];
  if (target === undefined) return fail(call, "no device specified");
  const onlyTries =
    /^(ext|btrfs)$/.test(family) && words.some(({ text }) => /^-[a-zA-Z]*n$/.test(text));
  if (onlyTries && family === "ext") return untold("it only tells what it would do", 0);
  if (isError(call.files.stat(target.text)) && operands.length > 1) {
    return unforeseen(call, "the size of a new image is not worked out", target);
  }
  return changeDevice(call, target, "format");
}

function familyOf(name: string): string {
  if (name === "mkswap") return "mkswap";
  if (/ext[234]|e2fs|^mkfs$/.test(name)) return "ext";
  if (/fat|dos/.test(name)) return "fat";
  return name.replace("mkfs.", "") in valued ? name.replace("mkfs.", "") : "other";
}

function operandsOf(words: readonly Argument[], letters: string): readonly Argument[] {
  const operands: Argument[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const text = words[at]?.text ?? "";
    const isLong = text.startsWith("--");
    if (!text.startsWith("-") || text === "-") operands.push(...words.slice(at, at + 1));
    else if (!isLong && letters.includes(text.slice(-1))) at += 1;
  }
  return operands;
}
