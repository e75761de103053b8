import type { Call, Outcome, Program } from "../domain/program.ts";
import { isError } from "../domain/world.ts";
import { untold } from "./common/outcome.ts";

/** Arranges which services OpenRC starts with a runlevel. */
export const rcUpdateProgram: Program = {
  names: ["rc-update"],
  options: ["-a --all", "-s --stack", "-u --update", "-q --quiet", "-v --verbose", "-h --help"],
  run: update,
};

function update(call: Call): Outcome {
  const [verb, service, ...levels] = call.arguments.filter(({ text }) => !text.startsWith("-"));
  const isAdding = /^(add|-a|--add)$/.test(verb?.text ?? "");
  if (service === undefined || !(isAdding || /^(del|delete)$/.test(verb?.text ?? ""))) {
    return untold("what is arranged is not known before");
  }
  const action = isAdding ? "enable" : "disable";
  call.emit({ kind: "service", action, target: `${service.text}.service` }, service);
  const files = call.files.for(service);
  for (const level of levels.length === 0 ? ["default"] : levels.map(({ text }) => text)) {
    const link = `/etc/runlevels/${level}/${service.text}`;
    if (isAdding) files.symbolicLink(`/etc/init.d/${service.text}`, link);
    else if (!isError(files.lstat(link))) files.unlink(link);
  }
  return untold("what it prints is not modelled");
}
