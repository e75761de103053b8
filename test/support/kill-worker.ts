import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

/**
 * A guard that is killed before its Nth call that writes: `keep`s and runs a line, or `undo`es an
 * entry. Ends with 0 when it came to its end.
 */
const [task = "", at = "", state = "", folder = "", subject = ""] = process.argv.slice(2);
const writing = [
  "chmodSync",
  "copyFileSync",
  "fchmodSync",
  "fsyncSync",
  "ftruncateSync",
  "lchownSync",
  "linkSync",
  "lutimesSync",
  "mkdirSync",
  "renameSync",
  "rmSync",
  "rmdirSync",
  "symlinkSync",
  "unlinkSync",
  "writeFileSync",
  "writeSync",
];
let remaining = Number(at);

for (const name of writing) {
  const original: unknown = Reflect.get(fs, name);
  if (typeof original !== "function") throw new Error(name);
  Reflect.set(fs, name, (...words: readonly unknown[]): unknown => {
    remaining -= 1;
    if (remaining === 0) process.kill(process.pid, "SIGKILL");
    return Reflect.apply(original, fs, words);
  });
}

if (task === "undo") {
  const { runUndo } = await import("../../src/apply/run-undo.ts");
  const { makeContext } = await import("./trial.ts");
  syncBuiltinESMExports();
  const result = runUndo(subject, makeContext(state));
  if (result.kind !== "undone") throw new Error(JSON.stringify(result));
} else {
  const { keepBeforeRunning } = await import("../../src/journal/keep-before-running.ts");
  const { completeEntry } = await import("../../src/journal/complete.ts");
  const { foreseeByTrial, makeContext, runBash } = await import("./trial.ts");
  const foreseen = foreseeByTrial(subject, folder);
  const context = makeContext(state);
  syncBuiltinESMExports();
  const kept = keepBeforeRunning(foreseen, context);
  if (kept.kind !== "kept") throw new Error(kept.kind);
  const { status } = runBash(subject, folder);
  completeEntry(kept.running, status ?? 1, context);
}
