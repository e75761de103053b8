import type { Call } from "../../../domain/program.ts";
import type { ErrorCode } from "../../../domain/world.ts";
import { NotFollowed } from "./syntax.ts";

/** What a short program calculates with. */
export type Value =
  | string
  | number
  | boolean
  | null
  | readonly Value[]
  /** An opened file. */
  | { readonly kind: "handle"; readonly path: string; readonly how: "truncate" | "append" | "read" }
  /** A path with methods of its own, as Python's pathlib has it. */
  | { readonly kind: "path"; readonly path: string }
  /** Named values, which the program may change. */
  | { readonly kind: "table"; readonly entries: Map<string, Value> }
  /** Found only as far as it is gone through, so that what changes meanwhile is seen. */
  | { readonly kind: "lazy"; readonly items: () => Iterable<Value> }
  | { readonly kind: "module"; readonly name: string };

export type Named = ReadonlyMap<string, Value>;

/** Something a language brings along. */
export type Action = (run: Run, words: readonly Value[], named: Named) => Value;

/** One run of a short program. */
export interface Run {
  readonly call: Call;
  print(text: string): void;
}

/** An operation failed; the language decides what becomes of that. */
export class Raised extends Error {}

/** The program ends itself; undefined where the status is not known. */
export class Ended extends Error {
  readonly status: number | undefined;

  constructor(status: number | undefined) {
    super();
    this.status = status;
  }
}

/** Goes on when there is no error. */
export function orRaise(error: ErrorCode | undefined): null {
  if (error !== undefined) throw new Raised(error);
  return null;
}

/** A text or path among the words; anything else is not followed. */
export function textOf(value: Value | undefined): string {
  if (typeof value === "string") return value;
  if (typeof value === "object" && value !== null && "kind" in value && value.kind === "path") {
    return value.path;
  }
  throw new NotFollowed();
}

export function numberOf(value: Value | undefined): number {
  if (typeof value !== "number") throw new NotFollowed();
  return value;
}

export function listOf(value: Value | undefined): readonly Value[] {
  return Array.isArray(value) ? value : [...itemsOf(value)];
}

/** What a loop goes through. */
export function itemsOf(value: Value | undefined): Iterable<Value> {
  if (Array.isArray(value)) return value;
  if (typeof value === "object" && value !== null && "kind" in value) {
    if (value.kind === "lazy") return value.items();
    if (value.kind === "table") return value.entries.keys();
  }
  throw new NotFollowed();
}

/** Whether a condition with it holds, as Python, JavaScript and Perl agree on. */
export function isTrue(value: Value): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (typeof value === "object" && value !== null && "kind" in value && value.kind === "table") {
    return value.entries.size > 0;
  }
  return value !== null && value !== false && value !== "" && value !== 0;
}
