import { resolve } from "node:path/posix";
import type { Argument } from "../domain/argument.ts";
import { fetchedFolders } from "../domain/fetched.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import type { Stream } from "../domain/stream.ts";
import { unknownStream } from "../domain/stream.ts";
import { isWithin } from "../domain/view/tree.ts";
import { isError } from "../domain/world.ts";
import { fail, succeed } from "./common/outcome.ts";
import { isPlainText, readShellWords, type ShellWords } from "./common/shell-words.ts";

/** Longest script that is read, in bytes. */
const longestScript = 1_000_000;

/** A shell: runs the text it is given, a script, what flows in, or what a person types. */
export const shProgram: Program = {
  names: ["sh", "bash", "dash", "ash", "rbash", "zsh", "ksh", "mksh"],
  options: [
    "-a",
    "-b",
    "-c",
    "-e",
    "-f",
    "-h",
    "-i",
    "-k",
    "-l",
    "-m",
    "-n",
    "-o OPTION",
    "-p",
    "-r",
    "-s",
    "-t",
    "-u",
    "-v",
    "-x",
    "-B",
    "-C",
    "-D",
    "-E",
    "-H",
    "-I",
    "-O SHOPT",
    "-P",
    "-T",
    "-V",
    "--debug",
    "--debugger",
    "--dump-po-strings",
    "--dump-strings",
    "--help",
    "--init-file=FILE",
    "--login",
    "--noediting",
    "--noprofile",
    "--norc",
    "--posix",
    "--pretty-print",
    "--rcfile=FILE",
    "--restricted",
    "--verbose",
    "--version",
  ],
  acceptsUnknown: true,
  run: runShellProgram,
};

function runShellProgram(call: Call): Outcome {
  const words = readShellWords(call.arguments);
  if (words.stranger !== undefined) {
    call.unknown(
      `the option \`${words.stranger.text}\` of \`${call.name}\` is not known`,
      words.stranger,
    );
    return { status: undefined, output: unknownStream("its options are not known") };
  }
  if (words.onlyPrints) return { status: 0, output: unknownStream("it only prints") };
  if (words.letters.has("c")) return runCommandString(call, words);
  const [script] = words.operands;
  if (script !== undefined && !words.letters.has("s")) return runScript(call, words, script);
  return runInput(call, words);
}

/** `sh -c TEXT [NAME [ARGUMENT…]]`. */
function runCommandString(call: Call, words: ShellWords): Outcome {
  const [text, name, ...positional] = words.operands;
  if (text === undefined) return fail(call, "-c: option requires an argument", 2);
  if (text.unknown !== undefined) return runUnseen(call, text.unknown, text);
  return runText(call, words, text.text, {
    name: name?.text ?? call.name,
    positional,
    argument: text,
  });
}

function runScript(call: Call, words: ShellWords, script: Argument): Outcome {
  if (script.unknown !== undefined) return runUnseen(call, script.unknown, script);
  const path = findScript(call, script.text);
  if (isStandardInput(path)) return runInput(call, { ...words, operands: words.operands.slice(1) });
  const status = call.files.stat(path);
  if (isError(status)) {
    const whole = resolve(call.directory, path);
    if (fetchedFolders(call.earlierEffects()).some((root) => isWithin(whole, root)))
      return runFromNetwork(call, "what the other side holds is not known before", script);
    const missing = dialectOf(call) === "sh" ? 2 : 127;
    return fail(call, `${script.text}: No such file or directory`, missing);
  }
  if (status.type === "directory") return fail(call, `${script.text}: Is a directory`, 126);
  const denied = call.files.access(path, "read");
  if (denied !== undefined) return fail(call, `${script.text}: Permission denied`, 126);
  const text = call.files.text(path, longestScript);
  if (text === undefined || isError(text) || text.includes("\0")) {
    return runHiddenFile(call, path, script);
  }
  return runText(call, words, text, { name: script.text, positional: words.operands.slice(1) });
}

/** A name without a slash is looked for here, then along PATH. */
function findScript(call: Call, name: string): string {
  if (name.includes("/") || !isError(call.files.stat(name))) return name;
  const places = (call.environment.get("PATH") ?? "").split(":");
  const found = places.find((place) => !isError(call.files.stat(`${place || "."}/${name}`)));
  return found === undefined ? name : `${found || "."}/${name}`;
}

function runHiddenFile(call: Call, path: string, script: Argument): Outcome {
  const content = call.files.content(path);
  const isKnown = isError(content) || content.kind !== "unknown";
  if (isKnown) return runUnseen(call, `what \`${path}\` holds cannot be read`, script);
  return content.source === "network"
    ? runFromNetwork(call, content.reason, script)
    : runUnseen(call, content.reason, script);
}

function isStandardInput(path: string): boolean {
  return (
    path === "-" || path === "/dev/stdin" || path === "/dev/fd/0" || path === "/proc/self/fd/0"
  );
}

/** Text that flows in, or a person at the terminal. */
function runInput(call: Call, words: ShellWords): Outcome {
  const input: Stream = call.input;
  if (call.isInputTerminal) return runInteractive(call);
  if (input.kind === "text") {
    // The guard's own input is no terminal, but at a prompt this opens a shell all the same.
    if (call.isInputInherited) emitInteractive(call);
    return runText(call, words, input.text, { name: call.name, positional: words.operands });
  }
  if (input.kind === "endless") return runUnseen(call, "the text it reads has no end");
  if (input.source === "terminal") return runInteractive(call);
  return input.source === "network"
    ? runFromNetwork(call, input.reason)
    : runUnseen(call, input.reason);
}

function runFromNetwork(call: Call, reason: string, argument?: Argument): Outcome {
  const source = { kind: "network", detail: reason } as const;
  call.emit({ kind: "run-code", interpreter: call.name, source }, argument);
  return hiddenOutcome(call, reason, argument);
}

function emitInteractive(call: Call): void {
  call.emit({ kind: "run-code", interpreter: call.name, source: { kind: "interactive" } });
}

function runInteractive(call: Call): Outcome {
  emitInteractive(call);
  return hiddenOutcome(call, "what is typed into the shell is not known");
}

function runUnseen(call: Call, reason: string, argument?: Argument): Outcome {
  const source = { kind: "unseen", detail: reason } as const;
  call.emit({ kind: "run-code", interpreter: call.name, source }, argument);
  return hiddenOutcome(call, reason, argument);
}

function hiddenOutcome(call: Call, reason: string, argument?: Argument): Outcome {
  call.unknown(reason, argument);
  return { status: undefined, output: unknownStream(reason) };
}

function runText(
  call: Call,
  words: ShellWords,
  text: string,
  parts: {
    readonly name: string;
    readonly positional: readonly Argument[];
    readonly argument?: Argument;
  },
): Outcome {
  if (words.letters.has("n")) return succeed();
  const isForeign = !["sh", "bash", "dash", "ash", "rbash"].includes(call.name);
  if (isForeign && !isPlainText(text)) {
    return runUnseen(call, `what ${call.name} makes of its text is not modelled`, parts.argument);
  }
  warnOfStartUp(call, words);
  return call.runShell(text, {
    ...parts,
    wrapper: call.name,
    dialect: dialectOf(call),
    shellOptions: words.shellOptions,
  });
}

/** Files that a shell reads before it starts, when the environment says so. */
function warnOfStartUp(call: Call, words: ShellWords): void {
  const variable = call.name === "bash" ? "BASH_ENV" : words.letters.has("i") ? "ENV" : undefined;
  const file = variable === undefined ? undefined : call.environment.get(variable);
  if (file === undefined || file === "" || isError(call.files.stat(file))) return;
  call.unknown(`${call.name} first runs the file that ${variable} names`);
}

/** `sh` is whichever shell the machine has under that name. */
function dialectOf(call: Call): "bash" | "sh" {
  if (call.name === "bash" || call.name === "rbash") return "bash";
  if (call.name !== "sh") return call.name === "dash" || call.name === "ash" ? "sh" : "bash";
  const real = call.files.realPath("/bin/sh");
  return !isError(real) && real.endsWith("/bash") ? "bash" : "sh";
}
