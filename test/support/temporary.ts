import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";

/** A directory of the test's own, gone when the test ends. */
export function temporaryDirectory(test: TestContext): string {
  const directory = mkdtempSync(join(tmpdir(), "handrail-test-"));
  test.after(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}
