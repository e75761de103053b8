import type { Argument } from "../domain/argument.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail, unforeseen, untold } from "./common/outcome.ts";
import { emitPower } from "./common/power.ts";
import { mayAskManager } from "./common/rights.ts";
import { changeUnitFiles, isUnitFileVerb } from "./common/units/unit-file-verbs.ts";
import { systemPlaces, type UnitPlaces, unitName, userPlaces } from "./common/units/unit-files.ts";
import { withOptions } from "./common/with-options.ts";

const options = [
  "-h --help",
  "--version",
  "--system",
  "--user",
  "-H --host=HOST",
  "-M --machine=CONTAINER",
  "-t --type=TYPE",
  "--state=STATE",
  "--failed",
  "-p --property=NAME",
  "-P NAME",
  "-a --all",
  "-l --full",
  "-r --recursive",
  "--reverse",
  "--after",
  "--before",
  "--with-dependencies",
  "--job-mode=MODE",
  "-T --show-transaction",
  "--show-types",
  "--value",
  "--check-inhibitors=MODE",
  "-i",
  "--kill-who=WHOM --kill-whom=WHOM",
  "--kill-value=INT",
  "-s --signal=SIGNAL",
  "--what=RESOURCES",
  "--now",
  "--dry-run",
  "-q --quiet",
  "-v --verbose",
  "--wait",
  "--no-block",
  "--no-wall",
  "--message=TEXT",
  "--no-reload",
  "--legend=BOOL",
  "--no-legend",
  "--no-pager",
  "--no-ask-password",
  "--global",
  "--runtime",
  "-f --force",
  "--preset-mode=MODE",
  "--root=PATH",
  "--image=PATH",
  "--image-policy=POLICY",
  "-n --lines=INTEGER",
  "-o --output=STRING",
  "--firmware-setup",
  "--boot-loader-menu=TIME",
  "--boot-loader-entry=NAME",
  "--reboot-argument=TEXT",
  "--plain",
  "--timestamp=FORMAT",
  "--read-only",
  "--mkdir",
  "--marked",
  "--drop-in=NAME",
  "--stdin",
  "--when=TIME",
];

/** What changes only whether something runs now, no file of the system's. */
const actions = new Set(
  "start stop restart reload try-restart condrestart reload-or-restart try-reload-or-restart force-reload isolate clean freeze thaw bind mount-image service-log-level service-log-target reset-failed".split(
    " ",
  ),
);

/** What only tells. */
const questions = new Set(
  "cat get-default help is-active is-enabled is-failed is-system-running list-automounts list-dependencies list-jobs list-machines list-paths list-sockets list-timers list-unit-files list-units show show-environment status whoami".split(
    " ",
  ),
);

/** What the manager itself is told; no unit starts or stops by it. */
const managerVerbs = new Set(
  "daemon-reload daemon-reexec log-level log-target service-watchdogs set-environment unset-environment import-environment".split(
    " ",
  ),
);

const powerVerbs = new Set(
  "halt poweroff reboot kexec soft-reboot exit suspend hibernate hybrid-sleep suspend-then-hibernate sleep switch-root".split(
    " ",
  ),
);

/** Starts, stops and arranges services, and switches the machine off. */
export const systemctlProgram: Program = {
  names: ["systemctl"],
  options,
  run: (call) => withOptions(call, options, (read) => control(call, read)),
};

function control(call: Call, read: OptionsRead): Outcome {
  const [verb, ...words] = read.operands;
  if (verb === undefined || questions.has(verb.text)) {
    return untold("what systemctl prints is not known before");
  }
  if (read.has("host") || read.has("machine")) {
    return unforeseen(call, "what happens on another machine is not known");
  }
  if (read.has("root") || read.has("image")) {
    return unforeseen(call, "what `systemctl` does to another root is not modelled");
  }
  if (read.has("dry-run")) return untold("it only tells what would be done", 0);
  if (managerVerbs.has(verb.text)) return untold("what the manager answers is not known before");
  if (powerVerbs.has(verb.text)) return power(call, read, verb);
  if (!read.has("user") && !mayAskManager(call)) return fail(call, "Access denied");
  if (isUnitFileVerb(verb.text)) return changeFiles(call, read, verb.text, words);
  return act(call, read, verb, words);
}

function act(call: Call, read: OptionsRead, verb: Argument, words: readonly Argument[]): Outcome {
  const target = { rescue: "rescue.target", emergency: "emergency.target" }[verb.text];
  if (target !== undefined || verb.text === "default") {
    emitUnit(call, read, "isolate", target ?? "default.target", verb);
    return untold("whether it succeeds is not known before");
  }
  if (verb.text === "kill") {
    for (const word of words) emitUnit(call, read, "kill", word.text, word);
    return untold("whether it succeeds is not known before");
  }
  if (verb.text === "cancel") return untold("whether a job waits is not known before");
  if (!actions.has(verb.text)) {
    return unforeseen(call, `what \`systemctl ${verb.text}\` does is not modelled`, verb);
  }
  if (words.length === 0) {
    if (verb.text === "reset-failed") return untold("what has failed is not known before");
    return fail(call, "Too few arguments.");
  }
  for (const word of words) {
    const isTarget = verb.text === "isolate" && !word.text.includes(".");
    emitUnit(call, read, verb.text, isTarget ? `${word.text}.target` : word.text, word);
  }
  return untold("whether the service starts or stops is not known before");
}

/** Services of one's own account carry that in their detail, so that nobody takes them for the system's. */
function emitUnit(
  call: Call,
  read: OptionsRead,
  action: string,
  unit: string,
  word: Argument,
): void {
  const detail = read.has("user") ? { detail: "user" } : {};
  call.emit({ kind: "service", action, target: unitName(unit), ...detail }, word);
}

function changeFiles(
  call: Call,
  read: OptionsRead,
  verb: string,
  words: readonly Argument[],
): Outcome {
  for (const word of words) emitUnit(call, read, verb, word.text, word);
  const isRoot = call.identity.uid === 0 || read.has("user");
  if (!isRoot && call.facts.services.isSystemd) {
    return unforeseen(call, "whether the system lets you do this is asked only then");
  }
  if (verb === "edit" && !call.isOutputTerminal)
    return fail(call, "Cannot edit units if not on a tty.");
  const outcome = changeUnitFiles(call, placesFor(call, read), verb, words, read.has("force"));
  if (read.has("now")) {
    const then = verb === "enable" || verb === "reenable" ? "start" : "stop";
    for (const word of words) emitUnit(call, read, then, word.text, word);
    // Without systemd running there is nobody to start or stop anything.
    const isReached = call.facts.services.isSystemd;
    return { ...outcome, status: isReached ? undefined : 1 };
  }
  return outcome;
}

function placesFor(call: Call, read: OptionsRead): UnitPlaces {
  if (read.has("global")) {
    return {
      settings: "/etc/systemd/user",
      directories: ["/etc/systemd/user", "/usr/lib/systemd/user"],
    };
  }
  if (!read.has("user")) return systemPlaces(read.has("runtime"));
  const home = call.environment.get("HOME") ?? call.facts.caller.home;
  return userPlaces(call.environment.get("XDG_CONFIG_HOME") ?? `${home}/.config`);
}

function power(call: Call, read: OptionsRead, verb: Argument): Outcome {
  if (read.has("user") && verb.text === "exit") {
    call.emit({ kind: "service", action: "stop", target: "user session", detail: "user" }, verb);
    return untold("it ends the account's services", 0);
  }
  const when = read.value("when");
  if (when === "cancel") return untold("it takes back what was planned", 0);
  emitPower(call, verb.text === "exit" ? "poweroff" : verb.text, when ?? "now", verb);
  return untold("it goes on while the machine stops");
}
