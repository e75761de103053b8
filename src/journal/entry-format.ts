import { basename, normalize } from "node:path/posix";
import type { Action } from "../domain/action.ts";
import { readAction } from "../domain/read-action.ts";
import type { Path } from "../domain/world.ts";
import {
  type After,
  type Entry,
  type EntryPlan,
  journalSchema,
  type PathRecord,
  type PathState,
} from "./entry.ts";
import { isIdentifier } from "./identifier.ts";

type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null;
}

/** What is read from the disk is believed only as far as it has the form that was written. */
export function isEntry(value: unknown): value is Entry {
  if (!isFields(value) || value.schema !== journalSchema) return false;
  const { stores, owner, counts } = value;
  const id = value.id;
  if (!Array.isArray(stores) || !stores.every((store) => isPath(store) && basename(store) === id))
    return false;
  if (!isFields(owner) || typeof owner.pid !== "number" || !isFields(counts)) return false;
  if (value.plan !== undefined && !isPlan(value.plan)) return false;
  return typeof value.line === "string" && typeof value.state === "string";
}

function isPlan(value: unknown): value is EntryPlan {
  if (!isFields(value) || typeof value.title !== "string") return false;
  const { id, actions, inverse } = value;
  if (typeof id !== "string" || !isIdentifier(id)) return false;
  return [actions, inverse].every((list) => list === undefined || isActions(list));
}

function isActions(value: unknown): value is readonly Action[] {
  return Array.isArray(value) && value.every((action) => readAction(action) !== undefined);
}

export function isRecord(value: unknown): value is PathRecord {
  if (!isFields(value) || !isPath(value.path)) return false;
  const { before, kept } = value;
  if (before !== null && !isState(before)) return false;
  return (
    kept === undefined ||
    (isFields(kept) && isKeptName(kept.name) && typeof kept.store === "number")
  );
}

export function isAfter(value: unknown): value is After {
  return value === null || value === "hidden" || isState(value);
}

function isState(value: unknown): value is PathState {
  if (!isFields(value) || typeof value.type !== "string") return false;
  const numbers = ["mode", "uid", "gid", "size"].every((name) => Number.isInteger(value[name]));
  return numbers && isDigits(value.inode) && isDigits(value.modified);
}

function isDigits(value: unknown): boolean {
  return typeof value === "string" && /^-?\d+$/.test(value);
}

function isPath(value: unknown): value is Path {
  return (
    typeof value === "string" &&
    value.startsWith("/") &&
    normalize(value) === value &&
    !value.includes("\0")
  );
}

function isKeptName(value: unknown): boolean {
  if (typeof value !== "string" || value.includes("\0")) return false;
  return /^\d+\/\d+(\/|$)/.test(value) && normalize(value) === value;
}
