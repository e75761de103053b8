import type { Program } from "../domain/program.ts";
import { textStream } from "../domain/stream.ts";
import { withOptions } from "./common/with-options.ts";

const options = ["-0 --null", "--help", "--version"];

/** Prints variables of the environment. */
export const printenvProgram: Program = {
  names: ["printenv"],
  options,
  run: (call) =>
    withOptions(
      call,
      options,
      (read) => {
        const end = read.has("null") ? "\0" : "\n";
        const names = read.operands.map((word) => word.text);
        const lines =
          names.length === 0
            ? [...call.environment].map(([name, value]) => `${name}=${value}`)
            : names.flatMap((name) => call.environment.get(name) ?? []);
        const status = lines.length < names.length ? 1 : 0;
        return { status, output: textStream(lines.map((line) => line + end).join("")) };
      },
      { stopsAtOperand: true, isReadOnly: true },
    ),
};
