import { spawn } from "node:child_process";
import { constants } from "node:os";
import { Readable } from "node:stream";
import { hasEscapedBytes } from "../domain/bytes.ts";
import { escapeWord, startScript } from "./start-script.ts";
import { findTrustedProgram } from "./trusted-program.ts";

/** A command of a plan, about to run with nobody at its side. */
export interface StepCommand {
  readonly argv: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** What it prints, on either stream. */
  onOutput(text: string): void;
  /** Lines of descriptor 3, for programs that tell there how far they are. */
  onStatus?(line: string): void;
}

/** Milliseconds that the last of a program's output may take to come. */
const outputPatience = 500;

/** Runs a command to its end: no terminal, no input, a plain environment. Gives its status. */
export function runStep(command: StepCommand): Promise<number> {
  const { argv, environment, onOutput, onStatus } = command;
  const start = startOf(argv);
  if (start === undefined) {
    onOutput(`${argv[0]} is missing, or others than root could change it.\n`);
    return Promise.resolve(127);
  }
  const [program = "", ...words] = start;
  return new Promise((resolve) => {
    const child = spawn(program, words, {
      cwd: "/",
      env: environment,
      stdio: ["ignore", "pipe", "pipe", onStatus === undefined ? "ignore" : "pipe"],
    });
    follow(child.stdout, onOutput);
    follow(child.stderr, onOutput);
    const status = child.stdio[3];
    if (onStatus !== undefined && status instanceof Readable) followLines(status, onStatus);
    child.on("error", (error) => {
      onOutput(`${error.message}\n`);
      resolve(126);
    });
    // A service that the command started may hold its output open for ever.
    const end = (code: number | null, signal: NodeJS.Signals | null) =>
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
    child.on("close", end);
    child.on("exit", (code, signal) => setTimeout(() => end(code, signal), outputPatience));
  });
}

/** Node passes on only UTF-8: other words go through bash; see start-script.ts. */
function startOf([name = "", ...words]: readonly string[]): readonly string[] | undefined {
  const program = findTrustedProgram(name);
  if (program === undefined || !words.some(hasEscapedBytes)) {
    return program === undefined ? undefined : [program, ...words];
  }
  const bash = findTrustedProgram("bash");
  if (bash === undefined) return undefined;
  const all = [program, ...words].map(escapeWord);
  return [bash, "--norc", "-p", "-c", startScript, "handrail", "", "", ...all];
}

function follow(stream: Readable | null, tell: (text: string) => void): void {
  if (stream === null) return;
  stream.setEncoding("utf8");
  stream.on("data", tell);
  stream.on("error", () => undefined);
}

function followLines(stream: Readable, tell: (line: string) => void): void {
  let rest = "";
  follow(stream, (text) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) tell(line);
  });
}
