import { spawn } from "node:child_process";
import type { Path } from "../domain/world.ts";
import { cleanEnvironment } from "./clean-environment.ts";
import { makeWay } from "./make-way.ts";
import { endingWithUs } from "./start-command.ts";
import { findTrustedProgram } from "./trusted-program.ts";

/** What to ask of a program that only looks. */
export interface ProgramQuestion {
  /** A plain name; it is taken from root's own places only. */
  readonly program: string;
  readonly arguments: readonly string[];
  /** Seconds after which it is ended. */
  readonly patience: number;
  /** As nice(1) counts: others go first by so much, since a person waits for them. */
  readonly niceness?: number;
  /** Where it runs, for what writes there; the root directory otherwise. */
  readonly directory?: Path;
  /** Ends it when nobody wants the answer any more. */
  readonly signal?: AbortSignal;
}

/** What it answered. */
export interface ProgramAnswer {
  readonly status: number;
  readonly output: Buffer;
  readonly errors: string;
}

/** Why there is no answer. */
export type NoAnswer = "missing" | "too-slow" | "failed";

export type AskProgram = (question: ProgramQuestion) => Promise<ProgramAnswer | NoAnswer>;

/** Finds where a program lies; undefined where it is not to be trusted. */
export type FindProgram = (name: string) => Path | undefined;

/** Asks programs in the background, in a clean environment and with nothing to read. */
export function makeAsker(find: FindProgram = findTrustedProgram): AskProgram {
  return async (question) => {
    const path = find(question.program);
    return path === undefined ? "missing" : run(path, question);
  };
}

function run(path: Path, question: ProgramQuestion): Promise<ProgramAnswer | NoAnswer> {
  return new Promise((resolve) => {
    const child = start(path, question);
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      child.kill("SIGKILL");
    }, question.patience * 1000);
    const output: Buffer[] = [];
    const errors: Buffer[] = [];
    child.stdout.on("data", (part: Buffer) => output.push(part));
    child.stderr.on("data", (part: Buffer) => errors.push(part));
    child.on("error", () => resolve("failed"));
    child.on("close", (status) => {
      clearTimeout(timer);
      if (isLate) resolve("too-slow");
      else if (status === null) resolve("failed");
      else resolve({ status, output: Buffer.concat(output), errors: textOf(errors) });
    });
  });
}

function start(path: Path, { arguments: words, directory, signal, niceness }: ProgramQuestion) {
  // Whoever asked may leave before the answer is there: the question then ends with us.
  const [program = path, ...others] = [...endingWithUs(), path, ...words];
  const child = spawn(program, others, {
    cwd: directory ?? "/",
    env: { ...cleanEnvironment({ LC_ALL: "C" }), LANGUAGE: "" },
    stdio: ["ignore", "pipe", "pipe"],
    ...(signal === undefined ? {} : { signal }),
    killSignal: "SIGKILL",
  });
  makeWay(child.pid, niceness);
  return child;
}

function textOf(parts: readonly Buffer[]): string {
  return Buffer.concat(parts).toString("utf8");
}
