import type { Program } from "../domain/program.ts";
import { isError } from "../domain/world.ts";
import { isSameInode } from "./common/copy/same-file.ts";
import { commonOptions, runCoreutil } from "./common/coreutil.ts";

const options = ["-L --logical", "-P --physical", ...commonOptions];

/** The program in a file of its own: unlike the shell's it resolves links unless told not to. */
export const pwdProgram: Program = {
  names: ["pwd"],
  options,
  run: (call) =>
    runCoreutil(call, options, (read, report) => {
      const named = call.environment.get("PWD") ?? "";
      const usesName =
        read.last("logical", "physical") === "logical" ||
        (call.environment.has("POSIXLY_CORRECT") && !read.has("physical"));
      const [status, here] = [call.files.stat(named), call.files.stat(".")];
      const isRight =
        named.startsWith("/") &&
        !/\/\.{1,2}(\/|$)/.test(named) &&
        !isError(status) &&
        !isError(here) &&
        isSameInode(status, here);
      const real = call.files.realPath(".");
      if (read.operands.length > 0) report.warn("ignoring non-option arguments");
      report.print(`${usesName && isRight ? named : isError(real) ? call.directory : real}\n`);
    }),
};
