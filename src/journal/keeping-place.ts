import { closeSync, linkSync, mkdirSync, unlinkSync } from "node:fs";
import { join } from "node:path/posix";
import type { Path } from "../domain/world.ts";
import { nodePath, systemCodeOf } from "../system/node-path.ts";
import type { JournalContext } from "./context.ts";
import { copyToNew, reflinkToNew } from "./copy-bytes.ts";
import type { Kept, PathState } from "./entry.ts";
import { noteStore } from "./keeping-mark.ts";
import { type OpenedStore, openedStore } from "./opened-store.ts";
import { readStatus } from "./path-state.ts";
import { openNoFollow } from "./read-file.ts";
import { removeStore } from "./remove-store.ts";
import { runHelper } from "./run-helper.ts";
import { storeFailure } from "./store-failure.ts";
import { findStore, freeBytes, makeStore } from "./stores.ts";

export interface NotKept {
  /** Why, as a sentence part after the path's name. */
  readonly missing: string;
}

/** Copies up to which each is written out for itself; beyond, one sync(1) is quicker. */
const singleSyncs = 16;
/** What link(2) may fail with for one file while the store is in order. */
const linkRefusals = ["EPERM", "EXDEV", "EMLINK", "EACCES", "EOPNOTSUPP"];

/** The directories that hold what is kept for one entry, made when first needed. */
export class KeepingPlace {
  readonly stores: Path[] = [];
  bytes = 0;
  private readonly id: string;
  private readonly context: JournalContext;
  private readonly copyLimit: number;
  private readonly isChanged: (directory: Path) => boolean;
  private readonly byMount = new Map<Path, OpenedStore | undefined>();
  private readonly opened: OpenedStore[] = [];
  private readonly copies: Path[] = [];

  constructor(
    id: string,
    context: JournalContext,
    copyLimit: number,
    isChanged: (directory: Path) => boolean,
  ) {
    this.id = id;
    this.context = context;
    this.copyLimit = copyLimit;
    this.isChanged = isChanged;
  }

  /** Keeps the very inode under a second name; where that cannot be, its bytes. */
  link(path: Path, state: PathState): Kept | NotKept {
    const store = this.storeFor(path);
    if (store === undefined) return noStore;
    if (!store.isSameMount) return this.copy(path, state);
    const name = store.nextName();
    const file = join(store.directory, name);
    try {
      linkSync(nodePath(path), nodePath(file));
    } catch (error) {
      if (linkRefusals.includes(systemCodeOf(error))) return this.copy(path, state);
      throw storeFailure(error, store.directory);
    }
    if (String(readStatus(file)?.ino) === state.inode) {
      this.bytes += state.size;
      return { how: "link", store: store.index, name };
    }
    unlinkSync(nodePath(file));
    // An overlay gives a file of a lower layer another inode once it has a second name.
    return this.copy(path, state);
  }

  /** Keeps the bytes of a file, sharing them where the file system can. */
  copy(path: Path, state: PathState): Kept | NotKept {
    if (state.type !== "file") return { missing: "it is no ordinary file and cannot be linked" };
    const store = this.storeFor(path);
    if (store === undefined) return noStore;
    const source = this.open(path, state);
    if (typeof source !== "number") return source;
    try {
      return this.copyOpen(source, state, store);
    } catch (error) {
      throw storeFailure(error, store.directory);
    } finally {
      closeSync(source);
    }
  }

  /** A name that something can be moved to as a whole; undefined where a rename cannot reach. */
  reserve(path: Path): Kept | undefined {
    const store = this.storeFor(path);
    if (store?.isSameMount !== true) return undefined;
    return { how: "tree", store: store.index, name: store.nextName() };
  }

  private open(path: Path, state: PathState): number | NotKept {
    try {
      return openNoFollow(path, state.inode) ?? { missing: "it was replaced just now" };
    } catch (error) {
      return { missing: `it cannot be read (${systemCodeOf(error)})` };
    }
  }

  private copyOpen(source: number, state: PathState, store: OpenedStore): Kept | NotKept {
    const name = store.nextName();
    const file = join(store.directory, name);
    const isLarge = this.bytes + state.size > this.copyLimit;
    if (!isLarge && this.lacksRoom(state, store))
      return { missing: "the disk has no room for a copy" };
    if (isLarge && !reflinkToNew(source, file)) return { missing: "it is too large to copy" };
    if (!isLarge) copyToNew(source, file);
    this.bytes += state.size;
    this.copies.push(file);
    return { how: "copy", store: store.index, name };
  }

  /** A copy may take at most half of what is free. */
  private lacksRoom(state: PathState, store: OpenedStore): boolean {
    return state.size > 1 << 20 && state.size > freeBytes(store.directory) / 2;
  }

  private storeFor(path: Path): OpenedStore | undefined {
    const mount = this.context.mounts.of(path)?.path ?? "";
    if (!this.byMount.has(mount)) this.byMount.set(mount, this.openStore(path));
    return this.byMount.get(mount);
  }

  private openStore(path: Path): OpenedStore | undefined {
    const store = findStore(path, this.context, this.isChanged);
    if (store === undefined) return undefined;
    const directory = join(store.directory, this.id);
    const known = this.opened.find((one) => one.directory === directory);
    if (known !== undefined) return { ...known, isSameMount: store.isSameMount };
    try {
      noteStore(this.id, directory, this.context);
      makeStore(store, this.context.identity.uid);
      mkdirSync(nodePath(directory), { mode: 0o700 });
    } catch (error) {
      throw storeFailure(error, store.directory);
    }
    this.stores.push(directory);
    const opened = openedStore(directory, this.stores.length - 1, store.isSameMount);
    this.opened.push(opened);
    return opened;
  }

  drop(): void {
    for (const store of this.stores) removeStore(store, this.context.identity.uid);
  }

  /** What has to be written out yet; beyond a few copies, sync(1) does it here and now. */
  listUnsynced(): readonly Path[] {
    const directories = this.opened.flatMap(({ directory, folders }) => [directory, ...folders]);
    if (this.copies.length <= singleSyncs) return [...this.copies, ...directories];
    for (const { directory } of this.opened) runHelper("sync", ["-f", directory]);
    return [];
  }
}

const noStore: NotKept = { missing: "there is no place to keep it outside of what is changed" };
