import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { followRun, readRun } from "../../apply/read-runs.ts";
import { findTrustedProgram } from "../../system/trusted-program.ts";
import type { Session } from "../session.ts";

/** A run in a process of its own. */
export interface DetachedRun {
  stop(): void;
  /** Settles when the run is over, however it ended. */
  readonly ended: Promise<void>;
}

/** Milliseconds that a run may take to write the head of its log. */
const startPatience = 15_000;

/**
 * Starts the run in a session of its own, which no terminal and no logout ends: as root a transient
 * unit where systemd runs, else setsid(2). Undefined where it did not come up.
 */
export async function startDetached(
  id: string,
  { directories, engine }: Session,
): Promise<DetachedRun | undefined> {
  const isRoot = engine.machine.facts.caller.identity.uid === 0;
  const words = [process.execPath, process.argv[1] ?? "", "helper", "run", id];
  const environment = runEnvironment(isRoot);
  let isOver = (): boolean => false;
  if (!(isRoot && startUnit(id, words, environment))) isOver = startSession(words, environment);
  const end = Date.now() + startPatience;
  for (;;) {
    const pid = readRun(directories.log, id)?.header.owner.pid;
    if (pid !== undefined) return { stop: () => stop(pid), ended: watch(directories.log, id) };
    if (isOver() || Date.now() > end) return undefined;
    await pause(20);
  }
}

/** What the run gets to see: who logged in, and for a user the places of the user's own. */
function runEnvironment(isRoot: boolean): Record<string, string> {
  const names = isRoot
    ? ["SUDO_UID", "SUDO_USER", "DOAS_UID", "DOAS_USER"]
    : ["HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"];
  const environment: Record<string, string> = { PATH: "/usr/sbin:/usr/bin:/sbin:/bin" };
  for (const name of names) {
    const value = process.env[name];
    if (value !== undefined) environment[name] = value;
  }
  return environment;
}

function startUnit(
  id: string,
  words: readonly string[],
  environment: Readonly<Record<string, string>>,
): boolean {
  const systemdRun = findTrustedProgram("systemd-run");
  if (systemdRun === undefined || !existsSync("/run/systemd/system")) return false;
  const { status } = spawnSync(systemdRun, unitWords(id, words, environment), {
    cwd: "/",
    env: { PATH: "/usr/sbin:/usr/bin:/sbin:/bin" },
    stdio: "ignore",
  });
  return status === 0;
}

/** What systemd-run is called with: a service that is left alone until it ends by itself. */
export function unitWords(
  id: string,
  words: readonly string[],
  environment: Readonly<Record<string, string>>,
): readonly string[] {
  return [
    "--quiet",
    "--collect",
    `--unit=handrail-${id}`,
    "--description=Handrail carries out a plan",
    "--service-type=exec",
    "--property=TimeoutStopSec=infinity",
    "--property=OOMPolicy=continue",
    "--property=KillMode=process",
    ...Object.entries(environment).map(([name, value]) => `--setenv=${name}=${value}`),
    "--",
    ...words,
  ];
}

/** Gives what tells whether the process has ended. */
function startSession(
  [program = "", ...words]: readonly string[],
  environment: Readonly<Record<string, string>>,
): () => boolean {
  const options = { cwd: "/", env: environment, detached: true, stdio: "ignore" } as const;
  const child = spawn(program, words, options);
  let isOver = false;
  const end = (): void => {
    isOver = true;
  };
  child.on("error", end).on("exit", end);
  child.unref();
  return () => isOver;
}

function stop(pid: number): void {
  try {
    process.kill(pid, "SIGTERM");
  } catch {
    // It has ended already.
  }
}

async function watch(directory: string, id: string): Promise<void> {
  for await (const event of followRun(directory, id)) if (event.kind === "ended") return;
}
