/**
 * Runs in a mount namespace of its own: FOLDER BUNDLE TYPE POINTS SEED. A guard runs a line and
 * undoes it, on a disk that remembers what it was told. Then the power is lost again and again: the
 * disk is put together as it may have been, mounted, and the next guard has to find the tree as it
 * was before, or bring it back.
 */
import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path/posix";
import { sweepUnstarted } from "../../src/journal/keeping-mark.ts";
import { findLast } from "../../src/journal/read-journal.ts";
import { type DiskEvent, LoggedDisk } from "./logged-disk.ts";
import { makeRandom } from "./random.ts";
import { undoAll } from "./round-trip.ts";
import { type Snapshot, takeSnapshot } from "./snapshot.ts";
import { assertSame, fakeMounts, makeContext } from "./trial.ts";

const [folder = "", bundle = "", type = "", count = "", seed = ""] = process.argv.slice(2);
const place = (name: string): string => join(folder, name);
const image = place("image");
const disk = place("disk");
const work = join(disk, "work");
const context = makeContext(join(disk, "state"), fakeMounts(disk));

/** Others may have all loop devices for a moment. */
const mountLoop =
  'for try in {1..40}; do mount -o loop "$1" "$2" 2>/dev/null && exit; sleep 0.25; done; exit 1';

const lines = [
  "rm -r docs; echo changed > notes; mv other moved; chmod 600 twin; mkdir made; echo x > made/x; echo y >> big; rm link; mkdir link",
  "rm -rf trees",
  "cp notes other; sed -i s/text/TEXT/ notes; gzip big",
];
const tree = `
mkdir -p docs/deep trees/a; echo 1 > docs/one; echo 2 > docs/deep/two; ln docs/one twin; ln -s docs link
echo text > notes; echo other > other; chmod 640 notes; seq 200000 > big; (cd trees/a; touch {1..1100})
touch -d @1500000000.000000007 notes docs/one docs/deep; touch -d @1500000001.25 docs other big .`;

let losses = 0;
for (const name of ["disk", "fuse"]) mkdirSync(place(name));
for (const [index, line] of lines.entries()) await tryLine(line, Number(seed) + index);
process.stdout.write(`the power was lost ${losses} times\n`);

async function tryLine(line: string, start: number): Promise<void> {
  makeImage();
  const logged = new LoggedDisk(readFileSync(image));
  await logged.mount(place("fuse"));
  await execute("bash", "-c", mountLoop, "-", join(place("fuse"), "disk"), disk);
  const script = `mkdir -m 700 "$1/work" "$1/state"; cd "$1/work"; ${tree}`;
  await execute("bash", "-c", script, "-", disk);
  await execute("sync", "-f", disk);
  const base = logged.copy();
  logged.log.length = 0;
  const command = [process.execPath, bundle];
  const id = await execute(...command, "run", context.stateDirectory, work, line);
  logged.log.push({ kind: "mark", name: "run" });
  await execute(...command, "undo", context.stateDirectory, work, id);
  logged.log.push({ kind: "mark", name: "undone" });
  const { length } = logged.log;
  await execute("umount", disk);
  await execute("umount", place("fuse"));
  loseAgainAndAgain(line, base, logged.log.slice(0, length), start);
}

function loseAgainAndAgain(
  line: string,
  base: Buffer,
  log: readonly DiskEvent[],
  start: number,
): void {
  const random = makeRandom(start);
  const before = onDisk(base, [], takeOwnSnapshot);
  const step = Math.max(1, log.length / Number(count));
  const flushes = log.filter(({ kind }) => kind === "flush").length;
  assert.ok(flushes > 5, `only ${flushes} flushes`);
  for (let at = 0; at <= log.length; at += step) {
    const end = Math.floor(at);
    for (const isInOrder of [true, false]) {
      const written = isInOrder ? log.slice(0, end) : loseSome(log.slice(0, end), random);
      const trouble = onDisk(base, written, () => recover(before));
      losses += 1;
      const order = isInOrder ? "in order" : "in any order";
      const where = `after ${end} of ${log.length} (${nameOf(log, end)}), ${order}`;
      if (trouble !== undefined) process.stdout.write(`${line}: ${where}: ${trouble}\n`);
    }
  }
}

/** What was done when the power went. */
function nameOf(log: readonly DiskEvent[], end: number): string {
  const mark = log.slice(end).find((event) => event.kind === "mark");
  return mark?.kind === "mark" ? `before ${mark.name}` : "at the end";
}

/** What was written since the last flush may be there or not. */
function loseSome(log: readonly DiskEvent[], random: () => number): readonly DiskEvent[] {
  const safe = log.findLastIndex(({ kind }) => kind === "flush");
  return log.filter((_, index) => index <= safe || random() < 0.5);
}

/** What the next guard finds and does. */
function recover(before: Snapshot): string | undefined {
  try {
    sweepUnstarted(context);
    const last = findLast(context);
    if (last !== undefined) undoAll(last, context);
    assertSame(before, takeOwnSnapshot(), "the tree");
    return undefined;
  } catch (error) {
    return String(error);
  }
}

/** Without the names that files have in the store. */
function takeOwnSnapshot(): Snapshot {
  const entries = [...takeSnapshot(work)];
  return new Map(entries.map(([path, entry]) => [path, { ...entry, linksOutside: 0 }]));
}

/** With a disk mounted that holds what was written to it. */
function onDisk<T>(base: Buffer, written: readonly DiskEvent[], action: () => T): T {
  const bytes = Buffer.from(base);
  for (const event of written) if (event.kind === "write") event.bytes.copy(bytes, event.offset);
  writeFileSync(image, bytes);
  run("bash", "-c", mountLoop, "-", image, disk);
  try {
    return action();
  } finally {
    run("umount", disk);
  }
}

function makeImage(): void {
  const megabytes = { ext4: 32, xfs: 320, btrfs: 128 }[type] ?? 64;
  // All that a fresh file system would write later on its own would only be noise.
  const options = type === "ext4" ? "-E lazy_itable_init=0,lazy_journal_init=0" : "";
  const make = `rm -f "$1"; truncate -s ${megabytes}M "$1"; mkfs.${type} -q ${options} "$1"`;
  run("bash", "-c", `PATH=$PATH:/usr/sbin:/sbin; ${make}`, "-", image);
}

function run(program: string, ...words: readonly string[]): void {
  const { status, stderr } = spawnSync(program, words);
  assert.equal(status, 0, `${program} ${words.join(" ")}: ${stderr}`);
}

/** Standard output; this process goes on serving the disk meanwhile. */
async function execute(program = "", ...words: readonly string[]): Promise<string> {
  const child = spawn(program, words, { stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  child.stdout.on("data", (part: Buffer) => {
    output += part;
  });
  const status = await new Promise((resolve) => child.on("close", resolve));
  assert.equal(status, 0, `${program} ${words.join(" ")}`);
  return output;
}
