import {
  appendFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path/posix";
import type { Path } from "../domain/world.ts";
import { nodePath, systemCodeOf } from "../system/node-path.ts";
import type { JournalContext } from "./context.ts";
import { isIdentifier } from "./identifier.ts";
import { checkPrivateDirectory, requirePrivateDirectory } from "./private-directory.ts";
import { isAlive, ownMark, parseMark } from "./process-mark.ts";
import { removeStore } from "./remove-store.ts";

/**
 * While an entry is being made, a file says who makes it and, a line each, which stores it uses, so
 * that what a killed guard had begun to keep is found and removed. Empty at nearly all times.
 */
function marks(context: JournalContext): Path {
  return join(context.stateDirectory, "keeping");
}

export function markKeeping(id: string, context: JournalContext): void {
  requirePrivateDirectory(marks(context), context.identity.uid);
  const temporary = join(marks(context), `new.${id}.${process.pid}`);
  writeFileSync(nodePath(temporary), `${JSON.stringify(ownMark())}\n`, { mode: 0o600 });
  // As a whole or not at all: others must never find a mark without its owner.
  renameSync(nodePath(temporary), nodePath(join(marks(context), id)));
}

/** To be called before the store is made. */
export function noteStore(id: string, store: Path, context: JournalContext): void {
  appendFileSync(nodePath(join(marks(context), id)), `${JSON.stringify(store)}\n`);
}

export function unmarkKeeping(id: string, context: JournalContext): void {
  rmSync(nodePath(join(marks(context), id)), { force: true });
}

/** Removes what guards that were killed before their line started had begun to keep. */
export function sweepUnstarted(context: JournalContext): void {
  const names = listNames(context);
  names.filter(isCutOff).forEach((name) => {
    rmSync(nodePath(join(marks(context), name)), { force: true });
  });
  for (const id of names.filter(isIdentifier)) {
    const stores = readLeftBehind(join(marks(context), id));
    if (stores === undefined) continue;
    const entry = join(context.stateDirectory, "journal", id);
    if (!isReady(entry)) {
      for (const store of stores) {
        if (basename(store) === id) removeStore(store, context.identity.uid);
      }
      rmSync(nodePath(entry), { recursive: true, force: true });
    }
    unmarkKeeping(id, context);
  }
}

/**
 * Whether all was kept and written down. After a loss of power a mark may be back that was taken
 * away before the line started: what such an entry holds is never swept.
 */
function isReady(entry: Path): boolean {
  try {
    return !readFileSync(nodePath(join(entry, "entry.json")), "utf8").includes('"state":"keeping"');
  } catch {
    return false;
  }
}

/** The stores of a mark whose owner is gone; undefined when there is nothing to sweep. */
function readLeftBehind(mark: Path): readonly Path[] | undefined {
  let text: string;
  try {
    text = readFileSync(nodePath(mark), "utf8");
  } catch (error) {
    if (systemCodeOf(error) === "ENOENT") return undefined;
    throw error;
  }
  const [head = "", ...lines] = text.split("\n");
  const owner = parseMark(head);
  if (owner !== undefined && isAlive(owner)) return undefined;
  return lines.map(parseStore).filter((store) => store !== undefined);
}

/** A mark that was being written by a process that is gone. */
function isCutOff(name: string): boolean {
  const pid = /^new\.\w+\.(\d+)$/.exec(name)?.[1];
  return pid !== undefined && !existsSync(`/proc/${pid}`);
}

/** None where they cannot be read or trusted; making the next entry will say why. */
function listNames(context: JournalContext): readonly string[] {
  try {
    checkPrivateDirectory(marks(context), context.identity.uid);
    return readdirSync(nodePath(marks(context)));
  } catch {
    return [];
  }
}

/** The last line may have been cut off. */
function parseStore(line: string): Path | undefined {
  try {
    const store: unknown = JSON.parse(line);
    return typeof store === "string" && store.startsWith("/") ? store : undefined;
  } catch {
    return undefined;
  }
}
