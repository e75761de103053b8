import { type ChildProcess, spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import {
  asAccount,
  environmentOf,
  type Runner,
  withOwnTemporaryFolder,
} from "../suite/real-run.ts";

/**
 * Every mount but the folder and /tmp is read-only, there is no network, and what is left running dies with
 * the first process of the namespace. No file grows beyond 2000 KiB, so that `cat a >> b` with b
 * linked to a ends.
 */
const seal = `${withOwnTemporaryFolder}
while read -r _ _ _ _ place _; do
  [ "$place" = "$0" ] || [ "$place" = /tmp ] || mount -o remount,bind,ro "$(printf %b "$place")"
done 2>/dev/null < /proc/self/mountinfo
ulimit -f 2000
cd "$0" && exec "$@"`;

/** Runs one line after the other; a request and its answer are a line of JSON each. */
const server = `
const { spawnSync } = require("node:child_process");
const bash = ["bash", "--norc", "--noprofile", "-O", "extglob", "-O", "expand_aliases", "-c"];
require("node:readline").createInterface({ input: process.stdin }).on("line", (text) => {
  const { line, home, account, environment } = JSON.parse(text);
  const [program, ...rest] = [...account, ...bash, line];
  const options = { cwd: home, env: environment, stdio: "ignore", timeout: 5000 };
  const { status, error } = spawnSync(program, rest, options);
  console.log(JSON.stringify({ status, error: error && error.code }));
});`;

/** One sealed namespace in which many lines are really run. */
export class SealedBash {
  private readonly child: ChildProcess;
  private readonly waiting: ((text: string) => void)[] = [];

  /** `folder` stays writable; `node` is in it (installDriver). */
  constructor(folder: string) {
    writeFileSync(join(folder, "server.cjs"), server);
    const namespaces = "--mount --net --ipc --pid --fork --kill-child --mount-proc".split(" ");
    const inside = ["bash", "-c", seal, folder, join(folder, "node"), join(folder, "server.cjs")];
    this.child = spawn("unshare", [...namespaces, ...inside], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    const answers = createInterface({ input: this.child.stdout ?? process.stdin });
    answers.on("line", (text) => this.waiting.shift()?.(text));
  }

  /** False when the line did not end in time. */
  async run(line: string, runner: Runner, home: string): Promise<boolean> {
    const answer = new Promise<string>((resolve) => this.waiting.push(resolve));
    const request = {
      line,
      home,
      account: asAccount(runner),
      environment: environmentOf(runner, home),
    };
    this.child.stdin?.write(`${JSON.stringify(request)}\n`);
    const { error } = JSON.parse(await answer) as { readonly error?: string };
    return error === undefined;
  }

  close(): void {
    this.child.stdin?.end();
  }
}
