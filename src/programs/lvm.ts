import type { Call, Outcome, Program } from "../domain/program.ts";
import { isError } from "../domain/world.ts";
import { fail, unforeseen, untold } from "./common/outcome.ts";
import { lvmOptions, ownLvmOptions } from "./common/tool/lvm-options.ts";
import { arranges, onDevices, onVolumes, sets } from "./common/tool/storage.ts";
import { isUnforeseen, type ToolAction } from "./common/tool/tool.ts";
import { withOptions } from "./common/with-options.ts";

/** What each command does to what it names. */
const commands: Readonly<Record<string, ToolAction>> = {
  lvremove: onVolumes("remove", volumePlaces),
  vgremove: onVolumes("remove", groupPlaces),
  lvreduce: onVolumes("write", volumePlaces, 0, 1),
  lvresize: resize,
  lvextend: onVolumes("change", volumePlaces, 0, 1),
  lvconvert: onVolumes("write", volumePlaces, 0, 1),
  lvchange: onVolumes("change", volumePlaces),
  lvrename: onVolumes("change", volumePlaces, 0, 1),
  lvcreate: sets,
  pvcreate: onDevices("format"),
  pvremove: onDevices("format"),
  pvchange: onDevices("change"),
  pvresize: onDevices("change"),
  pvmove: onDevices("change", 0, 1),
  vgcreate: onDevices("format", 1),
  vgextend: onDevices("format", 1),
  vgreduce: onDevices("change", 1),
  vgsplit: sets,
  vgmerge: sets,
  vgmknodes: sets,
  vgchange: onVolumes("change", groupPlaces),
  vgrename: onVolumes("change", groupPlaces, 0, 1),
  vgexport: arranges("export-volumes", 0, true),
  vgimport: arranges("import-volumes", 0, true),
  vgimportclone: onDevices("change"),
  vgcfgrestore: onVolumes("write", groupPlaces),
  vgcfgbackup: isUnforeseen("which copies of settings it writes is not worked out"),
  vgconvert: sets,
  lvmdevices: sets,
};

/** Those that only show something. */
const shows =
  "lvs vgs pvs lvdisplay vgdisplay pvdisplay lvscan vgscan pvscan pvck vgck lvmdiskscan lvmconfig lvmdump fullreport config dumpconfig formats help segtypes systemid tags version".split(
    " ",
  );

/** Logical volumes: what goes with a volume is every file on it. */
export const lvmProgram: Program = {
  names: [
    "lvm",
    ...Object.keys(commands),
    ...shows.filter((name) => name.length > 2 && isOwn(name)),
  ],
  options: lvmOptions,
  run: lvm,
};

/** Names that are programs of their own, beside `lvm NAME`. */
function isOwn(name: string): boolean {
  return /^(lv|vg|pv)/.test(name);
}

function lvm(call: Call): Outcome {
  const isInner = call.name === "lvm";
  const [first, ...rest] = call.arguments;
  if (isInner && (first === undefined || first.text === "lvm"))
    return unforeseen(call, "what is typed into `lvm` is not known");
  const name = isInner ? (first?.text ?? "") : call.name;
  if (shows.includes(name)) return untold("how the volumes stand is not known before", 0);
  const act = commands[name];
  if (act === undefined)
    return isInner && name.startsWith("-")
      ? untold("it prints its help", 0)
      : unforeseen(call, `what \`lvm ${name}\` does is not modelled`, first);
  const only = ["test", "list"];
  return withOptions(
    call,
    [...lvmOptions, ...(ownLvmOptions[name] ?? [])],
    (read) => (only.some((key) => read.has(key)) ? untold("it only tells", 0) : act(call, read)),
    { words: isInner ? rest : call.arguments, usageStatus: 3 },
  );
}

/** -L and -l say whether it grows: `+` does, anything else may take away what lies at the end. */
function resize(call: Call, read: Parameters<ToolAction>[1]): Outcome {
  const size = read.value("size") ?? read.value("extents") ?? "+";
  const action = size.startsWith("+") ? "change" : "write";
  if (read.operands.length === 0) return fail(call, "Please specify a logical volume path", 3);
  return onVolumes(action, volumePlaces, 0, 1)(call, read);
}

/** `group/volume`, the same below /dev, the mapped name of both, or a whole group. */
function volumePlaces(name: string, call: Call): readonly string[] {
  if (name.startsWith("/dev/mapper/")) return [name];
  const [group = "", volume] = name.replace(/^\/dev\//, "").split("/");
  if (volume === undefined) return groupPlaces(group, call);
  const mapped = [group, volume].map((part) => part.replaceAll("-", "--")).join("-");
  const place = `/dev/${group}/${volume}`;
  return isError(call.files.stat(place)) ? [`/dev/mapper/${mapped}`] : [place];
}

function groupPlaces(name: string, call: Call): readonly string[] {
  const directory = `/dev/${name.replace(/^\/dev\//, "")}`;
  const entries = call.files.readDirectory(directory);
  return isError(entries) ? [] : entries.map((entry) => `${directory}/${entry.name}`);
}
