import { type Argument, plainArgument } from "../domain/argument.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { isError } from "../domain/world.ts";
import { commonOptions } from "./common/coreutil.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail, unforeseen } from "./common/outcome.ts";
import { mayAdminister } from "./common/rights.ts";
import { withOptions } from "./common/with-options.ts";
import { runInner } from "./common/wrapper.ts";

const ofChroot = ["--groups=LIST", "--userspec=USER", "--skip-chdir", ...commonOptions];

const ofNsenter = [
  "-a --all",
  "-t --target=PID",
  "-m --mount[=FILE]",
  "-u --uts[=FILE]",
  "-i --ipc[=FILE]",
  "-n --net[=FILE]",
  "-p --pid[=FILE]",
  "-C --cgroup[=FILE]",
  "-U --user[=FILE]",
  "-T --time[=FILE]",
  "-S --setuid=UID",
  "-G --setgid=GID",
  "--preserve-credentials",
  "-r --root[=DIR]",
  "-w --wd[=DIR]",
  "-W --wdns=DIR",
  "-F --no-fork",
  "-Z --follow-context",
  "-e --env",
  "-h --help",
  "-V --version",
];

/** Runs a command with another root, or in the namespaces of another process. */
export const chrootProgram: Program = {
  names: ["chroot", "nsenter"],
  options: [...ofChroot, ...ofNsenter],
  acceptsUnknown: true,
  run: (call) =>
    call.name === "chroot"
      ? withOptions(call, ofChroot, (read) => changeRoot(call, read), {
          stopsAtOperand: true,
          usageStatus: 125,
        })
      : withOptions(call, ofNsenter, (read) => enter(call, read), { stopsAtOperand: true }),
};

function changeRoot(call: Call, read: OptionsRead): Outcome {
  const [root, ...command] = read.operands;
  if (root === undefined) return fail(call, "missing operand", 125);
  if (root.unknown !== undefined) return unforeseen(call, root.unknown, root);
  const path = call.files.realPath(root.text);
  if (isError(path) || isError(call.files.stat(root.text)))
    return fail(call, `cannot change root directory to '${root.text}'`, 125);
  if (!mayAdminister(call, "sys_chroot"))
    return fail(
      call,
      `cannot change root directory to '${root.text}': Operation not permitted`,
      125,
    );
  if (path !== "/") return unforeseen(call, "what lies in another root is not modelled", root);
  if (read.has("userspec") || read.has("groups"))
    return unforeseen(call, "who the command then is is not modelled");
  const directory = read.has("skip-chdir") ? {} : { directory: "/" };
  return runInner(call, commandOr(call, command), directory);
}

/** Without a command it is a shell. */
function commandOr(call: Call, command: readonly Argument[]): readonly Argument[] {
  return command.length > 0 ? command : [plainArgument(call.environment.get("SHELL") ?? "/bin/sh")];
}

function enter(call: Call, read: OptionsRead): Outcome {
  const changesFiles = ["mount", "root", "all", "user", "setuid", "setgid"].some((key) =>
    read.has(key),
  );
  // The first process has the machine's own files, as this one has outside of containers.
  const isFirst = read.value("target") === "1" && !read.has("user") && !read.has("setuid");
  if (!mayAdminister(call, "sys_admin")) return fail(call, "Permission denied");
  if (changesFiles && !isFirst)
    return unforeseen(call, "which files another process sees is not known");
  const directory = read.value("wd") ?? (changesFiles ? "/" : undefined);
  return runInner(
    call,
    commandOr(call, read.operands),
    directory === undefined ? {} : { directory },
  );
}
