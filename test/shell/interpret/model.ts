import { spawnSync } from "node:child_process";
import {
  chmodSync,
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Effect, Unknown } from "../../../src/domain/effect.ts";
import type { Step } from "../../../src/domain/plan.ts";
import type { Program } from "../../../src/domain/program.ts";
import { emptyStream, type Stream } from "../../../src/domain/stream.ts";
import { bindFiles } from "../../../src/domain/view/bound-files.ts";
import type { Files } from "../../../src/domain/view/files.ts";
import { FileTree } from "../../../src/domain/view/tree.ts";
import { isError } from "../../../src/domain/world.ts";
import { programs } from "../../../src/programs/index.ts";
import type { FileBinding, Limits } from "../../../src/shell/interpret/environment.ts";
import { interpretLine } from "../../../src/shell/interpret/interpret.ts";
import { parse } from "../../../src/shell/parse.ts";
import { makeFacts } from "../../../src/system/facts.ts";
import { makeWorld } from "../../../src/system/world.ts";

const world = makeWorld();
const facts = makeFacts();

/** A folder with a few files to work on; the caller removes it. */
export function makeFixture(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "interpret-")));
  const put = (name: string, text: string): void => writeFileSync(join(folder, name), text);
  put("a.txt", "one\ntwo\nthree\n");
  put("b.txt", "alpha beta\ngamma\n");
  put("table", "x:1:first\ny:2:second\nz:3:third\n");
  mkdirSync(join(folder, "dir"));
  mkdirSync(join(folder, "dir/inner"));
  put("dir/c.txt", "inside\n");
  put("with space", "blank\n");
  symlinkSync("a.txt", join(folder, "link"));
  symlinkSync("dir", join(folder, "dirlink"));
  put("script.sh", '#!/bin/bash\necho "from $0: $# $1" > made-by-script\nexit 3\n');
  put("lib.sh", "value=sourced\nhelper() { echo help $1; }\n");
  chmodSync(join(folder, "script.sh"), 0o755);
  return folder;
}

function neutralBinding(directory: string): FileBinding {
  const { identity } = facts.caller;
  const cause = {
    program: "test",
    command: [],
    span: [0, 0] as const,
    identity,
    directory,
    wrappers: [],
  };
  return { identity, directory, umask: 0o022, cause };
}

export interface Modelled {
  readonly status: number | undefined;
  readonly output: Stream;
  readonly errors: Stream;
  readonly effects: readonly Effect[];
  readonly unknown: readonly Unknown[];
  readonly steps: readonly Step[];
  /** One line for every entry below the folder. */
  readonly tree: readonly string[];
}

export interface ModelOptions {
  readonly variables?: Readonly<Record<string, string>>;
  readonly programs?: readonly Program[];
  readonly limits?: Limits;
}

/** The environment in which lines are both foreseen and run. */
export function environmentOf(folder: string): Record<string, string> {
  return { HOME: folder, PATH: "/usr/bin:/bin", LC_ALL: "C.UTF-8", EXPORTED: "from outside" };
}

/** Until a fuller model of it is there, and for folders where the real one may not be asked. */
const simpleCat: Program = {
  names: ["cat"],
  options: [],
  run: (call) => {
    if (call.arguments.length === 0) return { status: 0, output: call.input };
    let text = "";
    let status = 0;
    for (const { text: path } of call.arguments) {
      const found = call.files.text(path);
      if (found === undefined || isError(found)) status = 1;
      else text += found;
    }
    return { status, output: { kind: "text", text } };
  },
};

/** Foresees a line in a folder with the real interpreter, view and programs. */
export function foresee(line: string, folder: string, options: ModelOptions = {}): Modelled {
  const parsed = parse(line);
  if (parsed.kind === "failure") throw new Error(`${parsed.sentence}\n${line}`);
  const tree = new FileTree(world, facts.mounts, Number.POSITIVE_INFINITY);
  const effects: Effect[] = [];
  const unknown: Unknown[] = [];
  const steps: Step[] = [];
  const known = [...(options.programs ?? []), ...programs, simpleCat];
  const bind = (binding: FileBinding): Files =>
    bindFiles({
      ...binding,
      tree,
      record: (effect) => effects.push(effect),
      unknown: (found) => unknown.push(found),
    });
  const result = interpretLine(parsed.script, line, {
    variables: new Map(Object.entries({ ...environmentOf(folder), ...options.variables })),
    identity: facts.caller.identity,
    directory: folder,
    umask: 0o022,
    facts,
    input: emptyStream,
    isOutputTerminal: false,
    ...(options.limits === undefined ? {} : { limits: options.limits }),
    files: bind,
    countEffects: () => effects.length,
    effects: () => effects,
    findProgram: (name) => known.find((program) => program.names.includes(name)),
    compute: (request) => world.compute(request),
    emit: (effect) => effects.push(effect),
    unknown: (found) => unknown.push(found),
    step: (step) => steps.push(step),
  });
  return {
    ...result,
    effects,
    unknown,
    steps,
    tree: listView(bind(neutralBinding(folder)), folder),
  };
}

/** Every entry below a folder of the view, with its mode and what it holds. */
export function listView(files: Files, folder: string): readonly string[] {
  const lines: string[] = [];
  for (const { path, status, depth } of files.walk(folder)) {
    if (depth === 0) continue;
    const mode = (status.mode & 0o7777).toString(8);
    const content = status.type === "file" ? files.content(path) : undefined;
    const text = content === undefined || isError(content) ? undefined : files.textOf(content);
    const target = status.type === "link" ? files.readLink(path) : undefined;
    lines.push(describeEntry(path.slice(folder.length + 1), status.type, mode, text ?? target));
  }
  return lines.sort();
}

function describeEntry(name: string, type: string, mode: string, text: string | undefined): string {
  return `${name} ${type} ${type === "link" ? "" : mode} ${JSON.stringify(text ?? null)}`;
}

/** What really happened, in the same terms. */
export interface Really {
  readonly status: number | null;
  readonly output: string;
  readonly errors: string;
  readonly tree: readonly string[];
}

/** Runs a line with bash in the folder. */
export function runReally(line: string, folder: string): Really {
  const outside = mkdtempSync(join(tmpdir(), "interpret-output-"));
  const paths = ["output", "errors"].map((name) => join(outside, name));
  const descriptors = paths.map((path) => openSync(path, "a"));
  const ran = spawnSync("/bin/bash", ["-O", "extglob", "-O", "expand_aliases", "-c", line], {
    argv0: "bash",
    cwd: folder,
    env: environmentOf(folder),
    input: "",
    timeout: 10_000,
    stdio: ["pipe", ...descriptors],
  });
  for (const descriptor of descriptors) closeSync(descriptor);
  const [output = "", errors = ""] = paths.map((path) => readFileSync(path, "utf8"));
  rmSync(outside, { recursive: true });
  const tree = new FileTree(makeWorld(), facts.mounts, Number.POSITIVE_INFINITY);
  const binding = { ...neutralBinding(folder), tree, record: () => {}, unknown: () => {} };
  const files = bindFiles(binding);
  return { status: ran.status, output, errors, tree: listView(files, folder) };
}

/** Does something with a fixture, and takes it away. */
export function withFixture<T>(action: (folder: string) => T): T {
  const folder = makeFixture();
  try {
    return action(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
