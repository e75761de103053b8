import type { Call, Outcome, Program } from "../domain/program.ts";
import { unknownStream } from "../domain/stream.ts";
import type { OptionsRead } from "./common/options.ts";
import { untold } from "./common/outcome.ts";
import { withOptions } from "./common/with-options.ts";

const options = [
  "-c --check",
  "-f --file=FILE",
  "-g --group",
  "-h --help",
  "-I --no-includes",
  "-O --owner",
  "-P --perms",
  "-p --passwd",
  "-q --quiet",
  "-R --root=CHROOT_DIR",
  "-s --strict --shadow",
  "-V --version",
];

/** Editors of files that are checked before they take effect. */
export const vipwProgram: Program = {
  names: ["vipw", "vigr", "visudo"],
  options,
  run: (call) => withOptions(call, options, (read) => edit(call, read)),
};

function edit(call: Call, read: OptionsRead): Outcome {
  if (call.name === "visudo" && read.has("check"))
    return untold("it tells whether the rules are sound");
  const path = pathOf(call.name, read);
  const reason = "what is typed in the editor is not known";
  call.files.write(path, { kind: "unknown", reason }, { how: "partly" });
  call.unknown(reason);
  return { status: undefined, output: unknownStream("it draws on the terminal") };
}

function pathOf(name: string, read: OptionsRead): string {
  if (name === "visudo") return read.value("file") ?? read.operands[0]?.text ?? "/etc/sudoers";
  const isGroup = (name === "vigr" || read.has("group")) && !read.has("passwd");
  const isShadow = read.has("shadow");
  if (isGroup) return isShadow ? "/etc/gshadow" : "/etc/group";
  return isShadow ? "/etc/shadow" : "/etc/passwd";
}
