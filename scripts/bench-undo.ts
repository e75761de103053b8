import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const files = 100_000;
const perFolder = 1000;
const rounds = Number(process.env.HANDRAIL_BENCH_UNDO_ROUNDS ?? 5);
const guard = join(import.meta.dirname, "../bin/guard");
const yes = "--yes=deletes-own-files,overwrites-files";

/** One measure: what is timed, and before it, untimed, what makes it ready. */
interface Measure {
  readonly name: string;
  readonly prepare: string;
  readonly run: string;
  readonly beside?: readonly { readonly name: string; readonly atMost?: number }[];
}

/** In this order, each leaving the tree `kept` and the file `big` as they were. */
const measures: readonly Measure[] = [
  { name: "rm -rf, 100,000 files", prepare: "cp -a kept gone", run: "rm -rf gone" },
  {
    name: "guard rm -rf, with undo",
    prepare: "",
    run: `"$GUARD" ${yes} rm -rf kept`,
    beside: [
      { name: "rm -rf, 100,000 files", atMost: 0.3 },
      { name: "trash-put and find", atMost: 3 },
    ],
  },
  {
    name: "guard --undo of it",
    prepare: "",
    run: '"$GUARD" --undo',
    beside: [{ name: "rm -rf, 100,000 files" }],
  },
  {
    name: "trash-put and find",
    prepare: "",
    run: "find kept; trash-put kept",
  },
  {
    name: "cp --reflink=auto, 1 GB",
    prepare: "[ -d kept ] || mv ../.Trash-0/files/kept .; rm -rf ../.Trash-0 copy",
    run: "cp --reflink=auto big copy; sync copy",
  },
  {
    name: "guard keeps 1 GB, ': > big'",
    prepare: "rm copy",
    run: `"$GUARD" ${yes} -c ': > big'`,
    beside: [{ name: "cp --reflink=auto, 1 GB" }],
  },
  {
    name: "guard --undo of it, 1 GB",
    prepare: "",
    run: '"$GUARD" --undo',
    beside: [{ name: "cp --reflink=auto, 1 GB" }],
  },
  { name: "node -e 0; rm", prepare: "echo x > small", run: '"$NODE" -e 0; rm small' },
  {
    name: "guard rm, one small file",
    prepare: "echo x > small",
    run: '"$GUARD" rm small',
    beside: [{ name: "node -e 0; rm" }],
  },
];

/** How long keeping and undoing take, on an ext4 image that is made for it. Needs root. */
export function benchUndo(): void {
  const folder = mkdtempSync(join(tmpdir(), "handrail-bench-undo-"));
  try {
    const image = join(folder, "image");
    const disk = join(folder, "disk");
    mkdirSync(disk);
    // The journal lies on the image too: nothing of the machine's own is touched.
    const script = `set -e; PATH=$PATH:/usr/sbin:/sbin; truncate -s 6G "$1"; mkfs.ext4 -q "$1"
      mount -o loop "$1" "$2"; mkdir -p "$2/state" /var/lib/handrail
      mount --bind "$2/state" /var/lib/handrail; mkdir "$2/work"; shift 2; exec "$@"`;
    const words = [
      "--mount",
      "--propagation",
      "private",
      "bash",
      "-c",
      script,
      "bash",
      image,
      disk,
    ];
    const inner = [process.execPath, import.meta.filename, join(disk, "work")];
    const { status, stderr } = spawnSync("unshare", [...words, ...inner], {
      stdio: ["ignore", "inherit", "pipe"],
      encoding: "utf8",
    });
    if (status !== 0) console.log(`undo: not measured (${stderr.trim().split("\n").at(-1)})`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** In the namespace, on the image. */
function measureAll(folder: string): void {
  makeTree(join(folder, "kept"));
  sh("head -c 1000000000 /dev/urandom > big", folder);
  const times = new Map<string, number[]>(measures.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const measure of measures) {
      if (sh(`set -e; ${measure.prepare}\nsync -f .`, folder) !== 0) {
        throw new Error(`${measure.name} could not be made ready`);
      }
      const started = process.hrtime.bigint();
      const status = sh(measure.run, folder);
      const time = Number(process.hrtime.bigint() - started) / 1e6;
      if (status === 0) times.get(measure.name)?.push(time);
    }
    rmSync(join(folder, "../.handrail-0"), { recursive: true, force: true });
    sh("rm -rf /var/lib/handrail/journal/*", folder);
  }
  report(new Map([...times].map(([name, each]) => [name, median(each)])));
}

function sh(script: string, cwd: string): number {
  // A certificate file alone would double Node's start.
  const { NODE_EXTRA_CA_CERTS: _, ...rest } = process.env;
  const env = { ...rest, GUARD: guard, NODE: process.execPath };
  return spawnSync("bash", ["-c", script], { cwd, env, stdio: "ignore" }).status ?? 1;
}

function makeTree(top: string): void {
  for (let at = 0; at < files; at += 1) {
    const folder = join(top, String(Math.floor(at / perFolder)));
    if (at % perFolder === 0) mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${at}.txt`), `${at}\n`);
  }
}

function report(medians: ReadonlyMap<string, number | undefined>): void {
  console.log(`undo, on an ext4 image: medians of ${rounds}`);
  for (const { name, beside } of measures) {
    const time = medians.get(name);
    const told = time === undefined ? "failed, or not installed" : `${time.toFixed(0)} ms`;
    const ratios = (beside ?? []).map((other) => describeRatio(time, other, medians)).join("");
    console.log(`${name.padEnd(30)}${told.padStart(12)}${ratios}`);
  }
}

function describeRatio(
  time: number | undefined,
  { name, atMost }: { readonly name: string; readonly atMost?: number },
  medians: ReadonlyMap<string, number | undefined>,
): string {
  const other = medians.get(name);
  if (time === undefined || other === undefined) return "";
  const limit = atMost === undefined ? "" : ` (at most ${atMost})`;
  return `  ${(time / other).toFixed(2)} × ${name}${limit}`;
}

function median(values: readonly number[]): number | undefined {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

const [, script = "", place] = process.argv;
if (script === import.meta.filename) {
  if (place === undefined) benchUndo();
  else measureAll(place);
}
