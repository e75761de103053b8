import type { Call, Outcome, Program } from "../domain/program.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail, unforeseen, untold } from "./common/outcome.ts";
import { mayAdminister } from "./common/rights.ts";
import { withOptions } from "./common/with-options.ts";

const tables: Readonly<Record<string, readonly string[]>> = {
  hwclock: [
    "-r --show",
    "--get",
    "--set",
    "-s --hctosys",
    "-w --systohc",
    "--systz",
    "-a --adjust",
    "--param-get=PARAMETER",
    "--param-set=PARAMETER",
    "--predict",
    "-u --utc",
    "-l --localtime",
    "-f --rtc=FILE",
    "--directisa",
    "--date=TIME",
    "--delay=SECONDS",
    "--update-drift",
    "--noadjfile",
    "--adjfile=FILE",
    "--test",
    "-v --verbose",
    "-h --help",
    "-V --version",
  ],
  ntpdate: [
    "-4",
    "-6",
    "-a KEY",
    "-b",
    "-B",
    "-d",
    "-e DELAY",
    "-k FILE",
    "-o VERSION",
    "-p SAMPLES",
    "-q",
    "-s",
    "-t TIMEOUT",
    "-u",
    "-v",
  ],
  rdate: ["-4", "-6", "-a", "-c", "-j", "-n", "-o PORT", "-p", "-s", "-t SECONDS", "-u", "-v"],
};

/** The clock of the machine. */
export const hwclockProgram: Program = {
  names: Object.keys(tables),
  options: [...new Set(Object.values(tables).flat())],
  run: (call) => withOptions(call, tables[call.name] ?? [], (read) => act(call, read)),
};

const setting = ["set", "hctosys", "systohc", "systz", "adjust", "param-set"];

function act(call: Call, read: OptionsRead): Outcome {
  const isHardware = call.name === "hwclock";
  const sets = isHardware
    ? setting.some((key) => read.has(key)) && !read.has("test")
    : !["d", "q", "p"].some((key) => read.has(key)) && read.operands.length > 0;
  if (!sets) return untold("what time it is is not known before");
  if (!mayAdminister(call, "sys_time")) return fail(call, "Operation not permitted");
  const target = isHardware && !read.has("hctosys") ? "the clock of the hardware" : "the clock";
  const isByHand = isHardware && ["set", "hctosys"].some((key) => read.has(key));
  const detail = isByHand ? { detail: "by hand" } : {};
  call.emit({ kind: "service", action: "set-clock", target, ...detail });
  const notes = ["adjust", "set", "systohc"].some((key) => read.has(key)) && !read.has("noadjfile");
  return isHardware && notes
    ? unforeseen(call, "what it notes of the clock in /etc/adjtime is not worked out")
    : untold("what time it then is is not known before");
}
