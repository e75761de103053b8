import type { Call } from "../domain/program.ts";
import { isError } from "../domain/world.ts";
import { untold } from "./common/outcome.ts";
import { arranges, onDevices, onVolumes, sets } from "./common/tool/storage.ts";
import { asRoot, command, defineTool, type ToolAction, tells } from "./common/tool/tool.ts";

/** Words between disks that say how they belong together. */
const layouts = /^(mirror|raidz[123]?|draid.*|spare|log|cache|special|dedup|replacing)$/;

/** Disks of a pool, named whole or as they are called below /dev. */
function givenDisks(first: number): ToolAction {
  return asRoot(first + 1, (call, read) => {
    for (const operand of read.operands.slice(first)) {
      if (layouts.test(operand.text)) continue;
      const place = placeOf(call, operand.text);
      const status = call.files.stat(place);
      const path = call.files.realPath(place);
      const known = !isError(status) && status.type === "block" && !isError(path);
      const device = known
        ? { path, deviceNumber: status.deviceNumber }
        : { path: place, deviceNumber: 0 };
      call.emit({ kind: "device", action: "format", ...device }, operand);
    }
    return untold("whether it succeeds is not known before");
  });
}

function placeOf(call: Call, name: string): string {
  if (name.startsWith("/")) return name;
  const places = [`/dev/${name}`, `/dev/disk/by-id/${name}`, `/dev/mapper/${name}`];
  return places.find((place) => !isError(call.files.stat(place))) ?? `/dev/${name}`;
}

const nothing = (): readonly string[] => [];

/** Pools of disks of ZFS. */
export const zpoolProgram = defineTool({
  names: ["zpool"],
  options: ["-? --help", "-V --version"],
  usageStatus: 2,
  telling: ["n"],
  commands: [
    command("destroy", onVolumes("remove", nothing), ["-f"]),
    command("create", givenDisks(1), [
      "-d",
      "-f",
      "-n",
      "-o PROPERTY",
      "-O PROPERTY",
      "-m MOUNTPOINT",
      "-R ROOT",
      "-t NAME",
    ]),
    command("add", givenDisks(1), ["-f", "-g", "-L", "-n", "-P", "-o PROPERTY"]),
    command("attach", givenDisks(2), ["-f", "-s", "-w", "-o PROPERTY"]),
    command("replace", givenDisks(2), ["-f", "-s", "-w", "-o PROPERTY"]),
    command("labelclear", onDevices("format"), ["-f"]),
    command("detach", arranges("shrink-array")),
    command("remove", arranges("shrink-array"), ["-n", "-p", "-s", "-w"]),
    command("offline|online", arranges("arrange-array"), ["-e", "-f", "-t", "--power"]),
    command("export", arranges("unmount-pool", 0, true), ["-a", "-f"]),
    command(
      "import",
      (call, read) =>
        read.operands.length === 0 && !read.has("a")
          ? untold("it lists pools", 0)
          : arranges("mount-pool", 0, true)(call, read),
      [
        "-a",
        "-D",
        "-f",
        "-F",
        "-l",
        "-m",
        "-n",
        "-N",
        "-s",
        "-t",
        "-T TXG",
        "-X",
        "-c FILE",
        "-d PLACE",
        "-o PROPERTY",
        "-R ROOT",
        "--rewind-to-checkpoint",
      ],
    ),
    command("split", arranges("shrink-array"), ["-g", "-l", "-L", "-n", "-P", "-o P", "-R ROOT"]),
    command("checkpoint", arranges("arrange-array"), ["-d --discard", "-w --wait"]),
    command("set|upgrade|reguid|reopen|initialize|trim|scrub|resilver|clear|sync|prefetch", sets, [
      "-a",
      "-c",
      "-d",
      "-e",
      "-F",
      "-n",
      "-p",
      "-r RATE",
      "-s",
      "-u",
      "-V VERSION",
      "-v",
      "-w",
      "-X",
      "--power",
    ]),
    command("list|status|get|history|iostat|events|wait|version", tells, [
      "-a",
      "-c COMMAND",
      "-D",
      "-e",
      "-f",
      "-g",
      "-H",
      "-i",
      "-j",
      "-L",
      "-l",
      "-n",
      "-o LIST",
      "-p",
      "-P",
      "-q",
      "-r",
      "-s",
      "-t LIST",
      "-T WHEN",
      "-v",
      "-w",
      "-x",
      "-y",
    ]),
  ],
});
