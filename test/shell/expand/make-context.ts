import type { ParsedScript, Word } from "unbash";
import { type Argument, plainArgument } from "../../../src/domain/argument.ts";
import { expandText } from "../../../src/shell/expand/expand-text.ts";
import { expandWords } from "../../../src/shell/expand/expand-words.ts";
import { parse } from "../../../src/shell/parse.ts";
import {
  type ExpansionContext,
  ExpansionFailure,
  type ShellState,
  type Variable,
  type VariableValue,
} from "../../../src/shell/state.ts";
import { makeDiskFiles } from "../../support/disk-files.ts";

/** A context over the disk below `directory`, in the environment that `expandWithBash` gives. */
export function makeContext(directory: string, dialect: "bash" | "sh" = "bash"): ExpansionContext {
  const state: ShellState = {
    variables: new Map(),
    positional: [],
    name: dialect === "bash" ? "bash" : "dash",
    directory,
    umask: 0o022,
    setOptions: new Set(),
    shoptOptions: new Set(["extglob"]),
    lastStatus: 0,
    dialect,
  };
  const context: ExpansionContext = {
    state,
    files: makeDiskFiles(directory),
    substitute: (script) => echoOf(script, isolated(context)),
    processSubstitution: () => ({ text: "/dev/fd/63" }),
    home: (user) => (user === "root" ? "/root" : undefined),
    assign: (name, key, value) => assign(state, name, key, value),
    unknown: () => {},
    locate: (span) => span,
  };
  setPlain(context, "HOME", "/home/someone");
  setPlain(context, "PWD", directory);
  setPlain(context, "LC_ALL", "C.UTF-8");
  return context;
}

/** A subshell: what it assigns is lost. */
function isolated(context: ExpansionContext): ExpansionContext {
  const state = { ...context.state, variables: new Map(context.state.variables) };
  const inner: ExpansionContext = {
    ...context,
    state,
    assign: (name, key, value) => assign(state, name, key, value),
    substitute: (script) => echoOf(script, isolated(inner)),
  };
  return inner;
}

/** Sets a plain variable. */
export function setPlain(context: ExpansionContext, name: string, text: string): void {
  context.state.variables.set(name, { kind: "plain", values: new Map([["0", { text }]]) });
}

/** Sets an array. */
export function setArray(
  context: ExpansionContext,
  name: string,
  kind: "indexed" | "associative",
  pairs: readonly (readonly [string, string])[],
): void {
  const values = new Map(pairs.map(([key, text]) => [key, { text }] as const));
  context.state.variables.set(name, { kind, values });
}

/** Sets `$1` and on. */
export function setPositional(context: ExpansionContext, texts: readonly string[]): void {
  context.state.positional = texts.map((text) => plainArgument(text));
}

/** The words of a simple command behind its name. */
export function wordsOf(line: string): readonly Word[] {
  const parsed = parse(line);
  if (parsed.kind === "failure") throw new Error(parsed.sentence);
  return wordsOfScript(parsed.script).slice(1);
}

function wordsOfScript(script: ParsedScript): readonly Word[] {
  const command = script.commands[0]?.command;
  if (command?.type !== "Command") return [];
  const { name, args } = command;
  const words = args.filter((argument) => argument.type === "Word");
  return name === undefined ? words : [name, ...words];
}

/** What goes wrong in a substitution ends but the substitution. */
function attempt(action: () => readonly Argument[]): readonly Argument[] {
  try {
    return action();
  } catch (error) {
    if (error instanceof ExpansionFailure) return [];
    throw error;
  }
}

/** Substitutions know `echo` alone. */
function echoOf(script: ParsedScript, context: ExpansionContext): VariableValue {
  const words = attempt(() => expandWords(wordsOfScript(script).slice(1), context));
  return {
    text: words
      .map((word) => word.text)
      .join(" ")
      .replace(/\n+$/, ""),
  };
}

function assign(
  state: ShellState,
  name: string,
  key: string | undefined,
  value: VariableValue,
): void {
  const old: Variable = state.variables.get(name) ?? { kind: "plain", values: new Map() };
  const values = new Map(old.values).set(key ?? "0", value);
  const kind = key !== undefined && key !== "0" && old.kind === "plain" ? "indexed" : old.kind;
  state.variables.set(name, { ...old, kind, values });
}

/** The text of one word as an assignment would take it. */
export function textOf(written: string, context: ExpansionContext): string {
  const [word] = wordsOf(`x ${written}`);
  return word === undefined ? "" : expandText(word, context).text;
}
