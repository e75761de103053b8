import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path/posix";
import { repository } from "./repository.ts";

/** root, or ann: uid 1500, home /home/ann, in the group sudo with the password `secret`. */
export type Resident = "root" | "ann";

export interface RunOptions {
  readonly as?: Resident;
  readonly directory?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly input?: string;
  /** Milliseconds after which it is killed. */
  readonly timeout?: number;
}

export interface RunEnd {
  readonly status: number | null;
  readonly output: string;
  readonly errors: string;
}

/**
 * A system to spoil: the machine's own files with everything written kept in memory, in namespaces
 * without a network. The real apt, dpkg, sudo and journal run in it; gone after `close`.
 */
export interface DisposableRoot {
  run(command: readonly string[], options?: RunOptions): RunEnd;
  /** Runs text by bash and throws, with what it printed, unless it ends with 0; gives its output. */
  do(script: string, options?: RunOptions): string;
  /** The words that start a command in it, for terminals; the environment is what is given here. */
  enter(command: readonly string[], options?: RunOptions): readonly [string, ...string[]];
  close(): Promise<void>;
}

const path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

const residents = {
  root: { id: 0, home: "/root", name: "root" },
  ann: { id: 1500, home: "/home/ann", name: "ann" },
} as const;

/** Needs root. */
export async function openDisposableRoot(): Promise<DisposableRoot> {
  const folder = mkdtempSync(join(tmpdir(), "handrail-root-"));
  const script = join(repository, "test/support/disposable-root.bash");
  const holder = spawn(
    "unshare",
    [
      ..."--mount --pid --net --ipc --uts --fork --kill-child".split(" "),
      "bash",
      script,
      folder,
      repository,
    ],
    { stdio: ["ignore", "pipe", "pipe"], env: { PATH: path } },
  );
  await waitUntilReady(holder);
  const inside = innerProcess(holder.pid ?? 0);
  const enter = (command: readonly string[], options: RunOptions = {}) =>
    enterWords(inside, command, options);
  const run = (command: readonly string[], options: RunOptions = {}): RunEnd => {
    const [program, ...args] = enter(command, options);
    const { status, stdout, stderr } = spawnSync(program, args, {
      input: options.input ?? "",
      timeout: options.timeout ?? 120_000,
      encoding: "utf8",
      maxBuffer: 1 << 28,
    });
    return { status, output: stdout, errors: stderr };
  };
  return {
    run,
    enter,
    do: (script, options) => {
      const { status, output, errors } = run(["bash", "-ec", script], options);
      if (status !== 0) throw new Error(`${script}\nended with ${status}\n${output}\n${errors}`);
      return output;
    },
    close: () => close(holder, folder),
  };
}

function waitUntilReady(holder: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let printed = "";
    const take = (text: Buffer): void => {
      printed += text.toString();
      if (/^ready$/m.test(printed)) resolve();
    };
    holder.stdout?.on("data", take);
    holder.stderr?.on("data", take);
    holder.on("exit", () => reject(new Error(`no disposable root: ${printed}`)));
    holder.on("error", reject);
  });
}

/** unshare stays outside of the namespaces; the process inside is its child. */
function innerProcess(outside: number): number {
  return Number(readFileSync(`/proc/${outside}/task/${outside}/children`, "utf8").trim());
}

function enterWords(
  inside: number,
  command: readonly string[],
  { as = "root", directory, environment = {} }: RunOptions,
): readonly [string, ...string[]] {
  const { id, home, name } = residents[as];
  const variables = {
    PATH: path,
    HOME: home,
    USER: name,
    LOGNAME: name,
    SHELL: "/bin/bash",
    LANG: "C.UTF-8",
    ...environment,
  };
  return [
    "nsenter",
    ...`--target ${inside} --mount --pid --net --ipc --uts --root`.split(" "),
    `--wd=/proc/${inside}/root${directory ?? home}`,
    "setpriv",
    `--reuid=${id}`,
    `--regid=${id}`,
    as === "root" ? "--clear-groups" : "--init-groups",
    "env",
    "-i",
    ...Object.entries(variables).map(([key, value]) => `${key}=${value}`),
    ...command,
  ];
}

function close(holder: ChildProcess, folder: string): Promise<void> {
  return new Promise((resolve) => {
    holder.removeAllListeners("exit");
    holder.on("exit", () => {
      rmdirSync(folder);
      resolve();
    });
    holder.kill("SIGKILL");
  });
}
