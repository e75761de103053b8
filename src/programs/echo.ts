import type { Program } from "../domain/program.ts";
import { untold } from "./common/outcome.ts";

/**
 * The programs that shells have built in, reached by a path or by a wrapper. They do the same there,
 * so the model's shell is asked.
 */
export const echoProgram: Program = {
  names: ["echo", "printf", "test", "["],
  options: [],
  acceptsUnknown: true,
  run: (call) => {
    const [first, second] = call.arguments;
    const isHelp = second === undefined && /^--(help|version)$/.test(first?.text ?? "");
    if (isHelp && call.name !== "test")
      return untold(`the help text of \`${call.name}\` is not modelled`, 0);
    return call.runShell(`${call.name} "$@"`, { positional: call.arguments, dialect: "bash" });
  },
};
