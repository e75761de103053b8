import type { Call, Outcome, Program } from "../domain/program.ts";
import { changeDevice } from "./common/device-target.ts";
import { fail, untold } from "./common/outcome.ts";

/** Words with which these programs only tell what is there. */
const telling: Readonly<Record<string, RegExp>> = {
  fdisk: /^(-[a-zA-Z]*l|--list|-x|--list-details|-s|--getsz|-h|--help|-V|--version)$/,
  cfdisk: /^(-h|--help|-V|--version|-r|--read-only)$/,
  gdisk: /^(-l|-h|--help)$/,
  cgdisk: /^(-h|--help)$/,
  sgdisk:
    /^(-p|--print|-i|--info|-v|--verify|-L|--list-types|-E|-F|-f|-D|-O|-P|--pretend|-V|--version|--help|-b.*|--backup.*)$/,
  sfdisk:
    /^(-l|--list|-d|--dump|-J|--json|-F|--list-free|-s|--show-size|-V|--verify|-n|--no-act|-T|--list-types|-g|-h|--help|-v|--version)$/,
  parted: /^(-l|--list|print|p|unit|help|-v|--version|-h|--help|align-check)$/,
};

/** Commands of parted that change the table. */
const changing =
  /^(mklabel|mktable|mkpart|rm|resizepart|name|set|toggle|type|disk_set|disk_toggle|rescue)$/;

/** Programs that change partition tables, by options, by a script or by what a person types. */
export const fdiskProgram: Program = {
  names: ["fdisk", "cfdisk", "gdisk", "cgdisk", "sgdisk", "sfdisk", "parted"],
  options: ["-l --list", "-s", "-m"],
  run: fdisk,
};

function fdisk(call: Call): Outcome {
  const words = call.arguments.map(({ text }) => text);
  const tells = words.some((word) => telling[call.name]?.test(word) === true);
  const isChanging = call.name === "parted" && words.some((word) => changing.test(word));
  if (tells && !isChanging) return untold("it tells of partitions", 0);
  const target =
    call.arguments.find(({ text }) => text.startsWith("/dev/")) ??
    call.arguments.find(({ text }) => !text.startsWith("-"));
  if (target === undefined) return fail(call, "no device specified");
  const isTyped =
    /^(fdisk|cfdisk|gdisk|cgdisk)$/.test(call.name) || (call.name === "parted" && !isChanging);
  const isAsked = isTyped && call.input.kind !== "text";
  if (isAsked) call.unknown(`what is typed into \`${call.name}\` is not known`);
  return changeDevice(call, target, isAsked && call.isInputTerminal ? "open" : "partition");
}
