import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path/posix";
import { afterEach, beforeEach, describe, it } from "node:test";
import type { JournalContext } from "../../src/journal/context.ts";
import { keepBeforeRunning } from "../../src/journal/keep-before-running.ts";
import { findLast, readEntry, readFullEntry, readHistory } from "../../src/journal/read-journal.ts";
import { bundleWorker } from "../support/bundle-worker.ts";
import { runKept, undoAll } from "../support/round-trip.ts";
import { takeSnapshot } from "../support/snapshot.ts";
import { assertSame, foreseeByTrial, makeContext, makeFolder, runBash } from "../support/trial.ts";

describe("the journal", () => {
  let place = "";
  let folder = "";
  let context: JournalContext;
  beforeEach(() => {
    place = makeFolder();
    folder = join(place, "work");
    spawnSync("mkdir", [folder]);
    runBash("echo text > notes; echo other > other; mkdir docs", folder);
    context = makeContext(join(place, "state"));
  });
  afterEach(() => {
    runBash("chmod -R u+rwX .", place);
    rmSync(place, { recursive: true, force: true });
  });

  it("lists what was run, the newest first, with what became of it", () => {
    assert.deepEqual(readHistory(context, 10), []);
    const first =
      runKept("rm notes; echo x > other; echo y > new; chmod 700 docs", folder, context) ?? "";
    const second = runKept("rm new", folder, context) ?? "";
    const undone = undoAll(second, context);
    const history = readHistory(context, 10);
    assert.deepEqual(
      history.map(({ id, kind, state }) => [id, kind, state]),
      [
        [undone, "undo", "done"],
        [second, "run", "undone"],
        [first, "run", "done"],
      ],
    );
    const { counts, line, directory, status, undo } = history[2]!;
    assert.deepEqual(counts, { created: 1, modified: 1, deleted: 1, metadata: 1 });
    assert.deepEqual([line, directory, status, undo].slice(1), [folder, 0, "full"]);
    assert.equal(readHistory(context, 1).length, 1);
  });

  it("takes the last line that changed something for the one to undo", () => {
    assert.equal(findLast(context), undefined);
    const first = runKept("rm notes", folder, context);
    const second = runKept("touch -d 2001-01-01 other", folder, context) ?? "";
    runKept("rm nosuch; touch -d 2001-01-01 other", folder, context);
    assert.equal(findLast(context), second);
    undoAll(second, context);
    assert.equal(findLast(context), first);
  });

  it("is on the disk, private, before the line starts", () => {
    const kept = keepBeforeRunning(foreseeByTrial("rm notes", folder), context);
    assert.ok(kept.kind === "kept");
    const entry = readEntry(kept.running.entry.id, context);
    assert.equal(entry?.state, "running");
    const records = readFullEntry(entry, context).records.map(({ path }) => path);
    assert.deepEqual(records.sort(), [folder, join(folder, "notes")]);
    const { stdout } = spawnSync("find", [
      join(place, "state"),
      "-perm",
      "/077",
      "!",
      "-path",
      "*/kept/*/*/*",
    ]);
    assert.equal(stdout.toString(), "");
  });

  it("keeps names that are no UTF-8 and no line", () => {
    runBash("echo x > $'bad\\xff\\nname'", folder);
    const before = takeSnapshot(folder);
    const id = runKept("rm -- bad*", folder, context) ?? "";
    const text = readFileSync(join(place, "state/journal", id, "before.jsonl"), "utf8");
    assert.match(text, /bad\\udcff\\nname/);
    undoAll(id, context);
    assertSame(before, takeSnapshot(folder), "after undo");
  });

  it("makes no entry for a line that changes nothing", () => {
    assert.equal(keepBeforeRunning(foreseeByTrial("cat notes", folder), context).kind, "nothing");
  });

  it("leaves nothing behind when the store cannot be written", () => {
    mkdirSync(join(place, "state/kept"), { recursive: true, mode: 0o700 });
    rmSync(join(place, "state/kept"), { recursive: true });
    writeFileSync(join(place, "state/kept"), "in the way");
    const kept = keepBeforeRunning(foreseeByTrial("rm notes", folder), context);
    assert.deepEqual(kept, {
      kind: "failed",
      sentence: `${join(place, "state/kept")} is not a directory`,
    });
    assert.deepEqual(readdirSync(join(place, "state/journal")), []);
  });

  it("does not follow a planted link, nor use what belongs to others", () => {
    mkdirSync(join(place, "elsewhere"), { mode: 0o700 });
    mkdirSync(join(place, "state"), { mode: 0o700 });
    symlinkSync(join(place, "elsewhere"), join(place, "state/journal"));
    const kept = keepBeforeRunning(foreseeByTrial("rm notes", folder), context);
    assert.equal(kept.kind, "failed");
    assert.deepEqual(readdirSync(join(place, "elsewhere")), []);
  });

  it("reads no entry that others could have written", () => {
    const id = runKept("rm notes", folder, context) ?? "";
    const file = join(place, "state/journal", id, "entry.json");
    chmodSync(file, 0o666);
    assert.equal(readEntry(id, context), undefined);
    chmodSync(file, 0o600);
    assert.equal(readEntry(id, context)?.id, id);
    const text = readFileSync(file, "utf8");
    writeFileSync(file, text.replace(/"stores":\[[^\]]*\]/, '"stores":["/etc"]'));
    assert.equal(readEntry(id, context), undefined);
  });

  it("loses no entry of fifty guards at once on one tree", async () => {
    const node = process.execPath;
    const worker = await bundleWorker("guard-worker", place);
    for (let at = 0; at < 50; at += 1) writeFileSync(join(folder, `docs/${at}`), `${at}\n`);
    const before = takeSnapshot(folder);
    const runs = Array.from({ length: 50 }, (_, at) => {
      const line = `rm docs/${at}; echo x > docs/new${at}`;
      const words = [worker, "run", context.stateDirectory, folder, line];
      return new Promise<string>((resolve, reject) => {
        const child = spawn(node, words, { stdio: ["ignore", "pipe", "inherit"] });
        let id = "";
        child.stdout.on("data", (part) => {
          id += String(part);
        });
        child.on("exit", (status) => (status === 0 ? resolve(id) : reject(new Error(`${status}`))));
      });
    });
    const ids = await Promise.all(runs);
    assert.equal(new Set(ids).size, 50);
    assert.deepEqual(
      readHistory(context, 60)
        .map(({ id }) => id)
        .sort(),
      ids.toSorted(),
    );
    assert.deepEqual(
      readdirSync(join(folder, "docs")).sort(),
      Array.from({ length: 50 }, (_, at) => `new${at}`).sort(),
    );
    for (const id of ids) undoAll(id, context);
    const after = takeSnapshot(folder);
    // Of a directory that others changed since, the time is left as it is.
    const time = before.get("docs")?.mtimeNs ?? 0n;
    const docs = after.get("docs");
    assert.ok(docs !== undefined);
    assertSame(before, new Map([...after, ["docs", { ...docs, mtimeNs: time }]]), "after undo");
  });
});
