import { readFileSync } from "node:fs";
import { decodeBytes } from "../domain/bytes.ts";
import { lazily } from "./lazily.ts";

/** bin/launch keeps the caller's environment in variables of this name, numbered from 0. */
const keptVariable = /^HANDRAIL_CALLER_ENVIRONMENT_(\d+)=/;

/**
 * The environment that the program was called with, as text (see domain/bytes.ts). Node's own
 * `process.env` lacks what the launcher takes away, and bash's changes to it show there.
 */
export function readCallerEnvironment(): ReadonlyMap<string, string> {
  const environment = new Map<string, string>();
  for (const variable of restoreCallerEnvironment(readOwnEnvironment())) {
    const equals = variable.indexOf("=", 1);
    const name = textOf(variable.slice(0, equals));
    // getenv(3) finds the first of two variables of one name.
    if (equals > 0 && !environment.has(name)) {
      environment.set(name, textOf(variable.slice(equals + 1)));
    }
  }
  return environment;
}

/** The same, byte for byte and in order: what the command that is run gets. */
export function readCallerEnvironmentBytes(): readonly Uint8Array[] {
  return restoreCallerEnvironment(readOwnEnvironment()).map(bytesOf);
}

/**
 * The caller's environment out of our own, `NAME=VALUE` each and one character for each byte, so
 * that nothing is lost on the way. Where no launcher kept it, the program was started directly and
 * ours is the caller's.
 */
export function restoreCallerEnvironment(own: readonly string[]): readonly string[] {
  const kept = joinKept(own);
  if (kept === undefined) return own;
  return kept === "" ? [] : kept.split("\n").map(readEscapes);
}

function bytesOf(variable: string): Uint8Array {
  return Buffer.from(variable, "latin1");
}

/** Most variables are plain ASCII, for which a character is its byte. */
function textOf(part: string): string {
  return /[^\0-\x7f]/.test(part) ? decodeBytes(bytesOf(part)) : part;
}

/** The launcher's text, put together from its parts; undefined where there are none. */
function joinKept(variables: readonly string[]): string | undefined {
  const parts: string[] = [];
  for (const variable of variables) {
    const part = keptVariable.exec(variable)?.[1];
    if (part !== undefined) parts[Number(part)] = variable.slice(variable.indexOf("=") + 1);
  }
  return parts.length > 0 ? parts.join("") : undefined;
}

function readEscapes(line: string): string {
  if (!line.includes("\\")) return line;
  return line.replace(/\\(.)/g, (_, letter: string) => (letter === "n" ? "\n" : letter));
}

/**
 * Read from the kernel, where it stays as it was at the start: Node turns bytes that are not UTF-8
 * into question marks.
 */
const readOwnEnvironment = lazily((): readonly string[] =>
  readFileSync("/proc/self/environ", "latin1").split("\0").slice(0, -1),
);
