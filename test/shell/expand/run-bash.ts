import { spawnSync } from "node:child_process";
import { decodeBytes, encodeBytes } from "../../../src/domain/bytes.ts";

/** What bash made of a word: its arguments, or that it stopped. */
export type BashResult =
  | { readonly kind: "arguments"; readonly arguments: readonly string[] }
  | { readonly kind: "failure" };

const mark = "<handrail:next>";
const done = "<handrail:done>";

/**
 * Expands every line with one bash: each in a subshell of its own after `setup`, its arguments
 * printed with a NUL behind each.
 */
export function expandWithBash(
  lines: readonly string[],
  setup: string,
  directory: string,
  shell: "bash" | "dash" = "bash",
): readonly BashResult[] {
  const script = [
    setup,
    `handrail_show() { for handrail_one in "$@"; do printf '%s\\0' "$handrail_one"; done; printf '${done}'; }`,
    ...lines.map(
      (line) => `( eval ${quote(`handrail_show ${line}`)} ) 2>/dev/null; printf '${mark}'`,
    ),
  ].join("\n");
  const results = runShell(script, directory, shell).split(mark).slice(0, -1);
  if (results.length !== lines.length) {
    throw new Error(`${shell} gave ${results.length} results for ${lines.length} lines`);
  }
  return results.map(readResult);
}

/** What a script prints, run by a real shell in a clean environment. */
export function runShell(
  script: string,
  directory: string,
  shell: "bash" | "dash" = "bash",
): string {
  const options = shell === "bash" ? ["--norc", "-O", "extglob"] : [];
  const run = spawnSync(shell, [...options, "-s"], {
    cwd: directory,
    input: Buffer.from(encodeBytes(script)),
    env: { PATH: "/usr/bin:/bin", HOME: "/home/someone", LC_ALL: "C.UTF-8" },
    maxBuffer: 1 << 28,
    timeout: 60_000,
  });
  return decodeBytes(run.stdout);
}

function readResult(output: string): BashResult {
  if (!output.endsWith(done)) return { kind: "failure" };
  return { kind: "arguments", arguments: output.slice(0, -done.length).split("\0").slice(0, -1) };
}

/** A text quoted for the shell. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
