import { spawn } from "node:child_process";
import { closeSync, constants as files, openSync, readSync, rmSync, unlinkSync } from "node:fs";
import { constants } from "node:os";
import { hasEscapedBytes } from "../domain/bytes.ts";
import type { Path } from "../domain/world.ts";
import { nodePath } from "./node-path.ts";
import { escapeWord, startScript } from "./start-script.ts";
import { findTrustedProgram } from "./trusted-program.ts";

/** A command of a plan, about to run with nobody at its side. */
export interface StepCommand {
  readonly argv: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** A private directory. */
  readonly directory: Path;
  /** What it prints, on either stream. */
  onOutput(text: string): void;
  /** Lines of descriptor 3, for programs that tell there how far they are. */
  onStatus?(line: string): void;
}

/** How often what it printed is looked at, in milliseconds. */
const pace = 40;

/**
 * Runs a command to its end: no terminal, no input, a plain environment. Gives its status. It prints
 * into files without a name and not into pipes, so that it goes on to its end, too, when we are
 * killed: a package manager is not to be broken off.
 */
export function runStep(command: StepCommand): Promise<number> {
  const { argv, environment, directory, onOutput, onStatus } = command;
  const start = startOf(argv);
  if (start === undefined) {
    onOutput(`${argv[0]} is missing, or others than root could change it.\n`);
    return Promise.resolve(127);
  }
  const output = new Spool(directory, "output", onOutput);
  const status = onStatus && new Spool(directory, "status", byLine(onStatus));
  const [program = "", ...words] = start;
  return new Promise((resolve) => {
    const child = spawn(program, words, {
      cwd: "/",
      env: environment,
      stdio: ["ignore", output.file, output.file, status?.file ?? "ignore"],
    });
    const look = (): void => {
      output.read();
      status?.read();
    };
    const timer = setInterval(look, pace);
    const end = (result: number): void => {
      clearInterval(timer);
      look();
      output.close();
      status?.close();
      resolve(result);
    };
    child.on("error", (error) => {
      onOutput(`${error.message}\n`);
      end(126);
    });
    child.on("exit", (code, signal) =>
      end(code ?? 128 + (signal === null ? 0 : constants.signals[signal])),
    );
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

const flags = files.O_RDWR | files.O_APPEND | files.O_CREAT | files.O_EXCL | files.O_NOFOLLOW;

/** A file without a name that one process writes to and another reads as it grows. */
class Spool {
  readonly file: number;
  private readonly tell: (text: string) => void;
  private readonly decoder = new TextDecoder();
  private readonly buffer = Buffer.alloc(1 << 16);
  private at = 0;

  constructor(directory: Path, name: string, tell: (text: string) => void) {
    const path = nodePath(`${directory}/${name}.${process.pid}`);
    rmSync(path, { force: true });
    this.file = openSync(path, flags, 0o600);
    unlinkSync(path);
    this.tell = tell;
  }

  read(): void {
    for (;;) {
      const count = readSync(this.file, this.buffer, 0, this.buffer.length, this.at);
      if (count === 0) return;
      this.at += count;
      this.tell(this.decoder.decode(this.buffer.subarray(0, count), { stream: true }));
    }
  }

  close(): void {
    closeSync(this.file);
  }
}

function byLine(tell: (line: string) => void): (text: string) => void {
  let rest = "";
  return (text) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) tell(line);
  };
}
