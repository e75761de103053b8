import { spawnSync } from "node:child_process";

/** Asks the terminal, as `ESC [ row ; column R`, and gives up soon: not every terminal answers. */
const question = `IFS='[;' read -rsd R -t 0.3 -p $'\\e[6n' _ row column && printf %s "$row;$column"`;

/** Where the terminal's cursor stands, as it says itself; undefined when it says nothing. */
export function readCursorPlace(): string | undefined {
  const { stdout } = spawnSync("/bin/bash", ["--norc", "--noprofile", "-c", question], {
    stdio: ["inherit", "pipe", "inherit"],
    env: {},
    encoding: "utf8",
  });
  return stdout === "" ? undefined : stdout;
}
