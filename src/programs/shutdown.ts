import type { Argument } from "../domain/argument.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail, untold } from "./common/outcome.ts";
import { emitPower } from "./common/power.ts";
import { withOptions } from "./common/with-options.ts";

const options = [
  "--help",
  "-H --halt",
  "-P -p --poweroff",
  "-r --reboot",
  "-h",
  "-k",
  "-n",
  "-f --force",
  "-F",
  "-a",
  "-t SECONDS",
  "-w --wtmp-only",
  "-d --no-wtmp",
  "-i",
  "--no-sync",
  "--no-wall",
  "-c",
  "--show",
  "--message=TEXT",
  "-q",
  "--version",
];

/** Programs that stop, restart or switch off the machine. */
export const shutdownProgram: Program = {
  names: [
    "shutdown",
    "reboot",
    "poweroff",
    "halt",
    "pm-suspend",
    "pm-hibernate",
    "pm-suspend-hybrid",
    "init",
    "telinit",
  ],
  options,
  run: (call) => withOptions(call, options, (read) => goDown(call, read)),
};

function goDown(call: Call, read: OptionsRead): Outcome {
  if (call.name === "init" || call.name === "telinit") return changeLevel(call, read.operands);
  if (call.name.startsWith("pm-")) {
    emitPower(call, "suspend", "now");
    return untold("it goes on when the machine wakes");
  }
  if (read.has("wtmp-only")) return untold("it only writes to the log of starts", 0);
  if (call.name === "shutdown") return shutDown(call, read);
  const verb = read.last("halt", "poweroff", "reboot") ?? call.name;
  emitPower(call, verb, "now");
  return untold("it goes on while the machine stops");
}

function shutDown(call: Call, read: OptionsRead): Outcome {
  if (read.has("c")) return untold("whether something was planned is not known before");
  if (read.has("k") || read.has("show")) return untold("it only tells others", 0);
  const [when] = read.operands;
  if (when !== undefined && !/^(now|\+?\d+|\d{1,2}:\d\d)$/.test(when.text)) {
    return fail(call, `Failed to parse time specification: ${when.text}`);
  }
  const verb = read.last("halt", "poweroff", "reboot", "h") ?? "poweroff";
  emitPower(call, verb === "h" ? "poweroff" : verb, when?.text ?? "+1", when);
  return untold("it goes on while the machine stops");
}

/** Runlevels, which only root changes: 0 powers off, 6 restarts, 1 and s leave one person at the machine itself. */
function changeLevel(call: Call, [level]: readonly Argument[]): Outcome {
  if (call.identity.uid !== 0) return fail(call, "Access denied");
  switch (level?.text) {
    case "0":
      emitPower(call, "poweroff", "now", level);
      break;
    case "6":
      emitPower(call, "reboot", "now", level);
      break;
    case "1":
    case "s":
    case "S":
      call.emit({ kind: "service", action: "isolate", target: "rescue.target" }, level);
      break;
    case "2":
    case "3":
    case "4":
    case "5": {
      const target = level.text === "5" ? "graphical.target" : "multi-user.target";
      call.emit({ kind: "service", action: "isolate", target }, level);
      break;
    }
    case "q":
    case "Q":
    case "u":
    case "U":
      break;
    default:
      return fail(call, "required argument missing.");
  }
  return untold("whether it succeeds is not known before");
}
