import { writeSync } from "node:fs";
import { showName } from "../domain/text.ts";
import { readCursorPlace } from "./cursor-place.ts";
import { openTerminal } from "./terminal.ts";

/**
 * Gives the terminal to a line: it stands there as at a prompt, and what it printed can be read
 * before the screen comes back. An editor or pager that tidied up after itself needs no key.
 */
export function lendTerminal<Result>(line: string, run: () => Result): Result {
  // A free row below: whatever is printed then moves the cursor, at the bottom as well.
  writeSync(1, `$ ${showName(line)}\n\n\u001b[A`);
  const before = readCursorPlace();
  const release = ignoreKeysOfTheLine();
  try {
    const result = run();
    if (before === undefined || readCursorPlace() !== before) waitForEnter();
    return result;
  } finally {
    release();
  }
}

/** Ctrl-C is meant for the line; it reaches us too, and only once the line has ended. */
function ignoreKeysOfTheLine(): () => void {
  const ignore = (): void => {};
  process.on("SIGINT", ignore).on("SIGQUIT", ignore);
  return () => {
    setTimeout(() => process.off("SIGINT", ignore).off("SIGQUIT", ignore), 50);
  };
}

function waitForEnter(): void {
  const terminal = openTerminal();
  terminal?.ask("\nPress Enter to go back to Handrail. ");
  terminal?.close();
}
