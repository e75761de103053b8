import { resolve } from "node:path/posix";
import type { Argument } from "../../../domain/argument.ts";
import { describeError } from "../../../domain/error-text.ts";
import { isError, type Path } from "../../../domain/world.ts";
import { shellFiles } from "../causes.ts";
import { reportUnknown, type Shell } from "../shell.ts";
import { assign, getText, setPlain } from "../variables.ts";
import { type Builtin, type BuiltinCall, complain, readLetters, say } from "./builtin.ts";

/** `cd [-L|-P] [directory]`. */
export const cdBuiltin: Builtin = { acceptsUnknown: true, run: runCd };

/** `pwd [-L|-P]`. */
export const pwdBuiltin: Builtin = { run: runPwd };

function runCd(call: BuiltinCall): number | undefined {
  const { letters, operands, stranger } = readLetters(call.words, "LPe@");
  if (stranger !== undefined) return complain(call, `-${stranger}: invalid option`, 2);
  if (operands.length > 1) return fail(call, operands[0], "too many arguments");
  const [operand] = operands;
  if (operand?.unknown !== undefined) return loseDirectory(call, operand, operand.unknown);
  const isPhysical = letters.has("P") || call.shell.state.setOptions.has("physical");
  const target = findTarget(call, operand);
  if (target === undefined) return 1;
  const { lostDirectory } = call.shell;
  if (lostDirectory !== undefined && !target.path.startsWith("/")) return undefined;
  const problem = changeDirectory(call.shell, target.path, isPhysical);
  if (problem !== undefined) return fail(call, operand, `${target.path}: ${problem}`);
  if (target.isShown) say(call, `${call.shell.state.directory}\n`);
  return 0;
}

interface Target {
  readonly path: Path;
  /** The shell tells where it went. */
  readonly isShown: boolean;
}

function findTarget(call: BuiltinCall, operand: Argument | undefined): Target | undefined {
  const variable = operand === undefined ? "HOME" : operand.text === "-" ? "OLDPWD" : undefined;
  if (variable !== undefined) {
    const path = getText(call.shell, variable);
    if (path !== undefined) return { path, isShown: variable === "OLDPWD" };
    fail(call, operand, `${variable} not set`);
    return undefined;
  }
  const path = operand?.text ?? "";
  return findInSearchPath(call.shell, path) ?? { path, isShown: false };
}

/** CDPATH. */
function findInSearchPath(shell: Shell, path: string): Target | undefined {
  const places = getText(shell, "CDPATH");
  if (places === undefined || places === "" || /^\.{0,2}(\/|$)/.test(path)) return undefined;
  for (const place of places.split(":")) {
    const candidate = place === "" || place === "." ? path : `${place}/${path}`;
    const status = shellFiles(shell).stat(candidate);
    if (!isError(status) && status.type === "directory") {
      return { path: candidate, isShown: candidate !== path };
    }
  }
  return undefined;
}

/** Goes to a directory; what is wrong where it cannot. */
export function changeDirectory(shell: Shell, path: Path, isPhysical = false): string | undefined {
  // The empty name goes nowhere, and `cd -` then leads to the same place.
  if (path === "") {
    setPlain(shell, "OLDPWD", { text: shell.state.directory });
    return undefined;
  }
  const files = shellFiles(shell);
  const logical = resolve(shell.state.directory, path);
  const isReachable = isPhysical || isError(files.stat(logical));
  const real = isReachable ? files.realPath(path) : logical;
  if (isError(real)) return describeError(real);
  const status = files.stat(real);
  if (isError(status)) return describeError(status);
  if (status.type !== "directory") return describeError("ENOTDIR");
  const refusal = files.access(real, "execute");
  if (refusal !== undefined) return describeError(refusal);
  enterDirectory(shell, real);
  return undefined;
}

function enterDirectory(shell: Shell, path: Path): void {
  const old = shell.state.directory;
  shell.state.directory = path;
  shell.failedChange = undefined;
  shell.lostDirectory = undefined;
  setPlain(shell, "OLDPWD", { text: old });
  setPlain(shell, "PWD", { text: path });
}

/** A failed `cd` leaves the shell where it was: what follows acts there. */
function fail(call: BuiltinCall, operand: Argument | undefined, problem: string): number {
  const { shell } = call;
  shell.failedChange = {
    directory: operand?.text ?? "",
    span: operand?.span ?? shell.position,
  };
  return complain(call, problem);
}

/** Where it goes is not known: a place that cannot exist, so that nothing is taken for its content. */
function loseDirectory(call: BuiltinCall, operand: Argument, reason: string): undefined {
  const { shell } = call;
  reportUnknown(shell, `which directory the line goes on in is not known: ${reason}`, operand.span);
  shell.lostDirectory = reason;
  shell.state.directory = unknownDirectory;
  for (const name of ["PWD", "OLDPWD"])
    assign(shell, { name, value: { text: "", unknown: reason } });
  return undefined;
}

const unknownDirectory = "/proc/unknown/unknown/unknown/unknown/unknown";

function runPwd(call: BuiltinCall): number | undefined {
  const { letters } = readLetters(call.words, "LP");
  const { directory } = call.shell.state;
  const real = letters.has("P") ? shellFiles(call.shell).realPath(directory) : directory;
  say(call, `${isError(real) ? directory : real}\n`);
  return 0;
}
