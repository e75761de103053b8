import { expandWords } from "../../../src/shell/expand/expand-words.ts";
import type { ExpansionContext } from "../../../src/shell/state.ts";
import { ExpansionFailure } from "../../../src/shell/state.ts";
import { makeContext, setArray, setPlain, setPositional, wordsOf } from "./make-context.ts";
import { type BashResult, expandWithBash, quote } from "./run-bash.ts";

/** Variables, arrays and options that both sides get. */
export interface World {
  readonly plain?: Readonly<Record<string, string>>;
  readonly arrays?: Readonly<Record<string, readonly (readonly [string, string])[]>>;
  readonly maps?: Readonly<Record<string, readonly (readonly [string, string])[]>>;
  readonly positional?: readonly string[];
  readonly shopt?: readonly string[];
  readonly options?: readonly string[];
  readonly unset?: readonly string[];
}

/** A line whose expansions differ, with what both made of it. */
export interface Difference {
  readonly line: string;
  readonly bash: BashResult;
  readonly ours:
    | BashResult
    | { readonly kind: "unknown" }
    | { readonly kind: "crash"; readonly error: unknown };
}

/** Expands the words of every line by the real shell and by ours; gives those that differ. */
export function compareWithBash(
  lines: readonly string[],
  directory: string,
  world: World = {},
  shell: "bash" | "dash" = "bash",
): readonly Difference[] {
  const results = expandWithBash(lines, describeWorld(world), directory, shell);
  return lines.flatMap((line, index): readonly Difference[] => {
    const bash = results[index] ?? { kind: "failure" };
    const ours = expandOurs(line, directory, world, shell);
    return isSame(bash, ours) ? [] : [{ line, bash, ours }];
  });
}

function isSame(bash: BashResult, ours: Difference["ours"]): boolean {
  return JSON.stringify(bash) === JSON.stringify(ours);
}

function expandOurs(
  line: string,
  directory: string,
  world: World,
  shell: "bash" | "dash",
): Difference["ours"] {
  const context = contextOf(world, directory, shell);
  try {
    const words = wordsOf(`x ${line}`);
    const expanded = expandWords(words, context);
    const unknown = expanded.find((argument) => argument.unknown !== undefined);
    if (unknown !== undefined) return { kind: "unknown" };
    return { kind: "arguments", arguments: expanded.map((argument) => argument.text) };
  } catch (error) {
    if (error instanceof ExpansionFailure) return { kind: "failure" };
    if (error instanceof Error && /\.$/.test(error.message)) return { kind: "failure" };
    return { kind: "crash", error };
  }
}

/** A context in which a world's variables and options are set. */
export function contextOf(
  world: World,
  directory: string,
  shell: "bash" | "dash" = "bash",
): ExpansionContext {
  const context = makeContext(directory, shell === "bash" ? "bash" : "sh");
  fill(context, world);
  return context;
}

function fill(context: ExpansionContext, world: World): void {
  for (const [name, text] of Object.entries(world.plain ?? {})) setPlain(context, name, text);
  for (const [name, pairs] of Object.entries(world.arrays ?? {})) {
    setArray(context, name, "indexed", pairs);
  }
  for (const [name, pairs] of Object.entries(world.maps ?? {})) {
    setArray(context, name, "associative", pairs);
  }
  for (const name of world.unset ?? []) context.state.variables.delete(name);
  setPositional(context, world.positional ?? []);
  for (const name of world.shopt ?? []) context.state.shoptOptions.add(name);
  for (const name of world.options ?? []) context.state.setOptions.add(name);
}

/** The commands that make a world in a real shell. */
export function describeWorld(world: World): string {
  const lines = Object.entries(world.plain ?? {}).map(([name, text]) => `${name}=${quote(text)}`);
  for (const [name, pairs] of Object.entries(world.arrays ?? {})) {
    lines.push(`declare -a ${name}=(${describePairs(pairs)})`);
  }
  for (const [name, pairs] of Object.entries(world.maps ?? {})) {
    lines.push(`declare -A ${name}=(${describePairs(pairs)})`);
  }
  for (const name of world.unset ?? []) lines.push(`unset ${name}`);
  if (world.positional !== undefined) lines.push(`set -- ${world.positional.map(quote).join(" ")}`);
  for (const name of world.shopt ?? []) lines.push(`shopt -s ${name}`);
  for (const name of world.options ?? []) lines.push(`set -o ${name}`);
  return lines.join("\n");
}

function describePairs(pairs: readonly (readonly [string, string])[]): string {
  return pairs.map(([key, value]) => `[${quote(key)}]=${quote(value)}`).join(" ");
}
