import type { Call, Outcome, Program } from "../domain/program.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail, untold } from "./common/outcome.ts";
import { emitPower } from "./common/power.ts";
import { withOptions } from "./common/with-options.ts";

const options = [
  "-a --auto",
  "-A --adjfile=FILE",
  "--date=TIME",
  "-d --device=DEVICE",
  "-l --local",
  "--list-modes",
  "-m --mode=MODE",
  "-n --dry-run",
  "-s --seconds=SECONDS",
  "-t --time=TIME",
  "-u --utc",
  "-v --verbose",
  "-V --version",
  "-h --help",
];

/** Sleeps, or switches off, and has the machine's clock wake it. */
export const rtcwakeProgram: Program = {
  names: ["rtcwake"],
  options,
  run: (call) => withOptions(call, options, (read) => sleep(call, read)),
};

function sleep(call: Call, read: OptionsRead): Outcome {
  const mode = read.value("mode") ?? "standby";
  const onlyTells = read.has("dry-run") || read.has("list-modes");
  if (onlyTells || /^(no|on|show|disable)$/.test(mode)) return untold("it only sets the clock", 0);
  if (call.identity.uid !== 0) return fail(call, "rtc0 not enabled for wakeup events");
  emitPower(call, mode === "off" ? "poweroff" : "suspend", "now");
  return untold("it goes on when the machine wakes");
}
