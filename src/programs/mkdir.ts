import type { Argument } from "../domain/argument.ts";
import { applyMode, parseMode } from "../domain/mode.ts";
import type { Call, Program } from "../domain/program.ts";
import { commonOptions, isMissingOperand, runCoreutil } from "./common/coreutil.ts";
import { makeDirectories } from "./common/make-directories.ts";
import { quoteText } from "./common/messages.ts";
import type { Report } from "./common/report.ts";

const options = [
  "-m --mode=MODE",
  "-p --parents",
  "-v --verbose",
  "-Z",
  "--context[=CTX]",
  ...commonOptions,
];

/** Makes directories. */
export const mkdirProgram: Program = {
  names: ["mkdir"],
  options,
  areOperandsIndependent: true,
  run: (call) =>
    runCoreutil(call, options, (read, report) => {
      if (isMissingOperand(read, report)) return;
      const text = read.value("mode");
      const changes = text === undefined ? undefined : parseMode(text);
      if (text !== undefined && changes === undefined) {
        report.fail(`invalid mode ${quoteText(text, call.environment)}`);
        return;
      }
      const access =
        changes === undefined ? undefined : applyMode(changes, 0o777, true, call.umask);
      const announce = (path: string): void => {
        if (read.has("verbose")) report.print(`${call.name}: created directory '${path}'\n`);
      };
      for (const operand of read.operands) {
        make(call, operand, report, { access, isParents: read.has("parents"), announce });
      }
    }),
};

interface Rules {
  readonly access: { readonly mode: number; readonly decided: number } | undefined;
  readonly isParents: boolean;
  announce(path: string): void;
}

function make(call: Call, operand: Argument, report: Report, rules: Rules): void {
  const error = makeDirectories(call.files.for(operand), operand.text, {
    ...rules,
    umask: call.umask,
  });
  if (error === undefined) return;
  report.fail(
    `cannot create directory ${quoteText(error.path, call.environment)}: ${error.message}`,
  );
}
