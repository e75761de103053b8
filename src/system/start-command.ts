import { readFileSync } from "node:fs";
import { decodeBytes } from "../domain/bytes.ts";
import type { Path } from "../domain/world.ts";
import { escapeWord, startScript } from "./start-script.ts";
import { findTrustedProgram } from "./trusted-program.ts";

/** What is run: words as they are, or a line as bash reads it at a prompt. */
export type Command =
  | { readonly kind: "command"; readonly argv: readonly string[] }
  | { readonly kind: "line"; readonly line: string };

/** How to start a command, or why that cannot be and the status that says so. */
export type Start =
  | { readonly kind: "start"; readonly program: Path; readonly args: readonly string[] }
  | { readonly kind: "failure"; readonly status: number; readonly message: string };

/** The kernel takes no single word that is longer. */
const longestWord = 128 * 1024;

/** The words that start a command in an environment, given as `NAME=VALUE` byte for byte. */
export function startCommand(command: Command, environment: readonly Uint8Array[]): Start {
  const bash = findTrustedProgram("bash");
  const env = findTrustedProgram("env");
  if (bash === undefined || env === undefined) {
    return failure(127, "Bash or env is missing, or others than root could change it.");
  }
  const variables = environment.map(decodeBytes).filter((one) => one.indexOf("=") > 0);
  const words = [env, "-i", "--", ...wordsFor(command, bash, variables)].map(escapeWord);
  if (words.some((word) => word.includes("\0"))) {
    return failure(126, "A NUL byte cannot be passed to a program.");
  }
  if (words.some((word) => Buffer.byteLength(word) >= longestWord)) {
    return failure(126, "A word or the line is longer than 128 KiB, the kernel's limit.");
  }
  const script = [
    bash,
    ...withoutRemoteStart,
    "-p",
    "-c",
    startScript,
    "handrail",
    openFilesLimit(),
    ignoredSignals(),
  ];
  const [program = "", ...args] = [...endingWithUs(), ...script, ...words];
  return { kind: "start", program, args };
}

function failure(status: number, message: string): Start {
  return { kind: "failure", status, message };
}

/**
 * On a socket, as under some editors, or under sshd, a shell with -c takes itself for a remote one
 * and reads ~/.bashrc.
 */
const withoutRemoteStart = ["--norc"];

/** What env(1) is given: variables and the command. */
function wordsFor(command: Command, bash: Path, variables: readonly string[]): readonly string[] {
  if (command.kind === "line") {
    const isBashEnvironment = (one: string) => one.startsWith("BASH_ENV=");
    const value = variables.find(isBashEnvironment)?.slice("BASH_ENV=".length);
    const others = variables.filter((one) => !isBashEnvironment(one));
    return [...others, ...lineWords(command.line, bash, value)];
  }
  // env(1) takes a first word with an equals sign for one more variable.
  const nice = command.argv[0]?.includes("=") ? findTrustedProgram("nice") : undefined;
  const before = nice === undefined ? [] : [nice, "-n", "0", "--"];
  return [...variables, ...before, ...command.argv];
}

/** A shell that is started for one line reads the file that BASH_ENV names; a prompt does not. */
function lineWords(
  line: string,
  bash: Path,
  bashEnvironment: string | undefined,
): readonly string[] {
  const start = [bash, ...withoutRemoteStart, ...asAtPrompt, "-c"];
  if (bashEnvironment === undefined) return [...start, line, "bash"];
  return [...start, lineWithBashEnvironment, "bash", bashEnvironment, line];
}

/** What is on where a person types and completion is loaded, and off where a shell is started so. */
const asAtPrompt = ["-O", "extglob", "-O", "expand_aliases"];

/** So it is set only once the shell has started: for the programs that the line starts. */
const lineWithBashEnvironment = `export BASH_ENV="$1"; set -- "$2"; eval "shift"$'\\n'"$1"`;

/** Has the kernel end the command when we are killed and cannot pass it on. */
export function endingWithUs(): readonly string[] {
  const setpriv = findTrustedProgram("setpriv");
  return setpriv === undefined ? [] : [setpriv, "--pdeathsig", "TERM", "--"];
}

/**
 * Node raises its own limit to the highest allowed. The launcher kept the caller's; without one it
 * is still our parent's, unless that has a higher one (a service manager) and gave us another.
 */
function openFilesLimit(): string {
  const kept = process.env.HANDRAIL_CALLER_OPEN_FILES;
  if (kept !== undefined) return /^(?:\d+|unlimited)$/.test(kept) ? kept : "";
  const parent = limitOf(process.ppid);
  const own = limitOf("self");
  return parent !== undefined && own !== undefined && parent < own ? String(parent) : "";
}

function limitOf(process: number | "self"): number | undefined {
  try {
    const limits = readFileSync(`/proc/${process}/limits`, "latin1");
    const soft = /^Max open files\s+(\d+)/m.exec(limits)?.[1];
    return soft === undefined ? undefined : Number(soft);
  } catch {
    return undefined;
  }
}

/** Numbers of the signals that the launcher found ignored, as nohup leaves SIGHUP. */
function ignoredSignals(): string {
  const mask = process.env.HANDRAIL_CALLER_IGNORED ?? "";
  if (!/^[\da-f]{1,16}$/.test(mask)) return "";
  const bits = BigInt(`0x${mask}`);
  const numbers = Array.from({ length: 31 }, (_, at) => at + 1);
  return numbers.filter((number) => (bits >> BigInt(number - 1)) & 1n).join(" ");
}
