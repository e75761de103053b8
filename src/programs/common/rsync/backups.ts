import type { Files } from "../../../domain/view/files.ts";
import { type ErrorCode, isError } from "../../../domain/world.ts";
import { baseName, directoryName, joinPath } from "../paths.ts";
import type { Report } from "../report.ts";
import type { RsyncSettings } from "./settings.ts";

/** What -b and --backup-dir keep of what is replaced or deleted. */
export class Backups {
  readonly #report: Report;
  readonly #backup: RsyncSettings["backup"];
  readonly #makeParents: (path: string) => void;
  #root = ".";

  constructor(report: Report, settings: RsyncSettings, makeParents: (path: string) => void) {
    this.#report = report;
    this.#backup = settings.backup;
    this.#makeParents = makeParents;
  }

  /** The directory that everything is copied below. */
  setRoot(path: string): void {
    this.#root = path;
  }

  /** The directory of backups is not looked through for what to delete. */
  isDirectory(path: string): boolean {
    const directory = this.#backup?.directory;
    if (directory === undefined) return false;
    const place = this.#report.call.files.realPath(path);
    return place === this.#report.call.files.realPath(this.#placeOf(directory));
  }

  /** A backup is not backed up again, nor deleted. */
  isOne(path: string): boolean {
    return (
      this.#backup !== undefined &&
      this.#backup.directory === undefined &&
      path.endsWith(this.#backup.suffix)
    );
  }

  /** Renames a file out of the way. */
  keep(files: Files, path: string): ErrorCode | undefined {
    const backup = this.#backup;
    if (backup === undefined) return undefined;
    if (backup.directory === undefined) {
      const parent = path.includes("/") ? directoryName(path) : "";
      return files.rename(path, joinPath(parent, baseName(path) + backup.suffix));
    }
    const below = this.#below(path);
    this.#makeDirectories(backup.directory, directoryName(below));
    return files.rename(path, joinPath(this.#placeOf(backup.directory), below + backup.suffix));
  }

  /** A relative directory for backups counts from the target. */
  #placeOf(directory: string): string {
    return directory.startsWith("/") ? directory : joinPath(this.#root, directory);
  }

  #below(path: string): string {
    return path.startsWith(`${this.#root}/`) ? path.slice(this.#root.length + 1) : baseName(path);
  }

  /** Directories of backups are like those that the backups come from. */
  #makeDirectories(directory: string, below: string): void {
    const { files } = this.#report.call;
    this.#makeParents(this.#placeOf(directory));
    if (below === ".") return;
    let path = "";
    for (const name of below.split("/")) {
      path = joinPath(path, name);
      const made = joinPath(this.#placeOf(directory), path);
      const like = files.stat(joinPath(this.#root, path));
      if (files.makeDirectory(made) !== undefined || isError(like)) continue;
      files.setAccess(made, { mode: like.mode, uid: like.uid, gid: like.gid });
    }
  }
}
