import { readFileSync } from "node:fs";
import { decodeBytes } from "../domain/bytes.ts";
import { lazily } from "./lazily.ts";

/** bin/launch keeps the caller's environment in variables of this name, numbered from 0. */
const keptName = /^HANDRAIL_CALLER_ENVIRONMENT_(\d+)$/;

/**
 * The environment that the program was called with, as text (see domain/bytes.ts). Node's own
 * `process.env` lacks what the launcher takes away, and bash's changes to it show there.
 */
export function readCallerEnvironment(): ReadonlyMap<string, string> {
  const environment = new Map<string, string>();
  for (const variable of readCallerEnvironmentBytes()) {
    const text = decodeBytes(variable);
    const equals = text.indexOf("=", 1);
    // getenv(3) finds the first of two variables of one name.
    if (equals > 0 && !environment.has(text.slice(0, equals))) {
      environment.set(text.slice(0, equals), text.slice(equals + 1));
    }
  }
  return environment;
}

/** The same, byte for byte and in order: what the command that is run gets. */
export function readCallerEnvironmentBytes(): readonly Uint8Array[] {
  return restoreCallerEnvironment(readOwnEnvironment());
}

/**
 * The caller's environment out of our own, both as the kernel holds them: `NAME=VALUE` each.
 * Where no launcher kept it, the program was started directly and ours is the caller's.
 */
export function restoreCallerEnvironment(own: readonly Uint8Array[]): readonly Uint8Array[] {
  // Latin-1 gives each byte one character, so nothing is lost on the way.
  const variables = own.map((bytes) => Buffer.from(bytes).toString("latin1"));
  const kept = joinKept(variables);
  if (kept === undefined) return own;
  if (kept === "") return [];
  return kept.split("\n").map((line) => Buffer.from(readEscapes(line), "latin1"));
}

/** The launcher's text, put together from its parts; undefined where there are none. */
function joinKept(variables: readonly string[]): string | undefined {
  const parts: string[] = [];
  for (const variable of variables) {
    const equals = variable.indexOf("=");
    const part = keptName.exec(variable.slice(0, equals))?.[1];
    if (part !== undefined) parts[Number(part)] = variable.slice(equals + 1);
  }
  return parts.length > 0 ? parts.join("") : undefined;
}

function readEscapes(line: string): string {
  return line.replace(/\\(.)/g, (_, letter: string) => (letter === "n" ? "\n" : letter));
}

/**
 * Read from the kernel, where it stays as it was at the start: Node turns bytes that are not UTF-8
 * into question marks.
 */
const readOwnEnvironment = lazily((): readonly Uint8Array[] => {
  const block = readFileSync("/proc/self/environ").toString("latin1");
  return block
    .split("\0")
    .slice(0, -1)
    .map((variable) => Buffer.from(variable, "latin1"));
});
