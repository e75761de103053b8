import assert from "node:assert/strict";
import { join } from "node:path/posix";
import { after, before, describe, it } from "node:test";
import { type DisposableRoot, openDisposableRoot } from "./disposable-root.ts";
import { skipUnless } from "./need.ts";
import { repository } from "./repository.ts";

/** How one line was foretold and how it really went; changes as `deleted /etc/x`, sorted. */
export interface SystemTrial {
  readonly line: string;
  readonly foretold: readonly string[];
  readonly really: readonly string[];
  readonly unknown: readonly string[];
  readonly foretoldStatus: number | null;
  readonly status: number | null;
  readonly errors: string;
}

/** A line, or one that changes things and must say that it cannot tell which. */
export type SystemLine = string | { readonly line: string; readonly isUnknown: true };

/**
 * Foresees and runs lines as root on a system to spoil, each on what the ones before have left, and
 * demands that what changes is what was foretold.
 */
export function checkSystemLines(
  name: string,
  tools: readonly string[],
  lines: readonly SystemLine[],
): void {
  const skip = skipUnless({ root: true, tools: ["unshare", "nsenter", ...tools] });
  describe(name, { skip }, () => {
    let root: DisposableRoot | undefined;
    let trials: readonly SystemTrial[] = [];
    before(async () => {
      root = await openDisposableRoot();
      trials = runTrials(root, lines.map(textOf));
    });
    after(() => root?.close());
    lines.forEach((one, at) => {
      it(textOf(one), () => judge(one, trials[at]));
    });
  });
}

function textOf(one: SystemLine): string {
  return typeof one === "string" ? one : one.line;
}

function runTrials(root: DisposableRoot, lines: readonly string[]): readonly SystemTrial[] {
  const driver = join(repository, "test/support/system-driver.ts");
  const input = `${lines.map((line) => line.replaceAll("\n", "⏎")).join("\n")}\n`;
  const { output, errors } = root.run([process.execPath, driver], { input, directory: "/" });
  const trials = output.split("\n").filter((text) => text !== "");
  assert.equal(trials.length, lines.length, errors);
  return trials.map((text) => JSON.parse(text) as SystemTrial);
}

function judge(one: SystemLine, trial: SystemTrial | undefined): void {
  assert.ok(trial !== undefined);
  if (typeof one !== "string") {
    assert.notDeepEqual(trial.unknown, []);
    return;
  }
  assert.deepEqual(trial.unknown, [], "nothing is said to be unknown");
  assert.deepEqual(trial.foretold, trial.really, trial.errors);
  if (trial.foretoldStatus !== null) assert.equal(trial.foretoldStatus, trial.status, trial.errors);
}
