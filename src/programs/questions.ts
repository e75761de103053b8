import type { Call, Outcome, Program } from "../domain/program.ts";
import { untold } from "./common/outcome.ts";
import { runUnmodelled } from "./common/unmodelled.ts";

/** Calls that only tell by their options. */
const tellingOptions: Readonly<Record<string, RegExp>> = {
  nginx: /^(-t|-T|-v|-V|-q| )+$/,
  sshd: /^(-t|-T|-V| )+$/,
  capsh: /^(--print|--supports=\S+|--has-[a-z]=\S+| )+$/,
  apachectl: /^(-t|-S|-M|configtest|status)$/,
};

/** journalctl tells unless it is asked to tidy up. */
const tidying =
  /^--(vacuum|rotate|flush|sync|relinquish-var|smart-relinquish|setup-keys|update-catalog)/;

/** Programs that change the system in some calls and only tell in others. */
export const questionsProgram: Program = {
  names: ["journalctl", ...Object.keys(tellingOptions)],
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
  return Object.hasOwn(tellingOptions, name) && tellingOptions[name]?.test(whole) === true;
}
