import { dirname } from "node:path/posix";
import type { Path } from "../domain/world.ts";
import type { PathRecord } from "../journal/entry.ts";
import { readStatus } from "../journal/path-state.ts";
import type { UndoChoice } from "./undo-plan.ts";

/** Which of an entry's records an undo is about, by a person's choice. */
export class UndoChooser {
  /** Something was left out. */
  isPartial = false;
  private readonly choice: UndoChoice;
  /** Directories that have to come back first, since they are gone. */
  private readonly around = new Set<Path>();
  /** Directories that have to stay, since something in them is left. */
  private readonly staying = new Set<Path>();

  constructor(records: readonly PathRecord[], choice: UndoChoice) {
    this.choice = choice;
    if (choice.only !== undefined) {
      for (const { path } of records.filter(({ path }) => this.isNamed(path))) this.addAround(path);
    }
    for (const path of choice.leave ?? []) {
      for (let at = dirname(path); at !== "/"; at = dirname(at)) this.staying.add(at);
    }
  }

  /** Whether the undo is to see to a record. */
  takes(record: PathRecord): boolean {
    const takes = this.isTaken(record);
    if (!takes && record.isParent !== true) this.isPartial = true;
    return takes;
  }

  replaces(path: Path): boolean {
    return this.choice.replace?.has(path) === true;
  }

  private isTaken({ path, before, isParent }: PathRecord): boolean {
    const { only, leave } = this.choice;
    if (leave?.has(path) === true) return false;
    if (before?.type !== "directory" && this.staying.has(path)) return false;
    if (only === undefined) return true;
    return isParent !== true && (this.isNamed(path) || this.around.has(path));
  }

  private isNamed(path: Path): boolean {
    const { only = [] } = this.choice;
    return only.some((name) => path === name || path.startsWith(`${name}/`));
  }

  private addAround(path: Path): void {
    for (let at = dirname(path); at !== "/" && !this.around.has(at); at = dirname(at)) {
      if (readStatus(at) !== undefined) return;
      this.around.add(at);
    }
  }
}
