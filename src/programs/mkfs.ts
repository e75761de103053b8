import type { Argument } from "../domain/argument.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { isError } from "../domain/world.ts";
import { changeDevice } from "./common/device-target.ts";
import { fileSystemIn } from "./common/file-system-in.ts";
import { type OptionsRead, readOptions } from "./common/options.ts";
import { fail, unforeseen, untold } from "./common/outcome.ts";
import { mkfsOptions, otherOptions, wrapperOptions } from "./common/tool/mkfs-options.ts";
import { changeAll } from "./common/tool/storage.ts";

const kinds = [...Object.keys(mkfsOptions), "jfs", "nilfs2", "reiserfs", "udf"];

/** Names that are not `mkfs.` and a type. */
const otherNames: Readonly<Record<string, string>> = {
  mke2fs: "ext2",
  mkdosfs: "fat",
  mkntfs: "ntfs",
  mkswap: "swap",
  mkreiserfs: "reiserfs",
};

/** Makes a file system, or swap space, on a device or in an image. */
export const mkfsProgram: Program = {
  names: [
    "mkfs",
    ...kinds.filter((kind) => kind !== "swap").map((kind) => `mkfs.${kind}`),
    ...Object.keys(otherNames),
  ],
  options: [...new Set([...wrapperOptions, ...Object.values(mkfsOptions).flat(), ...otherOptions])],
  run: mkfs,
};

function mkfs(call: Call): Outcome {
  const { kind, options } = tableOf(call);
  const read = readOptions(options, call.arguments);
  const hidden = read.given.find(({ argument }) => argument.unknown !== undefined);
  if (hidden?.argument.unknown !== undefined)
    return unforeseen(call, hidden.argument.unknown, hidden.argument);
  const isVersion = read.has("version") || (read.has("V") && !/^(bfs|ext\d)$/.test(kind));
  const isAlone = read.operands.length === 0;
  if (isVersion || read.has("help") || (read.has("V") && isAlone))
    return untold("it prints its help", 0);
  const [stranger] = read.unrecognized;
  if (stranger !== undefined)
    call.unknown(`the option \`${stranger.text}\` of \`${call.name}\` is not known`, stranger);
  if (onlyTries(kind, read)) return untold("it only tells what it would do", 0);
  return format(call, kind, read);
}

interface Table {
  readonly kind: string;
  readonly options: readonly string[];
}

/** `mkfs -t TYPE` hands its options on to the program of the type. */
function tableOf(call: Call): Table {
  const own = call.name.replace(/^mkfs\./, "");
  if (call.name !== "mkfs") {
    const kind = otherNames[own] ?? own;
    return { kind, options: mkfsOptions[kind] ?? otherOptions };
  }
  const words = call.arguments.map(({ text }) => text);
  const at = words.findIndex((word) => word === "-t" || word === "--type");
  const joined = words.map((word) => /^(?:-t|--type=)(\w+)$/.exec(word)?.[1]);
  const kind = joined.find((type) => type !== undefined) ?? (at < 0 ? "ext2" : words[at + 1]) ?? "";
  return { kind, options: [...(mkfsOptions[kind] ?? otherOptions), ...wrapperOptions] };
}

function onlyTries(kind: string, read: OptionsRead): boolean {
  if (/^ext\d$/.test(kind)) return read.has("n");
  return kind === "xfs" ? read.has("N") : kind === "ntfs" && read.has("no-action");
}

/** btrfs takes any number of disks, every other kind one and perhaps a size. */
function format(call: Call, kind: string, read: OptionsRead): Outcome {
  const named = kind === "xfs" ? /(?:^|,)name=([^,]+)/.exec(read.value("d") ?? "")?.[1] : undefined;
  const given = read.given.find(({ key }) => key === "d")?.argument;
  const operands: readonly Argument[] =
    named === undefined || given === undefined
      ? read.operands
      : [{ ...given, text: named }, ...read.operands];
  // With an option that is not known its value could stand first.
  const disks = operands.filter(({ text }) => text.startsWith("/dev/"));
  const isSure = read.unrecognized.length === 0 || disks.length === 0;
  const [target] = isSure ? operands : disks;
  if (target === undefined) return fail(call, "no device specified");
  if (kind === "btrfs") return changeAll(call, isSure ? operands : disks, "format");
  if (isError(call.files.stat(target.text)) && operands.length > 1)
    return unforeseen(call, "the size of a new image is not worked out", target);
  if (kind === "xfs" && isTooSmall(call, target))
    return fail(call, "Filesystem must be larger than 300MB.");
  return changeDevice(call, target, "format", isSure && isSureOf(call, kind, read, target));
}

function isTooSmall(call: Call, target: Argument): boolean {
  const status = call.files.stat(target.text);
  return !isError(status) && status.type === "file" && status.size < 300 * 1024 ** 2;
}

/** Options, by the kind, that cannot make it stop; and the size that is enough. */
const harmless: Readonly<Record<string, readonly [options: string, size: number]>> = {
  ext: ["FjLmqtv", 1024 ** 2],
  swap: ["force L label q quiet f", 40_960],
  xfs: ["f q L K", 300 * 1024 ** 2],
};

/** Whether it is sure to go well in an image of that size. */
function isSureOf(call: Call, kind: string, read: OptionsRead, target: Argument): boolean {
  const known = harmless[kind.replace(/^ext\d$/, "ext")];
  const status = call.files.stat(target.text);
  if (known === undefined || isError(status) || read.operands.length > 1) return false;
  const [options, size] = known;
  const isPlain = read.given.every(({ key }) =>
    key.length === 1 ? options.includes(key) : options.split(" ").includes(key),
  );
  if (!isPlain || status.size < size) return false;
  // What is there already it does not overwrite without being told to.
  return kind !== "xfs" || read.has("f") || fileSystemIn(call, target.text) === "";
}
