import type { Argument } from "../../domain/argument.ts";
import type { Call } from "../../domain/program.ts";

const actions: Readonly<Record<string, string>> = {
  halt: "halt",
  poweroff: "power-off",
  reboot: "reboot",
  kexec: "reboot",
  "soft-reboot": "reboot",
  "switch-root": "reboot",
  suspend: "sleep",
  sleep: "sleep",
  hibernate: "sleep",
  "hybrid-sleep": "sleep",
  "suspend-then-hibernate": "sleep",
  single: "single-user",
};

/** Says that the machine goes down, restarts or sleeps; `when` as the program takes it. */
export function emitPower(call: Call, verb: string, when: string, operand?: Argument): void {
  const action = actions[verb] ?? verb;
  const { hostName } = call.facts;
  call.emit({ kind: "power", action, target: hostName, detail: when }, operand);
}
