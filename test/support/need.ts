import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** What a test can need of a machine beside Node. */
export interface Needs {
  /** Programs that must be in PATH. */
  readonly tools?: readonly string[];
  readonly root?: boolean;
}

/**
 * For the `skip` option of a test: false when the machine has what the test needs, else why the
 * test is skipped. On CI nothing may be missing, so there it throws.
 */
export function skipUnless(needs: Needs): string | false {
  const missing = describeMissing(needs);
  if (missing === undefined) return false;
  if (process.env.CI === "true") throw new Error(`CI must not skip tests: ${missing}`);
  return missing;
}

/** `skipUnless` for tools alone: `{ skip: need("zsh", "tmux") }`. */
export function need(...tools: readonly string[]): string | false {
  return skipUnless({ tools });
}

function describeMissing({ tools = [], root = false }: Needs): string | undefined {
  if (root && process.getuid?.() !== 0) return "needs root";
  const missing = tools.filter((tool) => !hasTool(tool));
  return missing.length > 0 ? `needs ${missing.join(", ")}` : undefined;
}

function hasTool(tool: string): boolean {
  return [...(process.env.PATH ?? "").split(delimiter), "/usr/sbin", "/sbin"]
    .filter((folder) => folder !== "")
    .some((folder) => isExecutable(join(folder, tool)));
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
