import { type ChildProcess, spawn } from "node:child_process";
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface, type Interface } from "node:readline";
import { build } from "esbuild";
import { repository } from "../support/repository.ts";
import type { DriverAnswer, DriverRequest } from "./driver-messages.ts";
import { asAccount, environmentOf, type Runner } from "./real-run.ts";

/** Puts the driver, and the Node that runs it, where every account may read them. */
export async function installDriver(folder: string): Promise<void> {
  await build({
    entryPoints: [join(repository, "test/suite/foresee-driver.ts")],
    outfile: join(folder, "driver.cjs"),
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node22",
    logLevel: "silent",
  });
  copyFileSync(process.execPath, join(folder, "node"));
}

/** A driver process that foresees as one account. */
export class ForeseeClient {
  private readonly child: ChildProcess;
  private readonly answers: Interface;
  private readonly waiting: ((text: string) => void)[] = [];

  constructor(folder: string, runner: Runner, home: string) {
    const [program = "", ...rest] = [
      ...asAccount(runner),
      join(folder, "node"),
      join(folder, "driver.cjs"),
      join(home, "state"),
    ];
    this.child = spawn(program, rest, {
      env: { ...environmentOf(runner, home) },
      stdio: ["pipe", "pipe", "inherit"],
    });
    this.answers = createInterface({ input: this.child.stdout ?? process.stdin });
    this.answers.on("line", (text) => this.waiting.shift()?.(text));
  }

  async ask(request: DriverRequest): Promise<DriverAnswer> {
    const answer = new Promise<string>((resolve, reject) => {
      this.waiting.push(resolve);
      this.child.once("exit", (status) => reject(new Error(`the driver ended with ${status}`)));
    });
    this.child.stdin?.write(`${JSON.stringify(request)}\n`);
    const text = await answer;
    this.child.removeAllListeners("exit");
    return JSON.parse(text) as DriverAnswer;
  }

  close(): void {
    this.child.removeAllListeners("exit");
    this.child.stdin?.end();
    this.answers.close();
  }
}
