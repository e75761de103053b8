import { closeSync, openSync, readSync, writeSync } from "node:fs";
import type { PlainStyle } from "../reports/plain.ts";

/** Whether colour may be sent: a terminal that has it, and no NO_COLOR. */
export function styleOf(stream: NodeJS.WriteStream): PlainStyle {
  const { NO_COLOR, TERM } = process.env;
  const isPlain = TERM === undefined || /^(dumb|vt\d+.*|unknown)$/.test(TERM);
  const hasColour =
    stream.isTTY === true && (NO_COLOR === undefined || NO_COLOR === "") && !isPlain;
  const columns = stream.isTTY === true ? stream.columns : 80;
  return { width: Math.max(40, Math.min(columns || 80, 100)), hasColour };
}

/** Writes lines to a standard stream; a reader that went away is no failure of ours. */
export function printLines(stream: 1 | 2, lines: readonly string[]): void {
  if (lines.length === 0) return;
  const bytes = Buffer.from(`${lines.join("\n")}\n`);
  let at = 0;
  while (at < bytes.length) {
    try {
      at += writeSync(stream, bytes, at);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === "EPIPE") return;
      if (code !== "EAGAIN") throw error;
    }
  }
}

/** The person's terminal, wherever standard input and output lead. */
export interface Terminal {
  print(lines: readonly string[]): void;
  /** Shows the prompt and gives the line typed, undefined at the end of input. */
  ask(prompt: string): string | undefined;
  close(): void;
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
