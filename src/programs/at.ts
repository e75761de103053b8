import type { Call, Outcome, Program } from "../domain/program.ts";
import { isError } from "../domain/world.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail, untold } from "./common/outcome.ts";
import { withOptions } from "./common/with-options.ts";

const options = [
  "-V",
  "-q QUEUE",
  "-m",
  "-M",
  "-u USER",
  "-f FILE",
  "-t TIME",
  "-l",
  "-r",
  "-d",
  "-b",
  "-v",
  "-c",
  "-o FORMAT",
  "--help",
];

/** Has commands run later, lists what waits, or takes it back. */
export const atProgram: Program = {
  names: ["at", "batch", "atq", "atrm"],
  options,
  run: (call) => withOptions(call, options, (read) => schedule(call, read)),
};

function schedule(call: Call, read: OptionsRead): Outcome {
  if (call.name === "atq" || ["l", "c", "V"].some((key) => read.has(key))) {
    return untold("what waits is not known before");
  }
  if (call.name === "atrm" || read.has("r") || read.has("d")) {
    for (const operand of read.operands) {
      const target = `job ${operand.text}`;
      call.emit({ kind: "service", action: "remove-job", target }, operand);
    }
    return untold("which jobs wait is not known before");
  }
  if (call.name === "at" && read.operands.length === 0 && !read.has("t")) {
    return fail(call, "Garbled time");
  }
  const text = jobText(call, read);
  if (text !== undefined && text.trim() !== "") {
    const target = read.operands.map((word) => word.text).join(" ") || call.name;
    const detail = text.trim();
    call.emit({ kind: "service", action: "schedule-job", target, detail }, read.operands[0]);
    return untold("the number of the job is not known before");
  }
  const reason = "what a job changes happens later, when it runs";
  call.uncertain(reason, read.operands[0]);
  return untold("the number of the job is not known before");
}

/** The job, from a file or as it flows in; undefined where it is not known. */
function jobText(call: Call, read: OptionsRead): string | undefined {
  const file = read.value("f");
  if (file === undefined) return call.input.kind === "text" ? call.input.text : undefined;
  const text = call.files.text(file);
  return isError(text) ? undefined : text;
}
