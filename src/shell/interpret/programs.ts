import { resolve } from "node:path/posix";
import { type Argument, plainArgument } from "../../domain/argument.ts";
import { fetchedFolders } from "../../domain/fetched.ts";
import type { Step } from "../../domain/plan.ts";
import type { Program } from "../../domain/program.ts";
import { type Stream, unknownStream } from "../../domain/stream.ts";
import { isWithin } from "../../domain/view/tree.ts";
import { isError } from "../../domain/world.ts";
import type { Builtin } from "./builtins/builtin.ts";
import { findTwin } from "./builtins/find-builtin.ts";
import { runBuiltin } from "./builtins/run.ts";
import { makeCall } from "./calls.ts";
import { makeCause, shellFiles } from "./causes.ts";
import { copyShell } from "./copy-shell.ts";
import { drain } from "./descriptors.ts";
import { callFunction } from "./functions.ts";
import { writeError, writeStream } from "./messages.ts";
import { reportPreloads } from "./preloads.ts";
import { baseName, isInstalled, type Resolved, resolveProgram } from "./resolve.ts";
import { readInterpreter } from "./shebang.ts";
import { reportUnknown, type Shell } from "./shell.ts";
import { runIsolated } from "./subshell.ts";

/** Runs a command that is a program: no function, no builtin. */
export function runProgramNamed(shell: Shell, command: readonly Argument[]): void {
  const [name] = command;
  if (name === undefined) return;
  if (name.unknown !== undefined) {
    runUnmodelled(shell, command, `which command this is cannot be known: ${name.unknown}`);
    return;
  }
  reportPreloads(shell, command);
  const resolved = resolveProgram(shell, name.text);
  switch (resolved.kind) {
    case "modelled":
      runModelled(shell, resolved.program, resolved.name, command, isHere(shell, resolved, name));
      return;
    case "file":
      runFile(shell, resolved, command);
      return;
    case "missing": {
      if (!resolved.hasSlash && callHandler(shell, command)) return;
      if (resolved.hasSlash && isFetched(shell, name.text)) {
        runFetched(shell, command);
        return;
      }
      const missing = resolved.hasSlash ? undefined : { word: name, isModelled: false };
      const problem = resolved.hasSlash ? "No such file or directory" : "command not found";
      refuse(shell, command, problem, 127, missing);
      return;
    }
    case "directory":
      refuse(shell, command, "Is a directory", 126);
      return;
    case "denied":
      refuse(shell, command, "Permission denied", 126);
      return;
  }
}

const fetchedReason = "what the other side holds is not known before";

/** Whether it would lie in what the line itself fetches from elsewhere. */
function isFetched(shell: Shell, name: string): boolean {
  const path = resolve(shell.state.directory, name);
  return fetchedFolders(shell.session.environment.effects()).some((root) => isWithin(path, root));
}

/** A program that came over the network with the line: nobody here has read it. */
function runFetched(shell: Shell, command: readonly Argument[]): void {
  const name = baseName(command[0]?.text ?? "");
  const cause = makeCause(shell, name, command, shell.position);
  const source = { kind: "network", detail: fetchedReason } as const;
  shell.session.environment.emit({ kind: "run-code", interpreter: name, source, cause });
  runUnmodelled(shell, command, fetchedReason);
}

/** Whether a program that has a model is installed as well, in PATH or beside it. */
function isHere(shell: Shell, { path }: { readonly path?: string }, name: Argument): boolean {
  if (path !== undefined || name.text.includes("/")) return true;
  return isInstalled(shellFiles(shell), name.text);
}

/** `command_not_found_handle`, where the line defines it, is run in a subshell. */
function callHandler(shell: Shell, command: readonly Argument[]): boolean {
  const [name] = command;
  const definition = shell.functions.get("command_not_found_handle");
  if (definition === undefined || name === undefined) return false;
  const copy = copyShell(shell);
  const handler = { ...name, text: "command_not_found_handle" };
  runIsolated(copy, () => callFunction(copy, definition, [handler, ...command]));
  shell.state.lastStatus = copy.state.lastStatus;
  return true;
}

function refuse(
  shell: Shell,
  command: readonly Argument[],
  problem: string,
  status: number,
  missing?: Step["missing"],
): void {
  writeError(shell, `${command[0]?.text ?? ""}: ${problem}`);
  finish(shell, command, status, missing);
}

function finish(
  shell: Shell,
  command: readonly Argument[],
  status: number | undefined,
  missing?: Step["missing"],
  given?: Pick<Step, "given">,
): void {
  shell.state.lastStatus = status;
  const argv = command.map(({ text }) => text);
  const input = shell.descriptors.get(0);
  const read = input?.kind === "file" && input.path !== undefined ? { input: input.path } : {};
  const step = {
    argv,
    span: shell.position,
    status,
    ...read,
    ...given,
    ...raisedBy(shell, command),
  };
  shell.session.environment.step(missing === undefined ? step : { ...step, missing });
}

/** A command that runs with other rights than the caller's; of all others nothing is noted. */
function raisedBy(shell: Shell, command: readonly Argument[]): Pick<Step, "raised"> {
  if (shell.identity.elevatedBy === undefined) return {};
  const name = baseName(command[0]?.text ?? "");
  return { raised: makeCause(shell, name, command, shell.position) };
}

/** Runs a program's model and passes on what it puts out. */
function runModelled(
  shell: Shell,
  program: Program,
  name: string,
  command: readonly Argument[],
  isInstalled = true,
): void {
  const [word] = command;
  const missing = isInstalled || word === undefined ? undefined : { word, isModelled: true };
  const known = knownArguments(shell, program, command);
  if (known === undefined) {
    drain(shell.descriptors.get(0));
    writeStream(shell, 1, unknownStream(`what \`${name}\` works on is not known before`));
    finish(shell, command, undefined, missing);
    return;
  }
  const isPartly = known.length !== command.length;
  const given = givenTo(shell);
  const call = makeCall(shell, name, known);
  const outcome = program.run(call);
  if (outcome.inputUsed !== undefined) giveBack(shell, call.input, outcome.inputUsed);
  writeStream(shell, 1, outcome.output);
  if (outcome.errors !== undefined) writeStream(shell, 2, outcome.errors);
  const isKnown = !isPartly && shell.lostDirectory === undefined;
  finish(shell, command, isKnown ? outcome.status : undefined, missing, given);
}

/** Text that waits to be read, as long as it is short. */
function givenTo(shell: Shell): Pick<Step, "given"> {
  const file = shell.descriptors.get(0);
  const rest = file?.kind === "pipe" ? file.rest?.() : undefined;
  const isShort = rest?.kind === "text" && rest.text !== "" && rest.text.length <= longestGiven;
  return isShort ? { given: rest.text } : {};
}

const longestGiven = 200;

/** What a program has read of a file and not used stays for who reads next. */
function giveBack(shell: Shell, input: Stream, used: number): void {
  if (input.kind === "text") shell.descriptors.get(0)?.retreat?.(input.text.slice(used));
}

/** The command without words that cannot be known; undefined where it cannot run without them. */
function knownArguments(
  shell: Shell,
  program: Program,
  command: readonly Argument[],
): readonly Argument[] | undefined {
  const unknown = command.filter((argument) => argument.unknown !== undefined);
  if (unknown.length === 0 || program.acceptsUnknown === true) return command;
  for (const { unknown: reason, span } of unknown) reportUnknown(shell, reason ?? "", span);
  if (program.areOperandsIndependent !== true) return undefined;
  return command.filter((argument) => argument.unknown === undefined);
}

function runFile(
  shell: Shell,
  file: Extract<Resolved, { kind: "file" }>,
  command: readonly Argument[],
): void {
  const [name, ...words] = command;
  const twin = file.isSystem ? findTwin(shell, baseName(file.path)) : undefined;
  if (twin !== undefined) {
    runTwin(shell, twin, command);
    return;
  }
  const interpreter =
    file.isShadowing || file.package !== undefined || name === undefined
      ? undefined
      : readInterpreter(shellFiles(shell), file.path);
  if (interpreter?.path !== undefined && isError(shellFiles(shell).stat(interpreter.path))) {
    refuse(shell, command, "cannot execute: required file not found", 127);
    return;
  }
  if (interpreter !== undefined && name !== undefined) {
    const resolved = shell.session.environment.findProgram(interpreter.name);
    if (resolved !== undefined) {
      const options = interpreter.options.map((text) => plainArgument(text, name.span));
      const script = { ...name, text: file.path };
      const whole = [plainArgument(interpreter.name, name.span), ...options, script, ...words];
      runModelled(shell, resolved, interpreter.name, whole);
      return;
    }
  }
  const content = shellFiles(shell).content(file.path);
  if (!isError(content) && content.kind === "unknown" && content.source === "network") {
    runFetched(shell, command);
    return;
  }
  emitProgram(shell, file, command);
  runUnmodelled(shell, command, `what \`${baseName(file.path)}\` does is not modelled`);
}

/** A program like /bin/echo does what bash's builtin of the name does, whatever the shell. */
function runTwin(shell: Shell, twin: Builtin, command: readonly Argument[]): void {
  const state = { ...shell.state, dialect: "bash" as const };
  runBuiltin({ ...shell, state }, twin, { command, declared: new Map() });
  finish(shell, command, state.lastStatus);
}

function emitProgram(
  shell: Shell,
  { path, package: owner }: { readonly path: string; readonly package?: string },
  command: readonly Argument[],
): void {
  const name = baseName(path);
  const real = shellFiles(shell).realPath(path);
  const whole = real.startsWith("/") ? real : path;
  const source = {
    kind: "program",
    path: whole,
    ...(owner === undefined ? {} : { package: owner }),
  } as const;
  const cause = makeCause(shell, name, command, shell.position);
  shell.session.environment.emit({ kind: "run-code", interpreter: name, source, cause });
}

function runUnmodelled(shell: Shell, command: readonly Argument[], reason: string): void {
  reportUnknown(shell, reason);
  drain(shell.descriptors.get(0));
  writeStream(shell, 1, unknownStream(reason));
  writeStream(shell, 2, unknownStream(reason));
  finish(shell, command, undefined);
}
