import type { Call, Outcome, Program } from "../domain/program.ts";
import { textStream } from "../domain/stream.ts";
import { isError } from "../domain/world.ts";
import type { OptionsRead } from "./common/options.ts";
import { withOptions } from "./common/with-options.ts";

const options = ["-a", "-s"];

/** Tells where along PATH programs lie. */
export const whichProgram: Program = {
  names: ["which"],
  options,
  run: (call) => withOptions(call, options, (read) => which(call, read), { isReadOnly: true }),
};

function which(call: Call, read: OptionsRead): Outcome {
  const places = (call.environment.get("PATH") ?? "").split(":").map((place) => place || ".");
  const found = read.operands.map((word) => {
    const paths = word.text.includes("/")
      ? [word.text]
      : places.map((place) => `${place}/${word.text}`);
    const programs = paths.filter((path) => isProgram(call, path));
    return read.has("a") ? programs : programs.slice(0, 1);
  });
  const status = found.length > 0 && found.every((paths) => paths.length > 0) ? 0 : 1;
  const lines = read.has("s") ? [] : found.flat();
  return { status, output: textStream(lines.map((path) => `${path}\n`).join("")) };
}

function isProgram(call: Call, path: string): boolean {
  const status = call.files.stat(path);
  return (
    !isError(status) && status.type === "file" && call.files.access(path, "execute") === undefined
  );
}
