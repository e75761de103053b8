import { resolveName, unsetVariable } from "../variables.ts";
import { type Builtin, type BuiltinCall, complain, readLetters } from "./builtin.ts";

/** `unset [-f] [-v] [-n] names`. */
export const unsetBuiltin: Builtin = { run: runUnset };

function runUnset(call: BuiltinCall): number {
  const { letters, operands, stranger } = readLetters(call.words, "fvn");
  if (stranger !== undefined) return complain(call, `-${stranger}: invalid option`, 2);
  let status = 0;
  for (const { text } of operands) if (!unsetOne(call, text, letters)) status = 1;
  return status;
}

function unsetOne(call: BuiltinCall, text: string, letters: ReadonlySet<string>): boolean {
  const { shell } = call;
  if (letters.has("f")) {
    shell.functions.delete(text);
    return true;
  }
  const [, name = text, key] = /^([A-Za-z_]\w*)\[(.*)\]$/s.exec(text) ?? [];
  const meant = letters.has("n") ? name : resolveName(shell, name);
  if (!letters.has("v") && !shell.state.variables.has(meant) && shell.functions.delete(text))
    return true;
  const isDone = unsetVariable(shell, meant, key?.replace(/^(["'])(.*)\1$/s, "$2"));
  if (!isDone) call.complaints.push(name);
  return isDone;
}
