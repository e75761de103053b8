import type { Argument } from "../domain/argument.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { textStream } from "../domain/stream.ts";
import { isError } from "../domain/world.ts";
import { fail, succeed, unforeseen, untold } from "./common/outcome.ts";

/** Gives programs rights of root's, one by one, and shows which they have. */
export const setcapProgram: Program = {
  names: ["setcap", "getcap"],
  options: ["-h", "-q", "-v", "-n ROOT", "-r", "--license", "-l"],
  run: (call) => (call.name === "getcap" ? show(call) : set(call)),
};

function show(call: Call): Outcome {
  const reason = "which capabilities there are is not known before";
  const words = call.arguments.map(({ text }) => text);
  const files = words.filter((word) => !word.startsWith("-"));
  if (!files.every((path) => call.files.isUnchanged(path))) return untold(reason);
  const computed = call.compute("getcap", words);
  return computed === undefined
    ? untold(reason)
    : { status: computed.status, output: textStream(computed.output) };
}

const names = "(all|cap_[a-z_]+|\\d+)";
const clause = `(${names}(,${names})*)?([-+=][eip]*)+`;

/** Sets of rights and the files that get them, in pairs. */
function set(call: Call): Outcome {
  const words = [...call.arguments];
  let onlyCompares = false;
  while (words.length > 0 && /^-[qvnh]$|^--license$/.test(words[0]?.text ?? "")) {
    const option = words.shift()?.text;
    if (option === "-h" || option === "--license") return untold("it prints its help", 0);
    if (option === "-v") onlyCompares = true;
    if (option === "-n") words.shift();
  }
  if (words.length === 0) return fail(call, "usage");
  if (onlyCompares) return untold("which capabilities there are is not known before");
  for (let at = 0; at < words.length; at += 2) {
    const [rights, file] = words.slice(at, at + 2);
    if (rights?.text === "-")
      return unforeseen(call, "rights that flow in are not worked out", rights);
    const outcome = setOne(call, rights?.text ?? "", file);
    if (outcome.status !== 0) return outcome;
  }
  return succeed();
}

function setOne(call: Call, rights: string, file: Argument | undefined): Outcome {
  const isRemoving = rights === "-r";
  const isText = new RegExp(`^(${clause}( |$))*$`, "i").test(rights);
  if (!isRemoving && !isText) return fail(call, "fatal error: Invalid argument");
  if (file === undefined) return fail(call, "usage");
  if (call.identity.uid !== 0 && !call.identity.capabilities.has("setfcap"))
    return fail(call, "unable to set CAP_SETFCAP effective capability: Operation not permitted");
  const status = call.files.lstat(file.text);
  if (isError(status) || status.type !== "file")
    return fail(call, `Failed to set capabilities on file \`${file.text}'`);
  const present = call.files.isUnchanged(file.text)
    ? call.compute("getcap", [file.text])
    : undefined;
  const isBare = present !== undefined && present.output === "";
  if (isRemoving && isBare) return fail(call, "Failed to set capabilities: No data available");
  const same = present?.output.endsWith(` ${rights.replace("+", "=")}\n`);
  if (same && /^cap_\w+\+?=?[eip]+$/.test(rights)) return succeed();
  const error = call.files.for(file).setCapabilities(file.text, isRemoving ? "" : rights);
  return error === undefined ? succeed() : fail(call, "Failed to set capabilities");
}
