import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path/posix";
import type { Path } from "../domain/world.ts";
import { nodePath } from "../system/node-path.ts";
import { storeFailure } from "./store-failure.ts";

/** An entry's own directory in a store. */
export interface OpenedStore {
  readonly directory: Path;
  /** Place in the entry's list of stores. */
  readonly index: number;
  readonly isSameMount: boolean;
  /** Directories below it that were made for names. */
  readonly folders: readonly Path[];
  /** A free name below the directory, whose own directory exists. Throws StoreFailure. */
  nextName(): string;
}

const namesPerFolder = 1000;

export function openedStore(directory: Path, index: number, isSameMount: boolean): OpenedStore {
  let count = 0;
  const folders: Path[] = [];
  const nextName = () => {
    const folder = String(Math.floor(count / namesPerFolder));
    const name = `${folder}/${count % namesPerFolder}`;
    if (count % namesPerFolder === 0) {
      makeFolder(join(directory, folder));
      folders.push(join(directory, folder));
    }
    count += 1;
    return name;
  };
  return { directory, index, isSameMount, folders, nextName };
}

function makeFolder(path: Path): void {
  try {
    mkdirSync(nodePath(path), { mode: 0o700 });
  } catch (error) {
    throw storeFailure(error, dirname(path));
  }
}
