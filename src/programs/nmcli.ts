import type { Argument } from "../domain/argument.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { untold } from "./common/outcome.ts";

/** NetworkManager's command. */
export const nmcliProgram: Program = {
  names: ["nmcli"],
  options: [
    "-a --ask",
    "-c --colors=WHEN",
    "-e --escape=WHEN",
    "-f --fields=LIST",
    "-g --get-values=LIST",
    "-m --mode=MODE",
    "-o --overview",
    "-p --pretty",
    "-s --show-secrets",
    "-t --terse",
    "-v --version",
    "-w --wait=SECONDS",
    "-h --help",
  ],
  run: manage,
};

const valued = /^-(c|e|f|g|m|w|-colors|-escape|-fields|-get-values|-mode|-wait)$/;

function manage(call: Call): Outcome {
  const words = withoutOptions(call.arguments);
  const [object, verb, ...rest] = words;
  const named = rest.filter(({ text }) => !/^(id|uuid|path|ifname|con-name)$/.test(text));
  const told = meaningOf(object?.text ?? "", verb?.text ?? "", named);
  if (told !== undefined) {
    const [action, target] = told;
    call.emit({ kind: "network", action, target }, named[0] ?? verb);
  }
  return untold("how the network stands is not known before");
}

function withoutOptions(words: readonly Argument[]): readonly Argument[] {
  let at = 0;
  while (words[at]?.text.startsWith("-")) at += valued.test(words[at]?.text ?? "") ? 2 : 1;
  return words.slice(at);
}

/** Objects and verbs may be shortened: `nmcli c d` is `nmcli connection down`. */
function meaningOf(
  object: string,
  verb: string,
  named: readonly Argument[],
): readonly [action: string, target: string] | undefined {
  const is = (text: string, full: string): boolean => text !== "" && full.startsWith(text);
  const name = named[0]?.text ?? "";
  if (is(object, "networking")) return verb === "off" ? ["interface-down", "all"] : undefined;
  if (is(object, "radio")) {
    return named.some(({ text }) => text === "off") ? ["interface-down", "all radio"] : undefined;
  }
  if (is(object, "connection")) {
    if (/^(down|do|dow)$/.test(verb) || /^(delete|del)$/.test(verb))
      return ["connection-down", name];
    if (is(verb, "up")) return ["interface-up", name];
    return is(verb, "modify") || is(verb, "add") ? ["setting", name] : undefined;
  }
  if (!is(object, "device")) return undefined;
  if (/^(disconnect|dis|down|delete|del)$/.test(verb)) return ["interface-down", name];
  return is(verb, "set") || is(verb, "modify") ? ["setting", name] : undefined;
}
