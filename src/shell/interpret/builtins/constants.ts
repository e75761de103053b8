import type { Builtin } from "./builtin.ts";

/** `:` and `true`. */
export const trueBuiltin: Builtin = {
  acceptsUnknown: true,
  run: () => 0,
};

export const falseBuiltin: Builtin = { acceptsUnknown: true, run: () => 1 };
