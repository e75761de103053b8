import type { Builtin } from "./builtin.ts";

/** `:` and `true`. */
export const trueBuiltin: Builtin = {
  names: [":", "true"],
  acceptsUnknown: true,
  run: () => 0,
};

export const falseBuiltin: Builtin = { names: ["false"], acceptsUnknown: true, run: () => 1 };
