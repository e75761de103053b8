import type { ParsedScript } from "unbash";
import type { Argument } from "../../domain/argument.ts";
import { settleDoubts } from "./doubts.ts";
import type { Interpretation, InterpreterEnvironment, PlainCommand } from "./environment.ts";
import { importFunctions } from "./imported-functions.ts";
import { runProgramNamed } from "./programs.ts";
import { reportUnknown, type Shell } from "./shell.ts";
import { startShell } from "./start.ts";
import { runLines } from "./statements.ts";
import { runIsolated } from "./subshell.ts";
import { catchUnwinding } from "./unwinding.ts";

/** Walks a typed line in the model. Effects, unknowns and steps go to the environment's sinks. */
export function interpretLine(
  script: ParsedScript,
  line: string,
  environment: InterpreterEnvironment,
): Interpretation {
  const shell = startShell(environment, line);
  importFunctions(shell, environment.variables);
  return interpret(shell, () => runLines(shell, script.commands));
}

/** Runs a command as it stands, no shell in between: the argv form of `guard`. */
export function interpretCommand(
  command: PlainCommand,
  environment: InterpreterEnvironment,
): Interpretation {
  const shell = startShell(environment, command.map(({ written }) => written).join(" "));
  shell.command = command as readonly Argument[];
  return interpret(shell, () => runProgramNamed(shell, command));
}

function interpret(shell: Shell, action: () => void): Interpretation {
  let end: ReturnType<typeof catchUnwinding>;
  try {
    end = catchUnwinding(["limit", "endless"], () => runIsolated(shell, action));
  } catch (error) {
    // The only error that a line can bring about: everything else is a mistake in the model.
    if (!(error instanceof RangeError)) throw error;
    reportUnknown(shell, "the line is nested too deeply to foresee", [0, shell.source.text.length]);
    shell.state.lastStatus = undefined;
  }
  settleDoubts(shell);
  const { output, errors } = shell.session;
  return {
    status: end === undefined ? shell.state.lastStatus : undefined,
    output: output.content(),
    errors: errors.content(),
  };
}
