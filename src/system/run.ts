import { type SpawnSyncOptions, spawnSync } from "node:child_process";
import { constants } from "node:os";
import { readCallerEnvironmentBytes } from "./caller-environment.ts";
import { systemCodeOf } from "./node-path.ts";
import { type Command, startCommand } from "./start-command.ts";

/** How a command ended. */
export interface ChildEnd {
  /** The exit status; 128 and the signal's number where a signal ended it. */
  readonly status: number;
  /** The signal to die of in turn; absent for those that leave a core file, which would be ours. */
  readonly signal?: NodeJS.Signals;
  /** Why it could not even be started, a sentence. */
  readonly message?: string;
}

/**
 * Runs a command in our place and waits: with the caller's terminal, environment, directory and
 * limit of open files, in our process group, so that Ctrl-C, Ctrl-\ and Ctrl-Z reach it as if we
 * were not there. What kills us from outside ends the command too.
 */
export function runChild(command: Command, environment = readCallerEnvironmentBytes()): ChildEnd {
  const start = startCommand(command, environment);
  if (start.kind === "failure") return start;
  // Node only looks at signals again once the command has ended, so none could be passed on.
  const release = outlive(["SIGINT", "SIGQUIT", "SIGHUP"]);
  try {
    const { status, signal, error } = spawnSync(start.program, start.args, spawnOptions);
    return error === undefined ? endOf(status, signal) : cannotStart(error);
  } finally {
    release();
  }
}

/** What the command gets to see is set by env(1); see start-command.ts. */
const spawnOptions: SpawnSyncOptions = { stdio: "inherit", env: { LC_ALL: "C" } };

function outlive(signals: readonly NodeJS.Signals[]): () => void {
  const ignore = () => undefined;
  for (const signal of signals) process.on(signal, ignore);
  return () => {
    for (const signal of signals) process.off(signal, ignore);
  };
}

function endOf(status: number | null, signal: NodeJS.Signals | null): ChildEnd {
  if (signal === null) return { status: status ?? 1 };
  const shown = 128 + constants.signals[signal];
  return coreSignals.has(signal) ? { status: shown } : { status: shown, signal };
}

const coreSignals: ReadonlySet<string> = new Set(
  "SIGQUIT SIGILL SIGTRAP SIGABRT SIGBUS SIGFPE SIGSEGV SIGXCPU SIGXFSZ SIGSYS".split(" "),
);

function cannotStart(error: Error): ChildEnd {
  const code = systemCodeOf(error);
  const message =
    code === "E2BIG"
      ? "The command and the environment are together longer than the kernel passes on."
      : `The command could not be started: ${code}.`;
  return { status: code === "ENOENT" ? 127 : 126, message };
}
