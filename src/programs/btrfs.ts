import type { Call, Outcome } from "../domain/program.ts";
import { isError } from "../domain/world.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail, succeed, unforeseen, untold } from "./common/outcome.ts";
import { arranges, onDevices, sets } from "./common/tool/storage.ts";
import { command, defineTool, isUnforeseen, tells } from "./common/tool/tool.ts";

const sizes = [
  "-b",
  "-h",
  "-H",
  "-k",
  "-m",
  "-g",
  "-t",
  "-T",
  "-d",
  "-s",
  "-a",
  "-c",
  "-f",
  "-F",
  "-o",
  "-p",
  "-q",
  "-r",
  "-R",
  "-u",
  "-z",
  "-G VALUE",
  "-C VALUE",
  "--raw",
  "--human-readable",
  "--iec",
  "--si",
  "--kbytes",
  "--mbytes",
  "--gbytes",
  "--tbytes",
  "--sort=LIST",
  "--summarize",
  "--all-devices",
];

/** The number of the directory that is the root of every volume of btrfs. */
const rootInode = 256;

/** File systems and volumes of btrfs. */
export const btrfsProgram = defineTool({
  names: ["btrfs"],
  options: [
    "--help",
    "--version",
    "-v --verbose",
    "-q --quiet",
    "--dry-run",
    "--format=FORMAT",
    "--log=LEVEL",
  ],
  mayShorten: true,
  telling: ["dry-run"],
  commands: [
    command("subvolume delete", deleteVolumes, [
      "-c --commit-after",
      "-C --commit-each",
      "-i --subvolid=NUMBER",
      "-R --recursive",
    ]),
    command("subvolume create", createVolume, ["-i GROUP", "-p --parents"]),
    command("subvolume snapshot", isUnforeseen("what a snapshot holds is not worked out"), [
      "-r",
      "-i GROUP",
    ]),
    command("subvolume set-default|subvolume sync", sets, ["-s SECONDS"]),
    command("device add", onDevices("format", 0, -1), [
      "-f --force",
      "-K --nodiscard",
      "--enqueue",
    ]),
    command("device delete|device remove", arranges("shrink-array"), ["--enqueue"]),
    command("device scan|device ready", tells, ["-d --all-devices", "-u --forget"]),
    command("replace start", onDevices("format", 1, 2), ["-B", "-f", "-K", "-r", "--enqueue"]),
    command("replace cancel|replace status", sets, ["-1"]),
    command("filesystem resize|filesystem label|filesystem sync", sets, ["--enqueue"]),
    command("filesystem defragment", sets, [
      "-c[=METHOD]",
      "-f",
      "-l LENGTH",
      "-r",
      "-s START",
      "-t SIZE",
      "--step=SIZE",
    ]),
    command("filesystem mkswapfile", isUnforeseen("the bytes of a swap file are not worked out"), [
      "-s --size=SIZE",
      "-U --uuid=UUID",
    ]),
    command("balance start|balance pause|balance resume|balance cancel|balance", sets, [
      "-d[=FILTER]",
      "-m[=FILTER]",
      "-s[=FILTER]",
      "-f",
      "--full-balance",
      "--background --bg",
      "--enqueue",
    ]),
    command("scrub start|scrub resume|scrub cancel|scrub limit", sets, [
      "-a",
      "-B",
      "-c CLASS",
      "-d",
      "-D ID",
      "-f",
      "-l LIMIT",
      "-n DATA",
      "-r",
      "-R",
    ]),
    command("check", checkDevice, [
      "-b --backup",
      "-p --progress",
      "-s --super=NUMBER",
      "-r --tree-root=BYTES",
      "-Q --qgroup-report",
      "-E --subvol-extents=NUMBER",
      "--chunk-root=BYTES",
      "--clear-space-cache=VERSION",
      "--force",
      "--init-csum-tree",
      "--init-extent-tree",
      "--mode=MODE",
      "--readonly",
      "--repair",
    ]),
    command(
      "rescue zero-log|rescue super-recover|rescue chunk-recover|rescue fix-device-size|rescue clear-uuid-tree|rescue clear-space-cache|rescue clear-ino-cache|rescue fix-data-checksum",
      onDevices("mend", 0),
      ["-y", "-h"],
    ),
    command("restore|send|receive", isUnforeseen("which files it writes is not worked out"), [
      ...sizes,
    ]),
    command("quota enable|quota disable|quota rescan", sets, ["-s --simple", "-w --wait", "-W"]),
    command("qgroup create|qgroup destroy|qgroup limit|qgroup assign|qgroup remove", sets, [
      "-c",
      "-e",
      "--rescan",
      "--no-rescan",
    ]),
    command("property set", sets, ["-f", "-t TYPE"]),
    command(
      "subvolume list|subvolume show|subvolume get-default|subvolume find-new|filesystem df|filesystem du|filesystem show|filesystem usage|device stats|device usage|balance status|scrub status|property get|property list|qgroup show|quota status|inspect-internal",
      tells,
      sizes,
    ),
  ],
});

/** A volume goes with everything in it, as a directory would. */
function deleteVolumes(call: Call, read: OptionsRead): Outcome {
  if (read.has("subvolid"))
    return unforeseen(call, "where the volume of a number lies is not known");
  if (read.operands.length === 0) return fail(call, "exactly one argument expected");
  for (const operand of read.operands) {
    const files = call.files.for(operand);
    const status = files.stat(operand.text);
    const path = files.realPath(operand.text);
    if (isError(status) || isError(path)) return fail(call, `Could not statfs: ${operand.text}`);
    const type = call.facts.mounts.of(path)?.type;
    if (status.type !== "directory" || type !== "btrfs" || status.inode !== rootInode)
      return fail(call, `Not a Btrfs subvolume: ${operand.text}`);
    const isOwner = call.identity.uid === 0 || call.identity.capabilities.has("sys_admin");
    if (!isOwner)
      return unforeseen(call, "whether the file system lets its users do it is not known");
    files.removeTree(path);
  }
  return untold("it tells what it deleted", 0);
}

function createVolume(call: Call, read: OptionsRead): Outcome {
  for (const operand of read.operands) {
    const error = call.files.for(operand).makeDirectory(operand.text);
    if (error !== undefined) return fail(call, `cannot create ${operand.text}`);
  }
  return read.operands.length === 0 ? fail(call, "exactly one argument expected") : succeed();
}

function checkDevice(call: Call, read: OptionsRead): Outcome {
  const changes = ["repair", "init-csum-tree", "init-extent-tree", "clear-space-cache"];
  return changes.some((key) => read.has(key))
    ? onDevices("mend", 0, 1)(call, read)
    : tells(call, read);
}
