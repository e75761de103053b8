import type { Argument } from "../domain/argument.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { isError } from "../domain/world.ts";
import { changeDevice } from "./common/device-target.ts";
import { succeed, unforeseen, untold } from "./common/outcome.ts";
import { mayAdminister } from "./common/rights.ts";

/** What a call does to the disks it names. */
type Doing = "format" | "change" | "tells" | "unclear";

const meanings: Readonly<Record<string, (words: readonly string[]) => Doing>> = {
  nvme([verb = ""]) {
    if (/^(format|sanitize|delete-ns|detach-ns|write.*|dsm|security-send|fw-.*)$/.test(verb))
      return verb.startsWith("fw-log") ? "tells" : "format";
    if (/^(set-feature|reset|subsystem-reset|ns-rescan|create-ns|attach-ns)$/.test(verb))
      return "change";
    return isAsking(verb) ? "tells" : "unclear";
  },
  sg_format: (words) => (words.some(isFormatOption) ? "format" : "tells"),
  sg_sanitize: () => "format",
  nwipe: () => "format",
  blockdev: (words) => {
    const isSetting = words.some((word) => /^--(set|flushbufs|rereadpt)/.test(word));
    return isSetting ? "change" : "tells";
  },
  partprobe: () => "tells",
  partx: (words) =>
    words.some((word) => /^(-[adu]+|--(add|delete|update))$/.test(word)) ? "change" : "tells",
};

/** Orders to disks themselves: to erase all they hold, or to read their tables again. */
export const nvmeProgram: Program = {
  names: Object.keys(meanings),
  options: [],
  run: order,
};

function order(call: Call): Outcome {
  const words = call.arguments.map(({ text }) => text);
  const isHelp = words.some((word) => /^(-h|--help|-V|--version|help|version)$/.test(word));
  const doing = isHelp ? "tells" : (meanings[call.name]?.(words) ?? "unclear");
  if (doing === "tells") return untold("how the disks stand is not known before");
  if (doing === "unclear") return unforeseen(call, `what \`${call.name}\` does is not modelled`);
  const disks = call.arguments.filter(({ text }) => text.startsWith("/dev/"));
  if (disks.length === 0 && call.name === "nwipe") return wipeAll(call);
  const outcomes = disks.map((disk) => changeDisk(call, disk, doing));
  return outcomes.find(({ status }) => status !== 0) ?? untold(whether);
}

/** A controller is no disk to the kernel, but what is ordered of it happens to its disk. */
function changeDisk(call: Call, disk: Argument, action: "format" | "change"): Outcome {
  const status = call.files.stat(disk.text);
  const isController = !isError(status) && status.type === "character";
  if (!isController || !mayAdminister(call, "sys_admin")) return changeDevice(call, disk, action);
  call.emit({ kind: "device", path: disk.text, deviceNumber: status.deviceNumber, action }, disk);
  return succeed();
}

const whether = "whether it succeeds is not known before";

/** Without a name it takes every disk, the running one among them. */
function wipeAll(call: Call): Outcome {
  const takesAll = call.arguments.some(({ text }: Argument) => /^--auto(nuke|poweroff)/.test(text));
  if (!mayAdminister(call, "sys_admin")) return untold("only root sees the disks");
  if (!takesAll) return unforeseen(call, "which disks are chosen in it is not known");
  const root = call.facts.mounts.of("/")?.source ?? "every disk";
  call.emit({ kind: "device", action: "discard", path: root, deviceNumber: 0 });
  return untold(whether);
}

function isFormatOption(word: string): boolean {
  return /^(-F|--format|-R|--resize|-T|--tape)/.test(word);
}

function isAsking(verb: string): boolean {
  return /^(list.*|id-.*|smart-log.*|error-log|get-.*|show-.*|.*-log|read|compare|self-test-log|top|$)$/.test(
    verb,
  );
}
