import { isOptionName } from "../options.ts";
import { type Builtin, type BuiltinCall, complain, readLetters, say } from "./builtin.ts";

/** `shopt [-opqsu] [names]`. */
export const shoptBuiltin: Builtin = { isBashOnly: true, run: runShopt };

const names: ReadonlySet<string> = new Set(
  `autocd assoc_expand_once cdable_vars cdspell checkhash checkjobs checkwinsize cmdhist compat31
  compat32 compat40 compat41 compat42 compat43 compat44 complete_fullquote direxpand dirspell dotglob
  execfail expand_aliases extdebug extglob extquote failglob force_fignore globasciiranges
  globskipdots globstar gnu_errfmt histappend histreedit histverify hostcomplete huponexit
  inherit_errexit interactive_comments lastpipe lithist localvar_inherit localvar_unset login_shell
  mailwarn no_empty_cmd_completion nocaseglob nocasematch noexpand_translation nullglob
  patsub_replacement progcomp progcomp_alias promptvars restricted_shell shift_verbose sourcepath
  varredir_close xpg_echo`.split(/\s+/),
);

function runShopt(call: BuiltinCall): number {
  const { letters, operands, stranger } = readLetters(call.words, "opqsu");
  if (stranger !== undefined) return complain(call, `-${stranger}: invalid option`, 2);
  const { state } = call.shell;
  const options = letters.has("o") ? state.setOptions : state.shoptOptions;
  const isName = letters.has("o")
    ? (name: string): boolean => isOptionName(name, "bash")
    : (name: string): boolean => names.has(name);
  let status = 0;
  for (const { text } of operands) {
    if (!isName(text)) status = complain(call, `${text}: invalid shell option name`);
    else if (letters.has("s")) options.add(text);
    else if (letters.has("u")) options.delete(text);
    else {
      if (!options.has(text)) status = 1;
      if (!letters.has("q")) say(call, `${text.padEnd(15)}\t${options.has(text) ? "on" : "off"}\n`);
    }
  }
  return status;
}
