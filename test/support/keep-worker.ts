import { completeEntry } from "../../src/journal/complete.ts";
import { keepBeforeRunning } from "../../src/journal/keep-before-running.ts";
import { foreseeByTrial, makeContext, runBash } from "./trial.ts";

/** A guard of its own: keeps, runs and records a line; used by tests of many at once. */
const [state = "", folder = "", line = ""] = process.argv.slice(2);
const context = makeContext(state);
const kept = keepBeforeRunning(foreseeByTrial(line, folder), context);
if (kept.kind !== "kept") throw new Error(kept.kind);
const { status } = runBash(line, folder);
completeEntry(kept.running, status ?? 1, context);
process.stdout.write(kept.running.entry.id);
