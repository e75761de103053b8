import type { Call, Outcome, Program } from "../domain/program.ts";
import type { OptionsRead } from "./common/options.ts";
import { unforeseen, untold } from "./common/outcome.ts";
import { changePackages, type Manager } from "./common/packages/manager.ts";
import { withOptions } from "./common/with-options.ts";

const options = [
  "-i --install",
  "-e --uninstall",
  "-u --upgrade",
  "-q --query",
  "-S PATH --switch-profile=PATH",
  "-G NUMBER --switch-generation=NUMBER",
  "--rollback",
  "--list-generations",
  "--delete-generations",
  "--set",
  "--set-flag",
  "-f PATH --file=PATH",
  "-p PATH --profile=PATH",
  "-A --attr",
  "-E --from-expression",
  "-r --remove-all",
  "-b --prebuilt-only",
  "-P --preserve-installed",
  "--dry-run",
  "--leq",
  "--lt",
  "--eq",
  "--always",
  "-a --available",
  "-s --status",
  "--installed",
  "--out-path",
  "--json",
  "-v --verbose",
  "--quiet",
  "--version",
  "--help",
];

const manager: Manager = { isPersonal: true };

/** Nix's profile of a person; every earlier state of it stays and can be gone back to. */
export const nixEnvProgram: Program = {
  names: ["nix-env"],
  options,
  run: (call) => withOptions(call, options, (read) => run(call, read)),
};

function run(call: Call, read: OptionsRead): Outcome {
  if (read.has("query") || read.has("list-generations")) {
    return untold("what `nix-env` prints is not known before");
  }
  if (read.has("dry-run")) return untold("it only tells what it would do");
  const { operands: names } = read;
  if (read.has("remove-all")) call.unknown("which packages go first is not known here");
  if (read.has("install")) return changePackages(call, manager, read, { action: "install", names });
  if (read.has("uninstall")) {
    return changePackages(call, manager, read, { action: "remove", names });
  }
  if (read.has("upgrade")) {
    const whole = "every package with an update";
    return changePackages(call, manager, read, { action: "upgrade", names, whole });
  }
  return unforeseen(call, "which state of the profile follows is not worked out");
}
