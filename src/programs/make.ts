import type { Call, Outcome, Program } from "../domain/program.ts";
import { untold } from "./common/outcome.ts";
import { runUnmodelled } from "./common/unmodelled.ts";

const makers = [
  "make",
  "gmake",
  "bmake",
  "cmake",
  "ninja",
  "meson",
  "scons",
  "bazel",
  "just",
  "task",
];
const compilers = [
  "cc",
  "gcc",
  "g++",
  "c++",
  "clang",
  "clang++",
  "ld",
  "as",
  "rustc",
  "javac",
  "tsc",
];
const projects = [
  "mvn",
  "gradle",
  "ant",
  "sbt",
  "rake",
  "autoconf",
  "automake",
  "autoreconf",
  "libtool",
  "ansible",
  "ansible-playbook",
  "puppet",
  "chef-client",
  "salt-call",
  "vagrant",
];

/** Programs that do what a file of a project says, or write what they make of it. */
export const makeProgram: Program = {
  names: [...makers, ...compilers, ...projects],
  options: ["--help", "--version"],
  acceptsUnknown: true,
  run: build,
};

function build(call: Call): Outcome {
  const [first] = call.arguments;
  const isAlone = call.arguments.length === 1;
  if (isAlone && /^(--version|--help|-version)$/.test(first?.text ?? ""))
    return untold("it prints its version or help", 0);
  const reason = compilers.includes(call.name)
    ? `which files \`${call.name}\` makes of its sources is not worked out`
    : `what the files of the project tell \`${call.name}\` to do is not followed`;
  return runUnmodelled(call, reason);
}
