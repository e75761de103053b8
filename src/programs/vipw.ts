import type { Call, Outcome, Program } from "../domain/program.ts";
import { unknownStream } from "../domain/stream.ts";
import type { OptionsRead } from "./common/options.ts";
import { untold } from "./common/outcome.ts";
import { withOptions } from "./common/with-options.ts";

const ofVisudo = [
  "-c --check",
  "-f --file=FILE",
  "-h --help",
  "-I --no-includes",
  "-O --owner",
  "-P --perms",
  "-q --quiet",
  "-s --strict",
  "-V --version",
];

const ofVipw = [
  "-g --group",
  "-h --help",
  "-p --passwd",
  "-q --quiet",
  "-R --root=CHROOT_DIR",
  "-s --shadow",
];

/** Editors of files that are checked before they take effect. */
export const vipwProgram: Program = {
  names: ["vipw", "vigr", "visudo"],
  options: [...ofVisudo, ...ofVipw],
  run: (call) =>
    call.name === "visudo"
      ? withOptions(call, ofVisudo, (read) => edit(call, read))
      : withOptions(call, ofVipw, (read) => edit(call, read), { strangerStatus: 2 }),
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
