import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { encodeBytes } from "../../src/domain/bytes.ts";

/** What is different from the plain tree in one case. */
export interface TreePlan {
  /** Places of the plain tree that are left out, by number. */
  readonly missing: readonly number[];
  /** Places with another mode or owner. */
  readonly odd: readonly {
    readonly at: number;
    readonly mode: number;
    readonly isForeign: boolean;
  }[];
}

type Content =
  | { readonly kind: "directory"; readonly mode?: number }
  | { readonly kind: "text"; readonly text: string; readonly mode?: number }
  | { readonly kind: "link"; readonly target: string }
  | { readonly kind: "twin"; readonly of: string }
  | { readonly kind: "archive"; readonly isPacked: boolean };

const directory = (mode = 0o755): Content => ({ kind: "directory", mode });
const text = (content: string, mode = 0o644): Content => ({ kind: "text", text: content, mode });

/** The plain tree; invalid bytes as in src/domain/bytes.ts. */
const places: readonly (readonly [path: string, content: Content])[] = [
  ["d", directory()],
  ["d/e", directory()],
  ["d/e/g", directory()],
  ["t", directory(0o1777)],
  ["void", directory()],
  ["a", text("alpha\nbeta\n")],
  ["b", text("beta\nalpha\ngamma 3\n")],
  ["c.txt", text("one two\nthree\n")],
  ["list", text("a\nc.txt\nodd name\n")],
  ["d/x.txt", text("x\ny\n")],
  ["d/y.log", text("")],
  ["d/e/f", text("no newline")],
  ["d/e/g/h.txt", text("deep\n")],
  ["d/.hid", text("hidden\n")],
  ["t/own", text("own\n")],
  ["t/other", text("other\n")],
  ["odd name", text("spaced\n")],
  ["-r", text("dash\n")],
  ["new\nline", text("newline\n")],
  ["bad\udcff", text("bytes\n")],
  ["*", text("star\n")],
  [".hid", text("hidden\n", 0o600)],
  ["run.sh", text('#!/bin/sh\necho "$1" > made\n', 0o755)],
  ["ln", { kind: "link", target: "d" }],
  ["lf", { kind: "link", target: "a" }],
  ["loop", { kind: "link", target: "loop" }],
  ["dead", { kind: "link", target: "nowhere" }],
  ["d/up", { kind: "link", target: ".." }],
  ["hard", { kind: "twin", of: "a" }],
  ["d/twin", { kind: "twin", of: "b" }],
  ["o.tar", { kind: "archive", isPacked: false }],
  ["o.tgz", { kind: "archive", isPacked: true }],
];

const modes = [0o600, 0o444, 0o755, 0o700, 0o555, 0o000, 0o1777, 0o2775, 0o4755, 0o311];

export function arbitraryTree(): fc.Arbitrary<TreePlan> {
  const at = fc.nat(places.length - 1);
  const odd = fc.record({ at, mode: fc.constantFrom(...modes), isForeign: fc.boolean() });
  return fc.record({
    missing: fc.array(at, { maxLength: 4 }),
    odd: fc.array(odd, { maxLength: 4 }),
  });
}

/** Who owns the tree, and who owns what is foreign in it. */
export interface Owners {
  readonly own: number;
  readonly foreign: number;
}

/** Makes the tree in `folder`, which must not be there. */
export function plantTree(plan: TreePlan, folder: string, { own, foreign }: Owners): void {
  fs.mkdirSync(folder, { recursive: true });
  fs.chownSync(folder, own, own);
  const isMissing = (path: string): boolean =>
    plan.missing.some((at) => `${path}/`.startsWith(`${places[at]?.[0]}/`));
  const made = places.filter(([path]) => !isMissing(path));
  for (const [path, content] of made) {
    if (content.kind === "twin" && isMissing(content.of)) continue;
    plantOne(bytes(folder, path), content, folder, own);
  }
  if (!isMissing("t/other")) fs.lchownSync(`${folder}/t/other`, foreign, foreign);
  // What is inside comes first: a closed directory does not keep root out, but a mode may be lost.
  for (const { at, mode, isForeign } of plan.odd) {
    const [path = "", content] = places[at] ?? [];
    if (content === undefined || isMissing(path) || content.kind === "twin") continue;
    if (isForeign) fs.lchownSync(bytes(folder, path), foreign, foreign);
    if (content.kind !== "link") fs.chmodSync(bytes(folder, path), mode);
  }
}

function plantOne(path: Buffer, content: Content, folder: string, own: number): void {
  switch (content.kind) {
    case "directory":
      fs.mkdirSync(path);
      break;
    case "text":
      fs.writeFileSync(path, content.text);
      break;
    case "link":
      fs.symlinkSync(content.target, path);
      break;
    case "twin":
      fs.linkSync(bytes(folder, content.of), path);
      return;
    case "archive":
      fs.writeFileSync(path, content.isPacked ? gzipSync(archive()) : archive());
  }
  fs.lchownSync(path, own, own);
  if (content.kind === "directory" || content.kind === "text") {
    fs.chmodSync(path, content.mode ?? 0o644);
  }
}

function bytes(folder: string, path: string): Buffer {
  return Buffer.from(encodeBytes(`${folder}/${path}`));
}

let archived: Buffer | undefined;

/** An archive of two files, a directory and a link. */
function archive(): Buffer {
  archived ??= makeArchive();
  return archived;
}

function makeArchive(): Buffer {
  const folder = fs.mkdtempSync("/tmp/handrail-archive-");
  try {
    fs.mkdirSync(`${folder}/d`);
    fs.writeFileSync(`${folder}/a`, "archived\n");
    fs.writeFileSync(`${folder}/d/z.txt`, "archived z\n");
    fs.symlinkSync("a", `${folder}/la`);
    // The same bytes at any time: a seed is to give the same lines the same ends.
    const when = "--mtime=2026-01-02 03:04:05Z";
    const options = ["--format=gnu", "--sort=name", when, "--owner=0", "--group=0", "-cf", "-"];
    const { stdout } = spawnSync("tar", [...options, "a", "d", "la"], { cwd: folder });
    return stdout;
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}
