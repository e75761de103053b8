import type { Program } from "../domain/program.ts";

/** Prints the same line without end. */
export const yesProgram: Program = {
  names: ["yes"],
  options: ["--help", "--version"],
  run: (call) => {
    const words = call.arguments.map((word) => word.text);
    const repeated = `${words.length === 0 ? "y" : words.join(" ")}\n`;
    return { status: undefined, output: { kind: "endless", repeated } };
  },
};
