import { unknownStream } from "../../../domain/stream.ts";
import { type Builtin, pour, say } from "./builtin.ts";

/** Builtins that change nothing a line could notice. */
export const idleBuiltin: Builtin = {
  acceptsUnknown: true,
  isBashOnly: true,
  run: () => 0,
};

/** Builtins that only tell, and what they tell is not known before. */
export const tellingBuiltin: Builtin = {
  acceptsUnknown: true,
  run: (call) => {
    pour(call, unknownStream(`what \`${call.name}\` tells is not modelled`));
    return 0;
  },
};

/** `caller`: fails outside of functions. */
export const callerBuiltin: Builtin = {
  isBashOnly: true,
  run: (call) => {
    if (call.shell.calls.length === 0) return 1;
    say(call, `1 ${call.shell.calls.at(-2) ?? "NULL"}\n`);
    return 0;
  },
};
