import { showName } from "../../domain/text.ts";
import type { LoginMistake } from "./login-text.ts";

/** Words on the kernel's command line after which the machine does not start as it should. */
const fatal: readonly (readonly [pattern: RegExp, consequence: string])[] = [
  [
    /\binit=\/(usr\/)?bin\/\w*sh\b/,
    "the machine would start into a shell of root's and nothing else",
  ],
  [
    /\b(single|systemd\.unit=(rescue|emergency|halt|poweroff|reboot)\.target|emergency|rescue)\b/,
    "the machine would start for repairs only, without its network",
  ],
  [
    /\b(rd\.break|systemd\.mask=(ssh|sshd|systemd-logind|dbus)\b|maxcpus=0|mem=\d{1,2}M\b)/,
    "the machine would not start as it does now",
  ],
  [
    /\broot=\/dev\/(?!mapper\/|disk\/)\S+/,
    "the root file system would be looked for at a name that can change",
  ],
];

/** What a line adds to the settings of the boot loader that keeps the machine from starting. */
export function findStartMistake(text: string, before: string): LoginMistake | undefined {
  const old = new Set(before.split("\n"));
  for (const line of text.split("\n")) {
    if (old.has(line) || /^\s*#/.test(line) || !/^\s*GRUB_CMDLINE_LINUX/.test(line)) continue;
    if ((line.match(/(?<!\\)"/g)?.length ?? 0) % 2 === 1)
      return { kind: "broken", detail: `the line ${showName(line.trim())} lacks a quotation mark` };
    const found = fatal.find(([pattern]) => pattern.test(line));
    if (found !== undefined)
      return { kind: "broken", detail: `with ${showName(line.trim())} ${found[1]}` };
  }
  return undefined;
}
