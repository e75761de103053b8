import type { Call, Outcome, Program } from "../domain/program.ts";
import { untold } from "./common/outcome.ts";
import { runUnmodelled } from "./common/unmodelled.ts";

/** Calls that only tell, by program: the first words, options left out, joined by blanks. */
const telling: Readonly<Record<string, RegExp>> = {
  docker:
    /^((ps|images|info|version|inspect|logs|top|port|history|search|diff|events)( |$)|(container|image|volume|network) (ls|list|inspect)( |$))/,
  flatpak: /^(list|info|search|remotes|remote-ls|history)( |$)/,
  kubectl: /^(get|describe|logs|version|explain|top|cluster-info|api-resources)( |$)/,
  npm: /^(ls|list|view|outdated|search|explain|why|root|prefix|whoami|ping|doctor)( |$)/,
  pip: /^(list|show|freeze|check|index)( |$)/,
  pip3: /^(list|show|freeze|check|index)( |$)/,
  podman:
    /^((ps|images|info|version|inspect|logs|top|port|history|search|diff)( |$)|(container|image|volume|network) (ls|list|inspect)( |$))/,
  snap: /^(list|info|find|version|connections|services|changes)( |$)/,
};

/** Calls that only tell by their options. */
const tellingOptions: Readonly<Record<string, RegExp>> = {
  nginx: /^(-t|-T|-v|-V|-q| )+$/,
  sshd: /^(-t|-T|-V| )+$/,
  apachectl: /^(-t|-S|-M|configtest|status)$/,
};

/** journalctl tells unless it is asked to tidy up. */
const tidying =
  /^--(vacuum|rotate|flush|sync|relinquish-var|smart-relinquish|setup-keys|update-catalog)/;

/** Programs that change the system in some calls and only tell in others. */
export const questionsProgram: Program = {
  names: ["journalctl", ...new Set([...Object.keys(telling), ...Object.keys(tellingOptions)])],
  options: [],
  acceptsUnknown: true,
  run: answer,
};

function answer(call: Call): Outcome {
  const isKnown = call.arguments.every(({ unknown }) => unknown === undefined);
  return isKnown && onlyTells(call)
    ? untold(`what \`${call.name}\` prints is not known before`)
    : runUnmodelled(call);
}

function onlyTells({ name, arguments: words }: Call): boolean {
  const texts = words.map(({ text }) => text);
  if (name === "journalctl") return !texts.some((text) => tidying.test(text));
  const whole = texts.join(" ");
  if (Object.hasOwn(tellingOptions, name) && tellingOptions[name]?.test(whole) === true)
    return true;
  // An option before the verb could hide it behind a value of its own.
  const [first] = texts;
  if (first?.startsWith("-") === true || !Object.hasOwn(telling, name)) return false;
  const plain = texts.filter((text) => !text.startsWith("-")).join(" ");
  return telling[name]?.test(plain) === true;
}
