import type { Argument } from "../../domain/argument.ts";
import type { Effect } from "../../domain/effect.ts";
import type { Call, CallChanges, EffectWithoutCause, Outcome } from "../../domain/program.ts";
import type { Stream } from "../../domain/stream.ts";
import { makeCause, openFiles } from "./causes.ts";
import { copyShell } from "./copy-shell.ts";
import { type Capture, drain, type OpenFile, openCapture, openStream } from "./descriptors.ts";
import { factsNow } from "./facts-now.ts";
import { runProgramNamed } from "./programs.ts";
import { runShellText } from "./scripts.ts";
import { reportUncertain, reportUnknown, reportUnlessGone, type Shell } from "./shell.ts";
import { runIsolated } from "./subshell.ts";
import { catchUnwinding } from "./unwinding.ts";
import { environmentOf } from "./variables.ts";

/** What a program's model gets to know and to do. */
export function makeCall(shell: Shell, name: string, command: readonly Argument[]): Call {
  const { environment } = shell.session;
  const { position, identity, state } = shell;
  const cause = makeCause(shell, name, command, position);
  const files = openFiles(shell, cause);
  let input: Stream | undefined;
  return {
    name,
    command,
    arguments: command.slice(1),
    environment: environmentOf(shell),
    directory: state.directory,
    identity,
    umask: state.umask,
    // What it reads nobody else can read any more; what it does not read stays for the next one.
    get input() {
      input ??= drain(shell.descriptors.get(0));
      return input;
    },
    isInputTerminal: shell.descriptors.get(0)?.kind === "terminal",
    isInputInherited: isInherited(shell.descriptors.get(0)),
    isOutputTerminal: shell.descriptors.get(1)?.kind === "terminal",
    isOutputInherited: isInherited(shell.descriptors.get(1)),
    inputPath: shell.descriptors.get(0)?.path,
    outputPath: shell.descriptors.get(1)?.path,
    files,
    get facts() {
      return factsNow(environment.facts, files);
    },
    unknown: (reason, argument) => reportUnknown(shell, reason, argument?.span ?? position),
    unknownIfLeft: (reason, standIn) => reportUnlessGone(shell, reason, standIn, position),
    uncertain: (reason, argument) => reportUncertain(shell, reason, argument?.span ?? position),
    emit: (effect, operand) => {
      const own = operand === undefined ? cause : { ...cause, operand };
      environment.emit({ ...withOrigin(shell, effect), cause: own } as Effect);
    },
    earlierEffects: () => environment.effects(),
    runCommand: (words, changes = {}) => runInner(shell, words, changes),
    runShell: (text, changes = {}) => runShellText(shell, text, changes),
    compute: (program, args, text = "") =>
      environment.compute({
        program,
        arguments: args,
        directory: state.directory,
        input: text,
        environment: environmentOf(shell),
      }),
  };
}

function isInherited(file: OpenFile | undefined): boolean {
  return file?.kind === "terminal" || file?.isInherited === true;
}

/** Text that nobody can foresee may be known to come from the network. */
function withOrigin(shell: Shell, effect: EffectWithoutCause): EffectWithoutCause {
  if (effect.kind !== "run-code" || effect.source.kind !== "unseen") return effect;
  const { detail } = effect.source;
  if (!shell.session.networkReasons.has(detail)) return effect;
  return { ...effect, source: { kind: "network", detail } };
}

/** Runs another command as its own process: what wrappers do. */
function runInner(parent: Shell, command: readonly Argument[], changes: CallChanges): Outcome {
  const shell = copyShell(parent);
  const captures = enterChanges(shell, changes);
  shell.command = command;
  const end = catchUnwinding(shell.wrappers.includes("timeout") ? ["limit"] : [], () =>
    runIsolated(shell, () => runProgramNamed(shell, command)),
  );
  if (end !== undefined) shell.state.lastStatus = 124;
  return outcomeOf(shell, captures);
}

export interface Captures {
  readonly output: Capture;
  readonly errors: Capture;
}

/** Makes a copied shell the inner one of a wrapper: another identity, directory, environment. */
export function enterChanges(shell: Shell, changes: CallChanges): Captures {
  const { descriptors, state } = shell;
  const output = openCapture(descriptors.get(1)?.kind);
  const errors = openCapture(descriptors.get(2)?.kind);
  descriptors.set(1, output.file);
  descriptors.set(2, errors.file);
  if (changes.input !== undefined) descriptors.set(0, openStream(changes.input));
  if (changes.identity !== undefined) shell.identity = changes.identity;
  if (changes.wrapper !== undefined) shell.wrappers = [...shell.wrappers, changes.wrapper];
  if (changes.directory !== undefined) state.directory = changes.directory;
  if (changes.environment !== undefined) replaceEnvironment(shell, changes.environment);
  return { output, errors };
}

/** Where execvp(3) looks without PATH, which is not what a shell does. */
const executionPath = "/bin:/usr/bin";

function replaceEnvironment(shell: Shell, environment: ReadonlyMap<string, string>): void {
  const { variables } = shell.state;
  for (const [name, variable] of variables) {
    if (variable.isExported === true && !environment.has(name)) variables.delete(name);
  }
  for (const [name, text] of environment) {
    variables.set(name, { kind: "plain", values: new Map([["0", { text }]]), isExported: true });
  }
  if (environment.has("PATH")) return;
  variables.set("PATH", { kind: "plain", values: new Map([["0", { text: executionPath }]]) });
}

/** How the inner shell ended, and what it put out. */
export function outcomeOf(shell: Shell, { output, errors }: Captures): Outcome {
  return { status: shell.state.lastStatus, output: output.content(), errors: errors.content() };
}
