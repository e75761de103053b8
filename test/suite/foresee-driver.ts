/**
 * Foresees, keeps and undoes lines as the account it is started as: one JSON request a line on
 * standard input, one JSON answer a line on standard output. Bundled by foresee-client.ts, so that
 * an account that may not read the checkout can run it.
 */
import { createInterface } from "node:readline";
import { prepareLine, type Ready } from "../../src/apply/run-line.ts";
import { runUndo } from "../../src/apply/run-undo.ts";
import { foreseeSubject } from "../../src/cli/read-line.ts";
import { openSession, type Session } from "../../src/cli/session.ts";
import type { Foreseen } from "../../src/domain/plan.ts";
import type { UndoGrade } from "../../src/domain/review.ts";
import { emptyStream } from "../../src/domain/stream.ts";
import type { JournalContext } from "../../src/journal/context.ts";
import type { DriverAnswer, DriverRequest } from "./driver-messages.ts";

/** What was prepared and not yet finished. */
let prepared: { readonly journal: JournalContext; readonly ready: Ready } | undefined;

/** A journal of the suite's own, in place of the account's. */
const [, , stateDirectory = ""] = process.argv;

const reader = createInterface({ input: process.stdin });
reader.on("line", (text) => {
  console.log(JSON.stringify(answer(JSON.parse(text) as DriverRequest)));
});

function answer(request: DriverRequest): DriverAnswer {
  try {
    if (request.kind === "finish") return finish(request.status);
    return request.kind === "prepare" ? prepare(request) : foresee(request);
  } catch (error) {
    const crash = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { changes: [], unknown: [], crash };
  }
}

type LineRequest = Exclude<DriverRequest, { readonly kind: "finish" }>;

function open({ directory, environment }: LineRequest): Session {
  return openSession({
    directory,
    environment: new Map(Object.entries(environment)),
    umask: 0o022,
    input: emptyStream,
    isOutputTerminal: false,
  });
}

function foresee(request: LineRequest): DriverAnswer {
  const foreseen = foreseeSubject({ kind: "line", line: request.line }, open(request));
  if ("failure" in foreseen) return notParsed(foreseen.failure);
  return { changes: foreseen.changes(), unknown: foreseen.unknown };
}

function notParsed(sentences: readonly string[]): DriverAnswer {
  return { changes: [], unknown: [{ reason: sentences.join(" ") }] };
}

function prepare(request: LineRequest): DriverAnswer {
  const session = open(request);
  const foreseen = foreseeSubject({ kind: "line", line: request.line }, session);
  prepared = undefined;
  if ("failure" in foreseen) return notParsed(foreseen.failure);
  const undo = session.review(foreseen).undo;
  const journal = { ...session.journal, stateDirectory };
  const ready = keep(foreseen, journal, undo.grade);
  prepared = { journal, ready };
  return { changes: foreseen.changes(), unknown: foreseen.unknown, undo: ready.undo.grade };
}

function keep(foreseen: Foreseen, journal: JournalContext, promised: UndoGrade): Ready {
  const line = { reviewed: foreseen, promised, foresee: () => foreseen, keepsUndo: true };
  const ready = prepareLine(line, journal);
  if (ready.kind !== "ready") throw new Error(`not kept: ${JSON.stringify(ready)}`);
  return ready;
}

/** Records how the line ended, then undoes it. */
function finish(status: number): DriverAnswer {
  if (prepared === undefined) return { changes: [], unknown: [] };
  const { journal, ready } = prepared;
  const trouble = ready.finish(status);
  if (trouble !== undefined) throw new Error(trouble);
  if (ready.id === undefined) return { changes: [], unknown: [], undone: "nothing" };
  const result = runUndo(ready.id, journal);
  const detail = result.kind === "undone" ? "undone" : JSON.stringify(result);
  return { changes: [], unknown: [], undone: detail };
}
