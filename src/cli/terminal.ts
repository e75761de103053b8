import { closeSync, openSync, readlinkSync, readSync, writeSync } from "node:fs";
import type { PlainStyle } from "../reports/plain.ts";

/**
 * Whether a descriptor is a terminal, by the kernel's name for it: node:tty brings the network
 * modules along, which take as long to load as a whole check.
 */
export function isTerminal(descriptor: 0 | 1 | 2): boolean {
  try {
    const name = readlinkSync(`/proc/self/fd/${descriptor}`);
    return /^\/dev\/(pts\/\d+|tty\w*|console|hvc\d+)$/.test(name);
  } catch {
    return false;
  }
}

/** How to print on a standard stream: colour for a terminal that has it, and no NO_COLOR. */
export function styleOf(descriptor: 1 | 2): PlainStyle {
  if (!isTerminal(descriptor)) return { width: 80, hasColour: false };
  const { NO_COLOR, TERM } = process.env;
  const isPlain = TERM === undefined || /^(dumb|linux.*|vt\d+.*|unknown)$/.test(TERM);
  const hasColour = (NO_COLOR === undefined || NO_COLOR === "") && !isPlain;
  const { columns } = descriptor === 1 ? process.stdout : process.stderr;
  return { width: Math.max(40, Math.min(columns || 80, 100)), hasColour };
}

/** Writes lines to a standard stream; a reader that went away is no failure of ours. */
export function printLines(stream: 1 | 2, lines: readonly string[]): void {
  if (lines.length > 0) openWriter(stream)(`${lines.join("\n")}\n`);
}

/** Writes texts to a standard stream as they come; once the reader went away, nothing more. */
export function openWriter(stream: 1 | 2): (text: string) => void {
  let isOpen = true;
  return (text) => {
    if (isOpen) isOpen = writeWhole(stream, Buffer.from(text));
  };
}

/** False where the reader went away. */
function writeWhole(stream: 1 | 2, bytes: Uint8Array): boolean {
  let at = 0;
  while (at < bytes.length) {
    try {
      at += writeSync(stream, bytes, at);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === "EPIPE") return false;
      if (code !== "EAGAIN") throw error;
    }
  }
  return true;
}

/** The person's terminal, wherever standard input and output lead. */
export interface Terminal {
  print(lines: readonly string[]): void;
  /** Shows the prompt and gives the line typed, undefined at the end of input. */
  ask(prompt: string): string | undefined;
  close(): void;
}

/** Whether there is a person to ask. */
export function hasTerminal(): boolean {
  const terminal = openTerminal();
  terminal?.close();
  return terminal !== undefined;
}

/** The controlling terminal; undefined when there is none to ask on. */
export function openTerminal(): Terminal | undefined {
  let descriptor: number;
  try {
    descriptor = openSync("/dev/tty", "r+");
  } catch {
    return undefined;
  }
  const write = (text: string): void => {
    writeSync(descriptor, text);
  };
  return {
    print: (lines) => write(lines.map((line) => `${line}\n`).join("")),
    ask: (prompt) => {
      write(prompt);
      return readLine(descriptor);
    },
    close: () => closeSync(descriptor),
  };
}

function readLine(descriptor: number): string | undefined {
  const bytes = Buffer.alloc(4096);
  let text = "";
  for (;;) {
    const count = readSync(descriptor, bytes);
    if (count === 0) return text === "" ? undefined : text;
    text += bytes.toString("utf8", 0, count);
    const end = text.indexOf("\n");
    if (end >= 0) return text.slice(0, end).trim();
  }
}
