import { defineFilter } from "./common/filter.ts";

/** Tells what is known of files without their content. */
export const statProgram = defineFilter({
  names: ["stat"],
  options: [
    "-L --dereference",
    "-f --file-system",
    "--cached=MODE",
    "-c --format=FORMAT",
    "--printf=FORMAT",
    "-t --terse",
    "-Z --context",
    "--help",
    "--version",
  ],
  ignoresInput: true,
  needsFiles: true,
  isStatusFromData: true,
});
