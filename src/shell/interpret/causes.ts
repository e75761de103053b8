import { type Argument, plainArgument, type Span } from "../../domain/argument.ts";
import type { Cause } from "../../domain/effect.ts";
import type { Files } from "../../domain/view/files.ts";
import { withOpenFiles } from "./open-files.ts";
import type { Shell } from "./shell.ts";

/** The cause of what a command does, as the shell stands now. */
export function makeCause(
  shell: Shell,
  program: string,
  command: readonly Argument[],
  span: Span,
  operand?: Argument,
): Cause {
  return {
    program,
    command,
    span,
    identity: shell.identity,
    directory: shell.state.directory,
    wrappers: shell.wrappers,
    ...(operand === undefined ? {} : { operand }),
    ...(shell.failedChange === undefined ? {} : { afterFailedChange: shell.failedChange }),
  };
}

/** The cause of what a redirection does: its operator, as if it were a program with one operand. */
export function makeRedirectionCause(
  shell: Shell,
  operator: string,
  target: Argument,
  span: Span,
): Cause {
  const command = [plainArgument(operator, span), target];
  return makeCause(shell, operator, command, span, target);
}

/** The view as this shell sees it, with the names behind which its open files lie. */
export function openFiles(shell: Shell, cause: Cause): Files {
  const files = bindFiles(shell, cause);
  return withOpenFiles(files, shell, cause);
}

/** The view without the shell's own open files. */
export function bindFiles(shell: Shell, cause: Cause): Files {
  const { identity, state } = shell;
  return shell.session.environment.files({
    identity,
    directory: state.directory,
    umask: state.umask,
    cause,
  });
}

/** The view for the shell itself: expansion, tests, looking for programs. */
export function shellFiles(shell: Shell): Files {
  return openFiles(shell, makeCause(shell, shell.state.dialect, shell.command, shell.position));
}
