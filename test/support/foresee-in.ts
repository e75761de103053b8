import assert from "node:assert/strict";
import { openSession } from "../../src/cli/session.ts";
import type { Foreseen } from "../../src/domain/plan.ts";
import { emptyStream } from "../../src/domain/stream.ts";
import type { Path } from "../../src/domain/world.ts";

/** What a line would do, typed in a folder of this machine with a plain environment. */
export function foreseeIn(directory: Path, line: string): Foreseen {
  const session = openSession({
    directory,
    environment: new Map([["PATH", "/usr/bin:/bin"]]),
    umask: 0o022,
    input: emptyStream,
    isOutputTerminal: false,
  });
  const foresight = session.engine.foresee(line);
  assert.ok(foresight.kind === "foreseen");
  return foresight.foreseen;
}
