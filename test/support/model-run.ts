import { spawnSync } from "node:child_process";
import { chmodSync, closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Argument, plainArgument } from "../../src/domain/argument.ts";
import { decodeBytes } from "../../src/domain/bytes.ts";
import type { Effect } from "../../src/domain/effect.ts";
import { fileCapabilities, type Identity } from "../../src/domain/identity.ts";
import type { Change } from "../../src/domain/plan.ts";
import type { Call, CallChanges, Outcome, Program } from "../../src/domain/program.ts";
import { emptyStream, textStream, unknownStream } from "../../src/domain/stream.ts";
import type { Binding } from "../../src/domain/view/binding.ts";
import { bindFiles } from "../../src/domain/view/bound-files.ts";
import { listChanges } from "../../src/domain/view/changes.ts";
import { FileTree } from "../../src/domain/view/tree.ts";
import { programs } from "../../src/programs/index.ts";
import { makeWorld } from "../../src/system/world.ts";
import { machineFacts } from "./machine-facts.ts";
import { compare, type Snapshot, snapshot, sorted, viewSnapshot } from "./model-snapshot.ts";

/** The ordinary user that programs run as besides root. */
export const ordinaryUser = 1000;

export interface ModelRunOptions {
  /** Bash that fills the empty fixture directory, run as root; owned by the user afterwards where one runs. */
  readonly fixture: string;
  readonly as?: "root" | "user";
  /** Bash run as root after the fixture was given to the user: what is not the user's own. */
  readonly afterwards?: string;
  readonly input?: string;
  readonly umask?: number;
  readonly environment?: Readonly<Record<string, string>>;
  /** Programs that the fixture needs besides. */
  readonly tools?: readonly string[];
  /** `{}` in a word stays as it is: the words of find and xargs. */
  readonly keepsBraces?: boolean;
  /** The model is told that a person sits at standard input; a real run has nobody there. */
  readonly isTerminal?: boolean;
  /** Access lists are compared as well. */
  readonly withLists?: boolean;
}

export interface RunResult {
  readonly status: number | undefined;
  readonly tree: Snapshot;
  readonly changes: readonly Change[];
  readonly output: string | undefined;
  readonly errors: string | undefined;
}

export interface ModelRun {
  readonly before: Snapshot;
  readonly model: RunResult;
  readonly real: RunResult;
  readonly unknown: readonly string[];
  readonly effects: readonly Effect[];
}

/**
 * Runs a program in its model and for real on the same throwaway tree, in this order, and gives
 * both results. `{}` in a word stands for the tree's absolute path.
 */
export function runModelAndReal(
  program: Program,
  argv: readonly string[],
  options: ModelRunOptions,
): ModelRun {
  const directory = mkdtempSync(join(tmpdir(), "handrail-model-"));
  try {
    prepare(directory, options);
    const words =
      options.keepsBraces === true ? argv : argv.map((word) => word.replaceAll("{}", directory));
    const before = snapshot(directory, options.withLists);
    const modelled = runModel(program, words, directory, options);
    const real = runReal(words, directory, options);
    const after = snapshot(directory, options.withLists);
    return {
      before,
      model: modelled.result,
      real: { ...real, tree: after, changes: compare(directory, before, after) },
      unknown: modelled.unknown,
      effects: modelled.effects,
    };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** The model's half alone, for what no test may really run and for what needs a person. */
export function runModelAlone(
  program: Program,
  argv: readonly string[],
  options: ModelRunOptions,
): Omit<ModelRun, "before" | "real"> {
  const directory = mkdtempSync(join(tmpdir(), "handrail-model-"));
  try {
    prepare(directory, options);
    const { result, unknown, effects } = runModel(program, argv, directory, options);
    return { model: result, unknown, effects };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Fixtures made so far: making one takes dozens of processes, copying it takes one. */
const templates = new Map<string, string>();

function prepare(directory: string, options: ModelRunOptions): void {
  const { fixture, afterwards = "", as = "root" } = options;
  const key = JSON.stringify([fixture, afterwards, as]);
  const template = templates.get(key) ?? makeTemplate(options);
  templates.set(key, template);
  run("cp", ["-aT", template, directory]);
}

function removeTemplates(): void {
  for (const template of templates.values()) rmSync(template, { recursive: true, force: true });
}

function makeTemplate(options: ModelRunOptions): string {
  const template = mkdtempSync(join(tmpdir(), "handrail-template-"));
  if (templates.size === 0) process.once("exit", removeTemplates);
  chmodSync(template, 0o755);
  bash(options.fixture, template);
  if (options.as !== "user") return template;
  run("chown", ["-R", "-h", `${ordinaryUser}:${ordinaryUser}`, template]);
  // Giving files away clears their set-id bits; these commands set them again where they matter.
  if (options.afterwards !== undefined) bash(options.afterwards, template);
  return template;
}

function run(program: string, words: readonly string[]): void {
  const ran = spawnSync(program, words, { encoding: "utf8", timeout: 60_000 });
  if (ran.status !== 0) throw new Error(ran.stderr);
}

function bash(script: string, directory: string): void {
  const ran = spawnSync("bash", ["-euc", `umask 022; ${script}`], {
    cwd: directory,
    encoding: "utf8",
    timeout: 60_000,
  });
  if (ran.status !== 0) throw new Error(`the fixture failed: ${ran.stderr}`);
}

function environmentOf(options: ModelRunOptions): Record<string, string> {
  return {
    PATH: "/usr/bin:/bin:/usr/sbin:/sbin",
    LC_ALL: "C.UTF-8",
    HOME: "/nonexistent",
    ...options.environment,
  };
}

function runReal(
  words: readonly string[],
  directory: string,
  options: ModelRunOptions,
): Pick<RunResult, "status" | "output" | "errors"> {
  const umask = (options.umask ?? 0o022).toString(8);
  const user = ["setpriv", `--reuid=${ordinaryUser}`, `--regid=${ordinaryUser}`, "--clear-groups"];
  const command = [...(options.as === "user" ? user : []), ...words];
  // A file, since a program that leaves its input unread would break a pipe.
  const holder = mkdtempSync(join(tmpdir(), "handrail-input-"));
  try {
    writeFileSync(join(holder, "input"), options.input ?? "");
    const input = openSync(join(holder, "input"), "r");
    const ran = spawnSync("sh", ["-c", `umask ${umask}; exec "$@"`, "sh", ...command], {
      cwd: directory,
      env: environmentOf(options),
      stdio: [input, "pipe", "pipe"],
      timeout: 10_000,
    });
    closeSync(input);
    if (ran.error !== undefined) throw ran.error;
    return {
      status: ran.status ?? undefined,
      output: decodeBytes(ran.stdout),
      errors: decodeBytes(ran.stderr),
    };
  } finally {
    rmSync(holder, { recursive: true });
  }
}

function runModel(
  program: Program,
  words: readonly string[],
  directory: string,
  options: ModelRunOptions,
): {
  readonly result: RunResult;
  readonly unknown: readonly string[];
  readonly effects: readonly Effect[];
} {
  const unknown: string[] = [];
  const effects: Effect[] = [];
  const facts = machineFacts(identityOf(options));
  const tree = new FileTree(makeWorld(), facts.mounts, 100_000);
  const command = words.map((word) => plainArgument(word));
  const binding = bindingFor(tree, command, directory, options, effects, unknown);
  const outcome = program.run(callFor(binding, command, options, unknown));
  const asRoot = bindFiles({ ...binding, identity: rootOfModel });
  const result = {
    status: outcome.status,
    tree: viewSnapshot(asRoot, directory, options.withLists),
    changes: sorted(listChanges(tree, [directory])),
    output: textOf(outcome.output),
    errors: outcome.errors === undefined ? undefined : textOf(outcome.errors),
  };
  return { result, unknown, effects };
}

const rootOfModel: Identity = { uid: 0, gid: 0, groups: [0], capabilities: fileCapabilities };

function identityOf(options: ModelRunOptions): Identity {
  if (options.as !== "user") return rootOfModel;
  return { uid: ordinaryUser, gid: ordinaryUser, groups: [ordinaryUser], capabilities: new Set() };
}

function bindingFor(
  tree: FileTree,
  command: readonly Argument[],
  directory: string,
  options: ModelRunOptions,
  effects: Effect[],
  unknown: string[],
): Binding {
  const identity = identityOf(options);
  return {
    tree,
    identity,
    directory,
    umask: options.umask ?? 0o022,
    cause: {
      program: command[0]?.text ?? "",
      command,
      span: [0, 0],
      identity,
      directory,
      wrappers: [],
    },
    record: (effect) => effects.push(effect),
    unknown: ({ reason }) => unknown.push(reason),
  };
}

function callFor(
  binding: Binding,
  command: readonly Argument[],
  options: ModelRunOptions,
  unknown: string[],
): Call {
  const { identity, directory, umask, cause } = binding;
  const refuse = (): Outcome => {
    throw new Error("this program is not expected to run shell text");
  };
  return {
    name: (command[0]?.text ?? "").replace(/^.*\//, ""),
    arguments: command.slice(1),
    command,
    environment: new Map(Object.entries(environmentOf(options))),
    directory,
    identity,
    umask,
    input:
      options.isTerminal === true
        ? unknownStream("what is typed is not known before", "terminal")
        : textStream(options.input ?? ""),
    isInputTerminal: options.isTerminal === true,
    isInputInherited: false,
    isOutputTerminal: false,
    isOutputInherited: false,
    files: bindFiles(binding),
    facts: machineFacts(identity),
    unknown: (reason) => unknown.push(reason),
    uncertain: (reason) => unknown.push(reason),
    unknownIfLeft: (reason) => unknown.push(reason),
    emit: (effect, operand) =>
      binding.record({
        ...effect,
        cause: operand === undefined ? cause : { ...cause, operand },
      } as Effect),
    earlierEffects: () => [],
    runCommand: (words, changes) => runInModel(binding, words, changes ?? {}, options, unknown),
    runShell: refuse,
    compute: (name, args, input = "") =>
      binding.tree.world.compute({
        program: name,
        arguments: args,
        directory,
        input,
        environment: new Map([["LC_ALL", "C.UTF-8"]]),
      }),
  };
}

/** What wrappers run: another program's model, with what they change. */
function runInModel(
  binding: Binding,
  words: readonly Argument[],
  changes: CallChanges,
  options: ModelRunOptions,
  unknown: string[],
): Outcome {
  const name = (words[0]?.text ?? "").replace(/^.*\//, "");
  const program = programs.find((one) => one.names.includes(name));
  if (name === "echo") return { status: 0, output: textStream(`${textsOf(words)}\n`) };
  if (program === undefined) return { status: 127, output: emptyStream };
  const inner = {
    ...binding,
    identity: changes.identity ?? binding.identity,
    directory: changes.directory ?? binding.directory,
  };
  const call = callFor(inner, words, options, unknown);
  return program.run({
    ...call,
    environment: changes.environment ?? call.environment,
    input: changes.input ?? call.input,
  });
}

/** What the program echo would print; its model needs a shell. */
function textsOf(words: readonly Argument[]): string {
  return words
    .slice(1)
    .map(({ text }) => text)
    .join(" ");
}

function textOf(stream: Outcome["output"]): string | undefined {
  return stream.kind === "text" ? stream.text : undefined;
}
