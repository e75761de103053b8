/**
 * A guard without its words, for tests of many at once and of one that is killed: TASK STATE FOLDER
 * SUBJECT. `run` foresees a line, keeps, runs it and records, `run-long-ago` as if three days ago;
 * `undo` takes an entry back; `purge` lets all go that is older than a day. Prints the entry's id, or on standard error why there is
 * none, and then ends with 3.
 */
import { runLine } from "../../src/apply/run-line.ts";
import { runUndo } from "../../src/apply/run-undo.ts";
import { foreseeSubject } from "../../src/cli/read-line.ts";
import { openSession } from "../../src/cli/session.ts";
import { emptyStream } from "../../src/domain/stream.ts";
import type { JournalContext } from "../../src/journal/context.ts";
import { purge } from "../../src/journal/purge.ts";
import { runBash } from "./trial.ts";

const [task = "", stateDirectory = "", directory = "", subject = ""] = process.argv.slice(2);
const session = openSession({
  directory,
  environment: new Map([
    ["PATH", "/usr/bin:/bin"],
    ["HOME", directory],
  ]),
  umask: 0o022,
  input: emptyStream,
  isOutputTerminal: false,
});
const threeDays = 3 * 86_400_000;
const past = task === "run-long-ago" ? { now: () => Date.now() - threeDays } : {};
const context: JournalContext = { ...session.journal, stateDirectory, ...past };
const found = task === "purge" ? letGo() : task === "undo" ? undo() : run();
if (found.id === undefined) {
  process.stderr.write(found.why);
  process.exitCode = 3;
} else process.stdout.write(found.id);

interface Found {
  readonly id?: string;
  readonly why: string;
}

function undo(): Found {
  const result = runUndo(subject, context);
  return result.kind === "undone" ? { id: result.id, why: "" } : { why: JSON.stringify(result) };
}

function letGo(): Found {
  const { ids } = purge({
    ...context,
    retention: { days: 1, gigabytes: 0, freePercent: 0, copyGigabytes: 1 },
  });
  return { id: ids.join(" "), why: "" };
}

function run(): Found {
  const foreseen = foreseeSubject({ kind: "line", line: subject }, session);
  if ("failure" in foreseen) return { why: foreseen.failure.join("\n") };
  const line = { reviewed: foreseen, promised: "full", keepsUndo: true } as const;
  const agreed = { ...line, foresee: () => foreseen };
  const run = (): number => runBash(subject, directory).status ?? 1;
  const result = runLine(agreed, run, context);
  if (result.kind !== "ran") return { why: JSON.stringify(result) };
  if (result.trouble !== undefined) process.stderr.write(result.trouble);
  return { why: "no entry was made", ...(result.id === undefined ? {} : { id: result.id }) };
}
