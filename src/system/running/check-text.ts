import { spawnSync } from "node:child_process";
import { closeSync, openSync, unlinkSync, writeFileSync } from "node:fs";
import { decodeBytes, encodeBytes } from "../../domain/bytes.ts";
import type { CheckedKind, CheckedText, SshClient } from "../../domain/running-facts.ts";
import { isUndefinedAlias } from "../../domain/undefined-alias.ts";
import type { Path } from "../../domain/world.ts";
import { cleanEnvironment } from "../clean-environment.ts";
import { nodePath } from "../node-path.ts";
import { findTrustedProgram } from "../trusted-program.ts";
import { isKnownFileSystem } from "./known-file-systems.ts";

/** The checkers only read the text from standard input: nothing of it takes effect. */
const commands: Readonly<Record<CheckedKind, readonly [program: string, ...words: string[]]>> = {
  // Strict, or an alias that nothing defines would pass; one that nothing uses is still only a warning.
  sudoers: ["visudo", "-c", "-s", "-f", "-"],
  sshd_config: ["sshd", "-t", "-f", "/dev/stdin"],
  fstab: ["findmnt", "--verify", "--tab-file", "/dev/stdin"],
};

const timeLimit = 2000;

/** findmnt reads no pipe: it is handed a file that has no name any more. */
const needsFile: ReadonlySet<CheckedKind> = new Set(["fstab"]);

/** Has a system's own checker look a text over; `folder` is a private one, for those that read files. */
export function checkText(
  kind: CheckedKind,
  text: string,
  folder?: () => Path | undefined,
): CheckedText | undefined {
  if (needsFile.has(kind)) {
    const input = openNameless(text, folder?.());
    if (input === undefined) return undefined;
    try {
      const answer = ask(commands[kind], input);
      return answer === undefined ? undefined : readAnswer(kind, answer.status, answer.lines);
    } finally {
      closeSync(input);
    }
  }
  const answer = ask(commands[kind], text);
  return answer === undefined ? undefined : readAnswer(kind, answer.status, answer.lines);
}

function ask(
  [name, ...words]: readonly [program: string, ...words: string[]],
  /** The text, or a file that holds it. */
  input: string | number,
): { readonly status: number; readonly lines: readonly string[] } | undefined {
  const program = findTrustedProgram(name);
  if (program === undefined) return undefined;
  const { status, stdout, stderr } = spawnSync(program, words, {
    ...(typeof input === "string"
      ? { input: encodeBytes(input) }
      : { stdio: [input, "pipe", "pipe"] }),
    env: cleanEnvironment({ LANG: "C" }),
    cwd: "/",
    timeout: timeLimit,
    killSignal: "SIGKILL",
  });
  if (status === null) return undefined;
  return { status, lines: `${decodeBytes(stderr)}\n${decodeBytes(stdout)}`.split("\n") };
}

/** A file that only lives as long as it is open, read from its beginning. */
function openNameless(text: string, folder: Path | undefined): number | undefined {
  if (folder === undefined) return undefined;
  const path = nodePath(`${folder}/checked-${process.pid}`);
  try {
    writeFileSync(path, encodeBytes(text), { mode: 0o600, flag: "wx" });
    const opened = openSync(path, "r");
    unlinkSync(path);
    return opened;
  } catch {
    return undefined;
  }
}

/** What sshd itself takes out of a text; an ordinary user may not read its keys, and is not told. */
export function readSshdSettings(
  text: string,
  { user, address }: SshClient,
): ReadonlyMap<string, readonly string[]> | undefined {
  // A comma or a blank would begin another condition.
  if (/[\s,=]/.test(`${user}${address}`)) return undefined;
  const from = address === "" ? "127.0.0.1" : address;
  const client = `user=${user},host=${from},addr=${from}`;
  const answer = ask(["sshd", "-T", "-f", "/dev/stdin", "-C", client], text);
  if (answer === undefined || answer.status !== 0) return undefined;
  return parseSshdSettings(answer.lines);
}

/** `allowusers ann`, one value of a list a line. */
export function parseSshdSettings(
  lines: readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const settings = new Map<string, readonly string[]>();
  for (const line of lines) {
    const [keyword = "", ...values] = line.split(" ");
    if (keyword !== "") settings.set(keyword, [...(settings.get(keyword) ?? []), ...values]);
  }
  return settings;
}

/** Complaints of other things than the text, such as missing host keys, tell nothing of it. */
export function readAnswer(
  kind: CheckedKind,
  status: number,
  lines: readonly string[],
  isKnownKind: (kind: string) => boolean | undefined = isKnownFileSystem,
): CheckedText | undefined {
  // What stands in a file of rules that the caller may not read is defined nowhere for visudo.
  const isWhole = !lines.some((line) => /: Permission denied$/.test(line));
  const isComplaint = (line: string) => {
    const odd = /\[W\] (\S+) seems unsupported by the current kernel/.exec(line)?.[1];
    // findmnt knows only what is loaded now.
    if (odd !== undefined) return kind === "fstab" && isKnownKind(odd) === false;
    return complaints[kind].test(line) && (isWhole || !isUndefinedAlias(line));
  };
  const complaint = lines.find(isComplaint)?.trim();
  // findmnt only warns of a disk that is not there, for which the start waits and then stops.
  if (status === 0 && (kind !== "fstab" || complaint === undefined))
    return { isSound: true, complaint: "" };
  return complaint === undefined ? undefined : { isSound: false, complaint };
}

const complaints: Readonly<Record<CheckedKind, RegExp>> = {
  sudoers: /^(?!Warning:).*(:\d+(:\d+)?:|syntax error|line \d+)/,
  sshd_config: /line \d+|Bad configuration|unsupported/i,
  fstab:
    /\[E\] unreachable on boot required source|\[W\] unreachable source: \/dev\/|parse error at line/,
};
