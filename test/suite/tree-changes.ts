import { createHash } from "node:crypto";
import { lstatSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import type { AccessLists } from "../../src/domain/access-list.ts";
import { decodeBytes } from "../../src/domain/bytes.ts";
import type { Change } from "../../src/domain/plan.ts";
import { readAccessLists } from "../../src/system/access-lists.ts";

/** What the contract's `changes` tells apart of one path. */
interface State {
  readonly content: string;
  readonly access: string;
}

export type TreeState = ReadonlyMap<string, State>;

/** A folder and every path below it, odd bytes as in src/domain/bytes.ts. */
export function readTree(folder: string, hasLists = true): TreeState {
  const states = new Map<string, State>();
  const none = new Map<string, AccessLists>();
  const lists = hasLists ? (readAccessLists(folder, true) ?? none) : none;
  readInto(states, Buffer.from(folder), lists);
  return states;
}

function readInto(
  states: Map<string, State>,
  path: Buffer,
  lists: ReadonlyMap<string, AccessLists>,
): void {
  const status = lstatSync(path);
  const own = JSON.stringify(lists.get(decodeBytes(path)));
  const access = `${(status.mode & 0o7777).toString(8)} ${status.uid}:${status.gid} ${own}`;
  states.set(decodeBytes(path), { content: contentOf(path), access });
  if (!status.isDirectory()) return;
  for (const name of readdirSync(path, { encoding: "buffer" })) {
    readInto(states, Buffer.concat([path, Buffer.from("/"), name]), lists);
  }
}

function contentOf(path: Buffer): string {
  const status = lstatSync(path);
  const type = status.mode & 0o170000;
  if (status.isSymbolicLink()) return `${type} ${readlinkSync(path, "latin1")}`;
  if (!status.isFile()) return `${type} ${status.rdev}`;
  return `${type} ${createHash("sha1").update(readFileSync(path)).digest("hex")}`;
}

/** What really changed, in the contract's words. */
export function compareTrees(before: TreeState, after: TreeState): readonly Change[] {
  const changes: Change[] = [];
  for (const [path, state] of before) {
    const now = after.get(path);
    if (now === undefined) changes.push({ path, change: "deleted" });
    else if (now.content !== state.content) changes.push({ path, change: "modified" });
    else if (now.access !== state.access) changes.push({ path, change: "metadata" });
  }
  for (const path of after.keys()) {
    if (!before.has(path)) changes.push({ path, change: "created" });
  }
  return changes;
}
