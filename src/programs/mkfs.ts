import type { Argument } from "../domain/argument.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { isError } from "../domain/world.ts";
import { succeed, unforeseen, untold } from "./common/outcome.ts";

/**
 * Programs that write a new, empty content to a disk. A mounted disk makes most of them stop: a
 * last refusal, and the line is judged all the same.
 */
export const mkfsProgram: Program = {
  names: [
    "blkdiscard",
    "mke2fs",
    "mkdosfs",
    "mkfs",
    "mkfs.bfs",
    "mkfs.btrfs",
    "mkfs.cramfs",
    "mkfs.exfat",
    "mkfs.ext2",
    "mkfs.ext3",
    "mkfs.ext4",
    "mkfs.f2fs",
    "mkfs.fat",
    "mkfs.minix",
    "mkfs.msdos",
    "mkfs.ntfs",
    "mkfs.vfat",
    "mkfs.xfs",
    "mkntfs",
    "mkswap",
    "pvcreate",
    "wipefs",
  ],
  options: [],
  acceptsUnknown: true,
  run: format,
};

function format(call: Call): Outcome {
  const hidden = call.arguments.find((word) => word.unknown !== undefined);
  if (hidden?.unknown !== undefined) return unforeseen(call, hidden.unknown, hidden);
  if (onlyTells(call)) return untold(`\`${call.name}\` only prints here`, 0);
  const operands = call.arguments.filter(({ text }) => !text.startsWith("-"));
  const devices = operands.filter((operand) => isBlockDevice(call, operand));
  if (devices.length === 0) return unforeseen(call, `what \`${call.name}\` does is not modelled`);
  const writable = devices.filter(({ text }) => call.files.access(text, "write") === undefined);
  for (const operand of writable) emitFormat(call, operand);
  return writable.length === devices.length ? succeed() : { ...succeed(), status: 1 };
}

/** Questions and dry runs: `wipefs DISK` lists, `mke2fs -n` only says what it would do. */
function onlyTells({ name, arguments: words }: Call): boolean {
  const has = (pattern: RegExp): boolean => words.some(({ text }) => pattern.test(text));
  if (has(/^(-V|--version|-h|--help)$/)) return true;
  if (name === "wipefs") return has(/^(-n|--no-act)$/) || !has(/^-[a-z]*[ao]|^--(all|offset)/);
  return /^mke2fs$|^mkfs\.(ext|ntfs)|^mkntfs$/.test(name) && has(/^-n$/);
}

function isBlockDevice(call: Call, { text }: Argument): boolean {
  const status = call.files.stat(text);
  return !isError(status) && status.type === "block";
}

function emitFormat(call: Call, operand: Argument): void {
  const status = call.files.stat(operand.text);
  const path = call.files.realPath(operand.text);
  if (isError(status) || isError(path)) return;
  const action = call.name === "blkdiscard" ? "discard" : "format";
  call.emit({ kind: "device", path, deviceNumber: status.deviceNumber, action }, operand);
}
