import type { Argument } from "../domain/argument.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import type { OptionsRead } from "./common/options.ts";
import { untold } from "./common/outcome.ts";
import { emitPower } from "./common/power.ts";
import { withOptions } from "./common/with-options.ts";

const options = [
  "-h --help",
  "--version",
  "--no-ask-password",
  "-H --host=HOST",
  "-M --machine=CONTAINER",
  "--transient",
  "--static",
  "--pretty",
  "--json=MODE",
  "-j",
  "--no-pager",
  "--no-legend",
  "--adjust-system-clock",
  "--monitor",
  "-p --property=NAME",
  "-P NAME",
  "-a --all",
  "--value",
  "-l --full",
  "--kill-whom=WHOM --kill-who=WHOM",
  "-s --signal=SIGNAL",
  "-n --lines=INTEGER",
  "-o --output=MODE",
  "--no-convert",
];

/** The host's name, clock, language and logins, as systemd keeps them. */
export const hostnamectlProgram: Program = {
  names: ["hostnamectl", "timedatectl", "localectl", "loginctl"],
  options,
  run: (call) => withOptions(call, options, (read) => control(call, read)),
};

function control(call: Call, read: OptionsRead): Outcome {
  const [verb, ...words] = read.operands;
  const name = verb?.text ?? "status";
  const isTelling = /^(status|list-.*|.*-status|show.*|timesync-status)$/.test(name);
  const onlyAsks = /^(hostname|chassis|deployment|location|icon-name)$/.test(name);
  if (verb === undefined || isTelling || (onlyAsks && words.length === 0)) {
    return untold("it only tells", undefined);
  }
  if (call.name === "loginctl") changeLogins(call, verb, words);
  else {
    if (name === "set-time") return setClock(call, verb);
    const action = `set-${name.replace(/^set-/, "")}`;
    const target = call.name.replace(/ctl$/, "");
    call.emit({ kind: "service", action, target, detail: words.map(textOf).join(" ") }, verb);
    call.uncertain("which files the service behind it writes is not worked out", verb);
  }
  return untold("whether the service behind it does it is not known before");
}

function setClock(call: Call, verb: Argument): Outcome {
  call.emit({ kind: "service", action: "set-clock", target: "the clock", detail: "by hand" }, verb);
  return untold("whether the service behind it does it is not known before");
}

function textOf({ text }: Argument): string {
  return text;
}

function changeLogins(call: Call, verb: Argument, words: readonly Argument[]): void {
  const { users } = call.facts.accounts;
  switch (verb.text) {
    case "terminate-user":
    case "kill-user":
      for (const word of words) {
        const uid = users.find(({ name }) => name === word.text)?.uid;
        const found = call.facts.processes.list.filter((one) => one.uid === uid);
        const processes = found.map(({ pid }) => pid);
        const detail = `every process of ${word.text}`;
        call.emit({ kind: "process", action: "kill", detail, processes, signal: 15 }, word);
      }
      break;
    case "terminate-session":
    case "kill-session":
    case "terminate-seat":
      for (const word of words) {
        const detail = `every process of the session ${word.text}`;
        call.emit({ kind: "process", action: "kill", detail, processes: [], signal: 15 }, word);
      }
      break;
    case "poweroff":
    case "reboot":
    case "halt":
    case "suspend":
    case "hibernate":
    case "hybrid-sleep":
    case "suspend-then-hibernate":
      emitPower(call, verb.text, "now", verb);
      break;
    default:
      break;
  }
}
