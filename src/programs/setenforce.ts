import type { Call, Outcome, Program } from "../domain/program.ts";
import { fail, untold } from "./common/outcome.ts";

/** Programs that switch the kernel's rules for programs on and off. */
export const setenforceProgram: Program = {
  names: ["setenforce", "aa-teardown", "aa-disable", "aa-complain"],
  options: ["-d --dir=DIR", "-h --help", "-r", "--no-reload"],
  run: enforce,
};

function enforce(call: Call): Outcome {
  const [operand] = call.arguments.filter(({ text }) => !text.startsWith("-"));
  if (operand === undefined && call.name !== "aa-teardown") return fail(call, "usage");
  if (call.identity.uid !== 0) return fail(call, "Permission denied");
  const isSelinux = call.name === "setenforce";
  const isOff = !isSelinux || /^(0|permissive)$/i.test(operand?.text ?? "");
  const target = isSelinux ? "selinux.service" : "apparmor.service";
  call.emit({ kind: "service", action: isOff ? "stop" : "start", target }, operand);
  return untold("whether the kernel takes it is not known before");
}
