import type { Argument } from "../domain/argument.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { fileSystemIn, isImage } from "./common/file-system-in.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail, unforeseen, untold } from "./common/outcome.ts";
import { changeAll } from "./common/tool/storage.ts";
import { withOptions } from "./common/with-options.ts";

/** The program around all of them; it hands on the options that it does not know itself. */
const wrapper = [
  "-A",
  "-C[=FD]",
  "-l",
  "-M",
  "-N",
  "-P",
  "-R",
  "-r[=FD]",
  "-s",
  "-T",
  "-t TYPE",
  "-V",
  "-? --help",
  "--version",
  "-a",
  "-c",
  "-f",
  "-n",
  "-p",
  "-v",
  "-y",
];

const ofExt = [
  "-p -a",
  "-n",
  "-y",
  "-r",
  "-c",
  "-d",
  "-f",
  "-k",
  "-t",
  "-v",
  "-D",
  "-F",
  "-V",
  "-b SUPERBLOCK",
  "-B BLOCKSIZE",
  "-C FD",
  "-j JOURNAL",
  "-l FILE",
  "-L FILE",
  "-E OPTIONS",
  "-z FILE",
];

const ofXfs = [
  "-d",
  "-e",
  "-f",
  "-L",
  "-n",
  "-P",
  "-v",
  "-V",
  "-c OPTIONS",
  "-l DEVICE",
  "-m MEMORY",
  "-o OPTIONS",
  "-r DEVICE",
  "-t SECONDS",
];

const ofFat = [
  "-a",
  "-A",
  "-b",
  "-c CODEPAGE",
  "-d FILE",
  "-f",
  "-F NUMBER",
  "-l",
  "-n",
  "-p",
  "-r",
  "-S",
  "-t",
  "-u FILE",
  "-U",
  "-v",
  "-V",
  "-w",
  "-y",
  "--variant=TYPE",
  "--help",
];

const ofMinix = [
  "-l --list",
  "-a --auto",
  "-r --repair",
  "-v --verbose",
  "-s --super",
  "-m --uncleared",
  "-f --force",
  "-h --help",
  "-V --version",
];

const ofCramfs = [
  "-a",
  "-v --verbose",
  "-y",
  "-b --blocksize=SIZE",
  "--extract[=DIRECTORY]",
  "-h --help",
  "-V --version",
];

/** Any other, by what nearly all of them share. */
const ofOthers = ["-a", "-f", "-n", "-p", "-r", "-v", "-V", "-y", "-b", "-d", "-h --help"];

/** Programs that check file systems and mend them. */
export const fsckProgram: Program = {
  names: [
    "fsck",
    "e2fsck",
    "fsck.ext2",
    "fsck.ext3",
    "fsck.ext4",
    "xfs_repair",
    "fsck.xfs",
    "fsck.fat",
    "fsck.vfat",
    "fsck.msdos",
    "dosfsck",
    "fsck.btrfs",
    "fsck.exfat",
    "fsck.f2fs",
    "fsck.minix",
    "fsck.cramfs",
    "fsck.jfs",
    "ntfsfix",
    "reiserfsck",
  ],
  options: [
    ...new Set([...wrapper, ...ofExt, ...ofXfs, ...ofFat, ...ofMinix, ...ofCramfs, ...ofOthers]),
  ],
  run: (call) =>
    withOptions(call, tableOf(call.name), (read) => check(call, read), { usageStatus: 16 }),
};

/** The options that the program of this name has. */
function tableOf(name: string): readonly string[] {
  if (name === "fsck") return wrapper;
  if (/^(e2fsck|fsck\.ext[234])$/.test(name)) return ofExt;
  if (name === "xfs_repair") return ofXfs;
  if (name === "fsck.minix") return ofMinix;
  if (name === "fsck.cramfs") return ofCramfs;
  return /fat|msdos|dosfsck/.test(name) ? ofFat : ofOthers;
}

function check(call: Call, read: OptionsRead): Outcome {
  const isWrapper = call.name === "fsck";
  if (/^fsck\.(xfs|btrfs)$/.test(call.name)) return untold("it does nothing", 0);
  if (read.has(isWrapper ? "N" : "n") || read.has("n"))
    return untold("how the file system stands is not known before");
  if (call.name === "fsck.cramfs" && read.has("extract"))
    return unforeseen(call, "which files it takes out of the image is not worked out");
  if (/minix|cramfs/.test(call.name) && !["a", "auto", "repair"].some((key) => read.has(key)))
    return untold("how the file system stands is not known before");
  if (!isWrapper && read.has("V")) return untold("it prints its version", 0);
  if (read.has("z") || (read.has("d") && call.name.includes("fat")))
    return unforeseen(call, "what it keeps of the old blocks is not worked out");
  if (isWrapper && (read.has("A") || read.operands.length === 0)) {
    call.emit({ kind: "mount", action: "check", target: "every file system of fstab" });
    call.uncertain("which file systems would be mended is not worked out");
    return untold("whether it finds anything is not known before");
  }
  if (read.operands.length === 0) return fail(call, "no device specified", 16);
  const asks = !["a", "auto", "p", "y"].some((key) => read.has(key)) && call.name !== "xfs_repair";
  if (asks && !call.isInputTerminal && call.name.includes("2fs"))
    return fail(call, "need terminal for interactive repairs", 8);
  const targets = (isWrapper ? read.operands : read.operands.slice(0, 1)).map((one) =>
    deviceOf(call, one),
  );
  // The names are those of several programs: -L of xfs_repair throws the log away.
  const isSweeping = read.has("y") || (call.name === "xfs_repair" && read.has("L"));
  const isTyped = call.name === "reiserfsck" || call.name === "ntfsfix";
  const isSure = targets.every((target) => isSurelyWritten(call, read, target));
  return changeAll(call, targets, isSweeping || isTyped ? "mend" : "repair", isSure);
}

/** With -f and no questions the date of the check is noted in any ext file system. */
function isSurelyWritten(call: Call, read: OptionsRead, { text }: Argument): boolean {
  if (!/^(e2fsck|fsck\.ext\d)$/.test(call.name) || !read.has("f")) return false;
  const isPlain = read.given.every(({ key }) => /^[afptvy]$/.test(key));
  return isPlain && isImage(call, text) && fileSystemIn(call, text)?.startsWith("ext") === true;
}

/** A directory on which something is mounted stands for the disk below it. */
function deviceOf(call: Call, operand: Argument): Argument {
  const mount = call.facts.mounts.list.findLast(({ path }) => path === operand.text);
  return mount === undefined ? operand : { ...operand, text: mount.source };
}
