import { spawnSync } from "node:child_process";
import { decodeBytes, encodeBytes } from "../../domain/bytes.ts";
import type { CheckedKind, CheckedText } from "../../domain/running-facts.ts";
import { cleanEnvironment } from "../clean-environment.ts";
import { findTrustedProgram } from "../trusted-program.ts";

/** The checkers only read the text from standard input: nothing of it takes effect. */
const commands: Readonly<Record<CheckedKind, readonly [program: string, ...words: string[]]>> = {
  sudoers: ["visudo", "-c", "-f", "-"],
  sshd_config: ["sshd", "-t", "-f", "/dev/stdin"],
};

const timeLimit = 2000;

/** Has a system's own checker look a text over. */
export function checkText(kind: CheckedKind, text: string): CheckedText | undefined {
  const [name, ...words] = commands[kind];
  const program = findTrustedProgram(name);
  if (program === undefined) return undefined;
  const { status, stdout, stderr } = spawnSync(program, words, {
    input: encodeBytes(text),
    env: cleanEnvironment({ LANG: "C" }),
    cwd: "/",
    timeout: timeLimit,
    killSignal: "SIGKILL",
  });
  if (status === null) return undefined;
  const lines = `${decodeBytes(stderr)}\n${decodeBytes(stdout)}`.split("\n");
  return readAnswer(kind, status, lines);
}

/** Complaints of other things than the text, such as missing host keys, tell nothing of it. */
export function readAnswer(
  kind: CheckedKind,
  status: number,
  lines: readonly string[],
): CheckedText | undefined {
  if (status === 0) return { isSound: true, complaint: "" };
  const complaint = lines.find((line) => complaints[kind].test(line))?.trim();
  return complaint === undefined ? undefined : { isSound: false, complaint };
}

const complaints: Readonly<Record<CheckedKind, RegExp>> = {
  sudoers: /:\d+(:\d+)?:|syntax error|line \d+/,
  sshd_config: /line \d+|Bad configuration|unsupported/i,
};
