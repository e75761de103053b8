import { applyMode, parseMode } from "../../domain/mode.ts";
import type { Call } from "../../domain/program.ts";
import type { OptionsRead } from "./options.ts";
import type { Report } from "./report.ts";

/** The mode that `-m` gives to a new fifo or device; undefined without one. */
export function readNodeMode(
  call: Call,
  read: OptionsRead,
  report: Report,
): number | undefined | "wrong" {
  const text = read.value("mode");
  if (text === undefined) return undefined;
  const changes = parseMode(text);
  if (changes === undefined) {
    report.fail("invalid mode");
    return "wrong";
  }
  const { mode } = applyMode(changes, 0o666, false, call.umask);
  if ((mode & ~0o777) === 0) return mode;
  report.fail("mode must specify only file permission bits");
  return "wrong";
}
