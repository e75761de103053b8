import type { Program } from "../domain/program.ts";
import { emptyStream } from "../domain/stream.ts";
import { untold } from "./common/outcome.ts";

/** Does nothing, successfully or not. */
export const trueProgram: Program = {
  names: ["true", "false"],
  options: ["--help", "--version"],
  acceptsUnknown: true,
  run: (call) => {
    const status = call.name === "false" ? 1 : 0;
    const [first, second] = call.arguments;
    const isHelp = second === undefined && /^--(help|version)$/.test(first?.text ?? "");
    return isHelp
      ? untold(`the help text of \`${call.name}\` is not modelled`, status)
      : { status, output: emptyStream };
  },
};
