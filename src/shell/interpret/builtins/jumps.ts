import { Unwinding } from "../unwinding.ts";
import { type Builtin, type BuiltinCall, complain } from "./builtin.ts";

/** `exit [status]`, `logout`. */
export const exitBuiltin: Builtin = {
  acceptsUnknown: true,
  run: runExit,
};

/** `return [status]`. */
export const returnBuiltin: Builtin = { acceptsUnknown: true, run: runReturn };

/** `break [count]`, `continue [count]`. */
export const loopBuiltin: Builtin = { run: runLoopJump };

function readStatus(call: BuiltinCall): number | undefined {
  const [word] = call.words;
  if (word === undefined) return call.shell.state.lastStatus;
  if (word.unknown !== undefined) return undefined;
  if (call.words.length > 1 && call.shell.state.dialect === "bash") {
    complain(call, "too many arguments");
    throw new Unwinding("exit", 1);
  }
  if (/^\s*[-+]?\d+\s*$/.test(word.text)) return Number(word.text) & 0xff;
  return complain(call, `${word.text}: numeric argument required`, 2);
}

function runExit(call: BuiltinCall): never {
  throw new Unwinding("exit", readStatus(call));
}

function runReturn(call: BuiltinCall): number {
  const { shell } = call;
  if (shell.scopes.length === 0 && shell.sourced === 0 && shell.state.dialect === "bash") {
    return complain(call, "can only `return' from a function or sourced script", 2);
  }
  throw new Unwinding("return", readStatus(call));
}

function runLoopJump(call: BuiltinCall): number {
  const { shell, name } = call;
  if (shell.loops === 0) {
    if (shell.state.dialect === "sh") return 0;
    complain(call, "only meaningful in a `for', `while', or `until' loop");
    return 0;
  }
  const count = Number(call.words[0]?.text ?? 1);
  if (!Number.isInteger(count)) {
    complain(call, `${call.words[0]?.text}: numeric argument required`);
    throw new Unwinding("exit", 128);
  }
  if (count < 1) {
    complain(call, `${count}: loop count out of range`);
    throw new Unwinding("break", 1, shell.loops);
  }
  shell.state.lastStatus = 0;
  throw new Unwinding(name === "break" ? "break" : "continue", 0, Math.min(count, shell.loops));
}
