import { evaluateArithmetic } from "../arithmetic.ts";
import { type Builtin, complain } from "./builtin.ts";

/** `let expression …`: fails where the last one is zero. */
export const letBuiltin: Builtin = {
  names: ["let"],
  isBashOnly: true,
  run: (call) => {
    if (call.words.length === 0) return complain(call, "expression expected");
    let value: bigint | undefined = 0n;
    for (const { text } of call.words) value = evaluateArithmetic(call.shell, text);
    return value === undefined ? undefined : value === 0n ? 1 : 0;
  },
};
