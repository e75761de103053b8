import type { Call, Outcome, Program } from "../domain/program.ts";
import type { OptionsRead } from "./common/options.ts";
import { untold } from "./common/outcome.ts";
import { mayAdminister } from "./common/rights.ts";
import { withOptions } from "./common/with-options.ts";

const options = [
  "-a --all",
  "-B --bind",
  "-c --no-canonicalize",
  "-f --fake",
  "-F --fork",
  "-h --help",
  "-i --internal-only",
  "-l --show-labels",
  "-L --label=LABEL",
  "-m --mkdir[=MODE]",
  "-M --move",
  "-n --no-mtab",
  "-N --namespace=NS",
  "-o --options=LIST",
  "-O --test-opts=LIST",
  "-r --read-only --ro",
  "-R --rbind",
  "-s",
  "--source=SOURCE",
  "--target=PATH",
  "--target-prefix=PATH",
  "-t --types=LIST",
  "-T --fstab=PATH",
  "-U --uuid=UUID",
  "-v --verbose",
  "-V --version",
  "-w --rw --read-write",
  "--make-shared",
  "--make-slave",
  "--make-private",
  "--make-unbindable",
  "--make-rshared",
  "--make-rslave",
  "--make-rprivate",
  "--make-runbindable",
  "--options-mode=MODE",
  "--options-source=SOURCE",
  "--options-source-force",
  "--onlyonce",
];

/** Puts a file system into the tree. What then lies there is not looked at. */
export const mountProgram: Program = {
  names: ["mount"],
  options,
  run: (call) => withOptions(call, options, (read) => mount(call, read)),
};

function mount(call: Call, read: OptionsRead): Outcome {
  const { operands } = read;
  const isNamed = ["source", "target", "label", "uuid"].some((key) => read.has(key));
  const isAlone = operands.length === 0 && !isNamed && !read.has("all");
  if (!isAlone && !mayAdminister(call, "sys_admin")) {
    return untold("whether the table of file systems lets everybody do it is not worked out");
  }
  if (read.has("all")) {
    call.emit({ kind: "mount", action: "mount", target: "every file system of fstab" });
    call.uncertain("which file systems would be mounted is not worked out");
    return untold("which file systems are mounted is not known before");
  }
  if (isAlone) return untold("what is mounted is not known before", 0);
  if (read.has("fake")) return untold("it only tries", 0);
  const target = read.value("target") ?? operands.at(-1)?.text ?? "";
  const settings = read.values("options").flatMap((list) => list.split(","));
  if (settings.includes("remount")) {
    const isReadOnly = settings.includes("ro") || read.has("ro");
    const detail = isReadOnly ? "read-only" : settings.join(",");
    call.emit({ kind: "mount", action: "remount", target, detail }, operands.at(-1));
  } else {
    const source = read.value("source") ?? (operands.length > 1 ? operands[0]?.text : undefined);
    const more = source === undefined ? {} : { detail: source };
    call.emit({ kind: "mount", action: "mount", target, ...more }, operands.at(-1));
  }
  if (!settings.includes("remount")) {
    call.uncertain("what lies there once it is mounted is not known before", operands.at(-1));
  }
  return untold("whether it can be mounted is not known before");
}
