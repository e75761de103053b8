/**
 * Foresees lines as the account it is started as: one JSON request a line on standard input, one
 * JSON answer a line on standard output. Bundled by foresee-client.ts, so that an account that may
 * not read the checkout can run it.
 */
import { createInterface } from "node:readline";
import { makeEngine } from "../../src/cli/engine.ts";
import { emptyStream } from "../../src/domain/stream.ts";

interface Request {
  readonly line: string;
  readonly directory: string;
  readonly environment: Record<string, string>;
}

const reader = createInterface({ input: process.stdin });
reader.on("line", (text) => {
  console.log(JSON.stringify(answer(JSON.parse(text) as Request)));
});

function answer({ line, directory, environment }: Request): unknown {
  const started = performance.now();
  try {
    const engine = makeEngine({
      directory,
      environment: new Map(Object.entries(environment)),
      umask: 0o022,
      input: emptyStream,
      isOutputTerminal: false,
    });
    const foreseen = engine.foresee(line);
    if (foreseen.kind === "syntax")
      return { changes: [], unknown: [{ reason: foreseen.sentence }] };
    const { status, unknown } = foreseen.foreseen;
    const changes = foreseen.foreseen.changes();
    return { changes, unknown, status, milliseconds: performance.now() - started };
  } catch (error) {
    return {
      changes: [],
      unknown: [],
      crash: error instanceof Error ? error.stack : String(error),
    };
  }
}
