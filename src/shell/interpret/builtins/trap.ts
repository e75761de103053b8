import type { Argument } from "../../../domain/argument.ts";
import { quoteValue } from "../../expand/quote.ts";
import { reportUnknown } from "../shell.ts";
import { type Builtin, type BuiltinCall, complain, readLetters, say } from "./builtin.ts";

/** `trap [-lp] [command] signals`. Only EXIT and ERR come about while a line is foreseen. */
export const trapBuiltin: Builtin = { run: runTrap };

const signals: ReadonlySet<string> = new Set(
  `EXIT ERR DEBUG RETURN HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM
  STKFLT CHLD CONT STOP TSTP TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH IO PWR SYS`.split(/\s+/),
);

function runTrap(call: BuiltinCall): number {
  const { letters, operands, stranger } = readLetters(call.words, "lp");
  if (stranger !== undefined) return complain(call, `-${stranger}: invalid option`, 2);
  const { traps } = call.shell;
  const [command, ...names] = operands;
  if (command === undefined || letters.has("p")) {
    const asked = operands.map(({ text }) => readName(text));
    for (const [name, text] of traps) {
      const isAsked = asked.length === 0 || asked.includes(name);
      const shown = /^(EXIT|ERR|DEBUG|RETURN)$/.test(name) ? name : `SIG${name}`;
      if (isAsked) say(call, `trap -- ${quoteValue(text)} ${shown}\n`);
    }
    return 0;
  }
  const isReset = command.text === "-" || /^\d+$/.test(command.text);
  let status = 0;
  for (const { text } of names.length === 0 ? [command] : names) {
    const name = readName(text);
    if (name === undefined) status = complain(call, `${text}: invalid signal specification`);
    else if (isReset || names.length === 0) traps.delete(name);
    else setTrap(call, name, command);
  }
  return status;
}

function setTrap({ shell }: BuiltinCall, name: string, command: Argument): void {
  shell.traps.set(name, command.text);
  if (command.text !== "" && (name === "DEBUG" || name === "RETURN")) {
    reportUnknown(shell, `when the trap of ${name} runs is not modelled`, command.span);
  }
}

function readName(text: string): string | undefined {
  if (/^\d+$/.test(text)) return text === "0" ? "EXIT" : Number(text) < 65 ? text : undefined;
  const name = text.toUpperCase().replace(/^SIG/, "");
  return signals.has(name) || /^RT(MIN|MAX)/.test(name) ? name : undefined;
}
