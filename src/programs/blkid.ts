import type { Program } from "../domain/program.ts";
import { untold } from "./common/outcome.ts";
import { withOptions } from "./common/with-options.ts";

const options = [
  "-c --cache-file=FILE",
  "-d --no-encoding",
  "-g --garbage-collect",
  "-o --output=FORMAT",
  "-k --list-filesystems",
  "-s --match-tag=TAG",
  "-t --match-token=TOKEN",
  "-l --list-one",
  "-L --label=LABEL",
  "-U --uuid=UUID",
  "-p --probe",
  "-i --info",
  "-H --hint=VALUE",
  "-S --size=SIZE",
  "-O --offset=OFFSET",
  "-u --usages=LIST",
  "-n --match-types=LIST",
  "-D --no-part-details",
  "-h --help",
  "-V --version",
];

/** Tells what lies on disks. */
export const blkidProgram: Program = {
  names: ["blkid"],
  options,
  run: (call) =>
    withOptions(call, options, () => untold("what lies on disks is not known before"), {
      isReadOnly: true,
    }),
};
