import type { Argument } from "../domain/argument.ts";
import type { DeviceEffect } from "../domain/effect.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { isError } from "../domain/world.ts";
import { fileSystemIn, isImage } from "./common/file-system-in.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail, unforeseen, untold } from "./common/outcome.ts";
import { changeAll } from "./common/tool/storage.ts";
import { withOptions } from "./common/with-options.ts";

const tables: Readonly<Record<string, readonly string[]>> = {
  tune2fs: [
    "-c COUNT",
    "-C COUNT",
    "-e BEHAVIOUR",
    "-E OPTIONS",
    "-f",
    "-g GROUP",
    "-i INTERVAL",
    "-I SIZE",
    "-j",
    "-J OPTIONS",
    "-l",
    "-L LABEL",
    "-m PERCENT",
    "-M DIRECTORY",
    "-o OPTIONS",
    "-O FEATURES",
    "-Q OPTIONS",
    "-r COUNT",
    "-T TIME",
    "-u USER",
    "-U UUID",
    "-z FILE",
  ],
  resize2fs: ["-b", "-d FLAGS", "-f", "-F", "-M", "-p", "-P", "-s", "-S STRIDE", "-z FILE"],
  e2label: [],
  xfs_admin: [
    "-c CHOICE",
    "-e",
    "-f",
    "-j",
    "-l",
    "-L LABEL",
    "-O FEATURES",
    "-p",
    "-r DEVICE",
    "-u",
    "-U UUID",
    "-V",
  ],
  fatlabel: ["-i --volume-id", "-r --reset", "-c --codepage=PAGE", "-h --help", "-V --version"],
  ntfslabel: [
    "-f --force",
    "-n --no-action",
    "-q --quiet",
    "-v --verbose",
    "-V --version",
    "-h --help",
    "--new-serial[=ID]",
    "--new-half-serial[=ID]",
  ],
  swaplabel: ["-L --label=LABEL", "-U --uuid=UUID", "-h --help", "-V --version"],
};

/** Sizes, names and settings of file systems; the files on them stay. */
export const tune2fsProgram: Program = {
  names: Object.keys(tables),
  options: [...new Set(Object.values(tables).flat())],
  run: (call) => withOptions(call, tables[call.name] ?? [], (read) => change(call, read)),
};

/** Options with which each only tells. */
const telling: Readonly<Record<string, string>> = {
  tune2fs: "l",
  resize2fs: "P",
  xfs_admin: "V",
  ntfslabel: "no-action",
};

function change(call: Call, read: OptionsRead): Outcome {
  const { name } = call;
  const [target, value] = read.operands;
  const isLabel = name.endsWith("label");
  const onlyTells = isLabel
    ? value === undefined && read.given.every(({ key }) => key === "volume-id")
    : read.given.length === 0 && name !== "resize2fs";
  const asks = telling[name];
  if (target === undefined) return fail(call, "no device specified");
  if (onlyTells || (asks !== undefined && read.has(asks) && read.given.length === 1))
    return untold("how the file system stands is not known before");
  if (read.has("z")) return unforeseen(call, "what it keeps of the old blocks is not worked out");
  // Counts and dates may be what they are already.
  const isPlain = read.given.every(({ key }) => /^[fLmr]$/.test(key));
  const isKnown = name === "e2label" || (name === "tune2fs" && isPlain);
  const found = isKnown && isImage(call, target.text) ? fileSystemIn(call, target.text) : undefined;
  if (found !== undefined && !found.startsWith("ext"))
    return fail(call, `Bad magic number in super-block while trying to open ${target.text}`);
  const isSure = found !== undefined;
  return changeAll(call, [target], effectOf(call, read, target, value), isSure);
}

/** What it comes to: most settings harm nothing, a few take away what files rely on. */
function effectOf(
  call: Call,
  read: OptionsRead,
  target: Argument,
  value: Argument | undefined,
): DeviceEffect["action"] {
  if (call.name === "resize2fs")
    return read.has("M") || isSmaller(call, target, value) ? "shrink" : "change";
  const features = [...read.values("O"), ...read.values("o")];
  const losesSafeguard = features.some((one) => /\^(has_journal|metadata_csum)\b/.test(one));
  return losesSafeguard || read.has("U") || read.has("uuid") ? "weaken" : "change";
}

const units: Readonly<Record<string, number>> = {
  s: 512,
  k: 1024,
  m: 1024 ** 2,
  g: 1024 ** 3,
  t: 1024 ** 4,
};

/** Less than the disk has; of a disk whose size is not known, any size that is named counts. */
function isSmaller(call: Call, target: Argument, value: Argument | undefined): boolean {
  const [, number, unit = ""] = /^(\d+)([skmgt]?)$/i.exec(value?.text ?? "") ?? [];
  if (number === undefined) return false;
  const status = call.files.stat(target.text);
  const disk = isError(status) ? undefined : call.facts.mounts.device(status.deviceNumber);
  return disk === undefined || Number(number) * (units[unit.toLowerCase()] ?? 4096) < disk.size;
}
