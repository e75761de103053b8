import { statusOfArithmetic } from "../arithmetic.ts";
import { type Builtin, complain } from "./builtin.ts";

/** `let expression …`: fails where the last one is zero. */
export const letBuiltin: Builtin = {
  isBashOnly: true,
  run: (call) => {
    if (call.words.length === 0) return complain(call, "expression expected");
    let status: number | undefined = 1;
    for (const { text } of call.words) status = statusOfArithmetic(call.shell, text);
    return status;
  },
};
