import { quoteValue } from "../../expand/quote.ts";
import { notePassingBy } from "../passing-by.ts";
import { type Builtin, type BuiltinCall, complain, readLetters, say } from "./builtin.ts";

/** `alias [name[=value]]`. */
export const aliasBuiltin: Builtin = { run: runAlias };

/** `unalias [-a] names`. */
export const unaliasBuiltin: Builtin = { run: runUnalias };

function runAlias(call: BuiltinCall): number {
  const { aliases, source } = call.shell;
  const { operands } = readLetters(call.words, "p");
  if (operands.length === 0) {
    for (const [name, { value }] of [...aliases].toSorted())
      say(call, `alias ${name}=${quoteValue(value)}\n`);
  }
  let status = 0;
  for (const { text, span } of operands) {
    const equals = text.indexOf("=");
    const name = equals > 0 ? text.slice(0, equals) : text;
    const known = aliases.get(name);
    if (equals > 0) {
      aliases.set(name, { value: text.slice(equals + 1), source, position: span[1] });
      notePassingBy(call.shell, "alias", name);
    } else if (known === undefined) status = complain(call, `${name}: not found`);
    else say(call, `alias ${name}=${quoteValue(known.value)}\n`);
  }
  return status;
}

function runUnalias(call: BuiltinCall): number {
  const { letters, operands } = readLetters(call.words, "a");
  if (letters.has("a")) call.shell.aliases.clear();
  let status = 0;
  for (const { text } of operands) {
    if (!call.shell.aliases.delete(text)) status = complain(call, `${text}: not found`);
  }
  return status;
}
