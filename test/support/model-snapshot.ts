import { lstatSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { type AccessLists, isExtended, textOfList } from "../../src/domain/access-list.ts";
import { decodeBytes } from "../../src/domain/bytes.ts";
import type { Change } from "../../src/domain/plan.ts";
import type { Files } from "../../src/domain/view/files.ts";
import { isError } from "../../src/domain/world.ts";
import { readAccessLists } from "../../src/system/access-lists.ts";

/** How one path of the tree is: what the model and the real run are compared by. */
export type Snapshot = Readonly<Record<string, string>>;

/** Every path below the directory with type, mode, owner and content or target. */
export function snapshot(directory: string, withLists = false): Snapshot {
  const found: Record<string, string> = {};
  const lists = (withLists ? readAccessLists(directory, true) : undefined) ?? new Map();
  const visit = (path: string, name: string): void => {
    const stats = lstatSync(path);
    const owner = `${stats.uid}:${stats.gid}`;
    const mode = (stats.mode & 0o7777).toString(8) + textOfLists(lists.get(path));
    if (stats.isSymbolicLink()) found[name] = `link ${owner} ${readlinkSync(path)}`;
    else if (stats.isDirectory()) {
      found[name] = `directory ${mode} ${owner}`;
      for (const entry of readdirSync(path))
        visit(join(path, entry), name === "." ? entry : `${name}/${entry}`);
    } else if (stats.isFile()) {
      found[name] = `file ${mode} ${owner} ${decodeBytes(readFileSync(path))}`;
    } else {
      const type = stats.isFIFO()
        ? "fifo"
        : stats.isSocket()
          ? "socket"
          : stats.isBlockDevice()
            ? "block"
            : "character";
      found[name] =
        `${type} ${mode} ${owner} ${type === "fifo" || type === "socket" ? 0 : stats.rdev}`;
    }
  };
  visit(directory, ".");
  return found;
}

/** The same of a view. */
export function viewSnapshot(files: Files, directory: string, withLists = false): Snapshot {
  const found: Record<string, string> = {};
  const visit = (path: string, name: string): void => {
    const status = files.lstat(path);
    if (isError(status)) return;
    const owner = `${status.uid}:${status.gid}`;
    const lists = withLists && status.type !== "link" ? files.accessLists(path) : undefined;
    const mode = status.mode.toString(8) + (isError(lists) ? "" : textOfLists(lists));
    if (status.type === "link") found[name] = `link ${owner} ${files.readLink(path)}`;
    else if (status.type === "directory") {
      found[name] = `directory ${mode} ${owner}`;
      const entries = files.readDirectory(path);
      for (const entry of isError(entries) ? [] : entries) {
        visit(join(path, entry.name), name === "." ? entry.name : `${name}/${entry.name}`);
      }
    } else if (status.type === "file") {
      const content = files.content(path);
      const text =
        typeof content === "string"
          ? content
          : content.kind === "unknown"
            ? "?"
            : (files.textOf(content) ?? "?");
      found[name] = `file ${mode} ${owner} ${text}`;
    } else found[name] = `${status.type} ${mode} ${owner} ${status.deviceNumber}`;
  };
  visit(directory, ".");
  return found;
}

/** What access lists say beyond the mode, without blanks. */
function textOfLists(lists: AccessLists | undefined): string {
  if (lists === undefined) return "";
  const access = isExtended(lists.access) ? `+${textOfList(lists.access)}` : "";
  const inherited = lists.inherited === undefined ? "" : `+default:${textOfList(lists.inherited)}`;
  return access + inherited;
}

/** The contract's `changes` from two snapshots. */
export function compare(directory: string, before: Snapshot, after: Snapshot): readonly Change[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return sorted(
    names.flatMap((name): Change[] => {
      const [old, now] = [before[name], after[name]];
      if (old === now) return [];
      const path = join(directory, name);
      if (old === undefined) return [{ path, change: "created" }];
      if (now === undefined) return [{ path, change: "deleted" }];
      const isSame = withoutAccess(old) === withoutAccess(now);
      return [{ path, change: isSame ? "metadata" : "modified" }];
    }),
  );
}

function withoutAccess(entry: string): string {
  const [type = "", ...rest] = entry.split(" ");
  return [type, ...rest.slice(type === "link" ? 1 : 2)].join(" ");
}

/** Changes in the order of their paths. */
export function sorted(changes: readonly Change[]): readonly Change[] {
  return changes.toSorted((first, second) =>
    first.path < second.path ? -1 : first.path > second.path ? 1 : 0,
  );
}
