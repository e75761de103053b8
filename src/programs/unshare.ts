import { plainArgument } from "../domain/argument.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import type { OptionsRead } from "./common/options.ts";
import { unforeseen } from "./common/outcome.ts";
import { withOptions } from "./common/with-options.ts";
import { runInner } from "./common/wrapper.ts";

const options = [
  "-m --mount[=FILE]",
  "-u --uts[=FILE]",
  "-i --ipc[=FILE]",
  "-n --net[=FILE]",
  "-p --pid[=FILE]",
  "-U --user[=FILE]",
  "-C --cgroup[=FILE]",
  "-T --time[=FILE]",
  "-f --fork",
  "--map-user=UID",
  "--map-group=GID",
  "-r --map-root-user",
  "-c --map-current-user",
  "--map-auto",
  "--map-users=MAP",
  "--map-groups=MAP",
  "--kill-child[=SIGNAL]",
  "--mount-proc[=DIRECTORY]",
  "--mount-binfmt[=DIRECTORY]",
  "--propagation=KIND",
  "--setgroups=HOW",
  "--keep-caps",
  "-R --root=DIRECTORY",
  "-w --wd=DIRECTORY",
  "-S --setuid=UID",
  "-G --setgid=GID",
  "--monotonic=OFFSET",
  "--boottime=OFFSET",
  "-h --help",
  "-V --version",
];

/** Runs a command apart from the system's namespaces; the files are still the same ones. */
export const unshareProgram: Program = {
  names: ["unshare"],
  options,
  acceptsUnknown: true,
  run: (call) =>
    withOptions(call, options, (read) => unshare(call, read), { stopsAtOperand: true }),
};

/** Options after which the command sees other files, or is somebody else. */
const unmodelled = [
  "root",
  "setuid",
  "setgid",
  "map-user",
  "map-group",
  "map-auto",
  "map-users",
  "map-groups",
  "mount-binfmt",
];

function unshare(call: Call, read: OptionsRead): Outcome {
  const stranger = unmodelled.find((key) => read.has(key));
  if (stranger !== undefined)
    return unforeseen(call, `what \`unshare --${stranger}\` leads to is not modelled`);
  const shell = call.environment.get("SHELL") ?? "/bin/sh";
  const command = read.operands.length === 0 ? [plainArgument(shell)] : read.operands;
  const directory = read.value("wd");
  return runInner(call, command, directory === undefined ? {} : { directory });
}
