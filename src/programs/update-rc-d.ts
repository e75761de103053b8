import type { Argument } from "../domain/argument.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { fail, succeed, untold } from "./common/outcome.ts";
import { disableUnits, enableUnit } from "./common/units/enable-units.ts";
import { changeStartLinks, hasStartScript, type SysvAction } from "./common/units/sysv-links.ts";
import { systemPlaces } from "./common/units/unit-files.ts";

/** Arranges which start scripts run at which runlevel. */
export const updateRcDProgram: Program = {
  names: ["update-rc.d"],
  options: ["-f", "-h --help"],
  run: update,
};

function update(call: Call): Outcome {
  const words = call.arguments.filter(({ text }) => !text.startsWith("-"));
  const [script, verb, ...levels] = words;
  if (script === undefined || verb === undefined) return fail(call, "error: not enough arguments");
  const action = /^(start|stop)$/.test(verb.text) ? "defaults" : verb.text;
  if (!isAction(action)) return fail(call, "error: usage");
  const wanted = levels.map(({ text }) => text);
  if (call.files.access("/etc/rc2.d", "write") !== undefined && call.identity.uid !== 0) {
    return fail(call, "error: Permission denied");
  }
  emitChange(call, script, action);
  const isDone = changeStartLinks(call, script, script.text, action, wanted);
  if (!isDone) return fail(call, `error: ${describeFailure(call, script, action)}`);
  if (action === "enable") enableUnit(call, systemPlaces(false), script, false);
  if (action === "disable") disableUnits(call, systemPlaces(false), [script]);
  return call.facts.services.isSystemd ? untold("what the manager says is not known") : succeed();
}

function isAction(text: string): text is SysvAction {
  return /^(defaults|defaults-disabled|remove|enable|disable)$/.test(text);
}

function describeFailure(call: Call, script: Argument, action: SysvAction): string {
  const file = `/etc/init.d/${script.text}`;
  if (action.startsWith("defaults")) return `unable to read ${file}`;
  return hasStartScript(call, script.text)
    ? "no runlevel symlinks to modify, aborting!"
    : `cannot find a LSB script for ${script.text}`;
}

function emitChange(call: Call, script: Argument, action: SysvAction): void {
  const meaning = action === "defaults" ? "enable" : action === "enable" ? "enable" : "disable";
  call.emit({ kind: "service", action: meaning, target: `${script.text}.service` }, script);
}
