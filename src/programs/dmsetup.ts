import type { Call, Outcome } from "../domain/program.ts";
import { isError } from "../domain/world.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail, unforeseen, untold } from "./common/outcome.ts";
import { sets } from "./common/tool/storage.ts";
import { asRoot, command, defineTool, tells } from "./common/tool/tool.ts";

const options = [
  "-h --help",
  "--version",
  "-v --verbose",
  "-f --force",
  "--checks",
  "--manglename=MODE",
  "-r --readonly",
  "--noopencount",
  "--noflush",
  "--nolockfs",
  "--inactive",
  "--udevcookie=COOKIE",
  "--noudevrules",
  "--noudevsync",
  "-y --yes",
  "--readahead=SECTORS",
  "--retry",
  "-c -C --columns",
  "-o --options=FIELDS",
  "-O --sort=FIELDS",
  "-S --select=SELECTION",
  "--nameprefixes",
  "--noheadings",
  "--separator=TEXT",
  "-j --major=NUMBER",
  "-m --minor=NUMBER",
  "-u --uuid=UUID",
  "--deferred",
  "--concise",
  "--target=TYPE",
  "--tree",
  "--exec=COMMAND",
  "--showkeys",
  "-U --uid=NUMBER",
  "-G --gid=NUMBER",
  "-M --mode=MODE",
  "-n --notable",
  "--table=TABLE",
  "--addnodeonresume",
  "--addnodeoncreate",
  "--setuuid",
  "--count=NUMBER",
  "--interval=SECONDS",
  "--verifyudev",
];

/** The kernel's mapped devices: volumes, encrypted disks. */
export const dmsetupProgram = defineTool({
  names: ["dmsetup"],
  options,
  commands: [
    command("remove|wipe_table|clear", takeAway),
    command("remove_all", asRoot(0, removeAll)),
    command(
      "create|suspend|resume|load|reload|rename|message|mknodes|mangle|udevcreatecookie|udevreleasecookie|udevcomplete|udevcomplete_all|setgeometry",
      sets,
    ),
    command("ls", (call, read) =>
      read.has("exec")
        ? unforeseen(call, "which commands it starts is not worked out")
        : tells(call, read),
    ),
    command(
      "info|deps|stats|status|table|wait|udevflags|udevcookies|target-version|targets|version|splitname|measure",
      tells,
    ),
  ],
});

/** What is on the disks below stays; who reads by the mapping loses it, with --force at once. */
function takeAway(call: Call, read: OptionsRead): Outcome {
  if (read.operands.length === 0) return fail(call, "no device specified");
  return asRoot(1, () => {
    for (const operand of read.operands) {
      const path = operand.text.startsWith("/") ? operand.text : `/dev/mapper/${operand.text}`;
      const status = call.files.stat(path);
      const action = read.has("force") ? "remove" : "change";
      const deviceNumber = isError(status) ? 0 : status.deviceNumber;
      const real = call.files.realPath(path);
      call.emit(
        { kind: "device", action, path: isError(real) ? path : real, deviceNumber },
        operand,
      );
    }
    return untold("whether it succeeds is not known before");
  })(call, read);
}

function removeAll(call: Call): Outcome {
  call.emit({ kind: "device", action: "remove", path: "/dev/mapper", deviceNumber: 0 });
  call.uncertain("which mapped devices are in use is not worked out");
  return untold("whether it succeeds is not known before");
}
