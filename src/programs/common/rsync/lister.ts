import type { Call } from "../../../domain/program.ts";
import { type ErrorCode, type FileStatus, isError } from "../../../domain/world.ts";
import { joinPath } from "../paths.ts";
import { isExcluded } from "./filters.ts";
import type { RsyncSettings } from "./settings.ts";

/** What rsync's sending half lists, and how it stood then. */
export interface Listed {
  readonly path: string;
  /** Path below the root of the transfer, for filters: empty for `dir/`. */
  readonly name: string;
  readonly status: FileStatus;
  /** Where a link leads. */
  readonly link?: string;
  /** Absent for what is no directory and for those that are not entered. */
  readonly entries?: readonly Listed[];
  /** What it complained of while it listed the entries. */
  readonly faults: readonly string[];
}

/** Lists a source to its last entry, as rsync does before its other half writes. */
export class Lister {
  readonly #call: Call;
  readonly #settings: RsyncSettings;
  /** The directories around the one that is listed, against links in circles. */
  readonly #around: string[] = [];

  constructor(call: Call, settings: RsyncSettings) {
    this.#call = call;
    this.#settings = settings;
  }

  /** `isEntered`: whether what lies in it is listed though nothing below that is. */
  list(path: string, name: string, status: FileStatus, isEntered: boolean): Listed {
    const listed = { path, name, status, faults: [] };
    const link = status.type === "link" ? this.#call.files.readLink(path) : "EINVAL";
    if (status.type !== "directory") return isError(link) ? listed : { ...listed, link };
    if (!this.#settings.recurses && !isEntered) return listed;
    const key = `${status.device}:${status.inode}`;
    if (this.#around.includes(key)) {
      this.#call.unknown("how often rsync follows links that lead in circles is not worked out");
      return listed;
    }
    this.#around.push(key);
    const whole = this.#listEntries(listed);
    this.#around.pop();
    return whole;
  }

  #listEntries(directory: Listed): Listed {
    const { files } = this.#call;
    const { path } = directory;
    const names = files.access(path, "execute") ?? files.readDirectory(path);
    if (isError(names)) return { ...directory, entries: [], faults: [`opendir "${path}" failed`] };
    const entries: Listed[] = [];
    const faults: string[] = [];
    for (const { name } of names) {
      if (!files.mayVisit()) break;
      const below = directory.name === "" ? name : `${directory.name}/${name}`;
      const status = this.statusOf(joinPath(path, name), false);
      if (isError(status)) faults.push(`symlink has no referent: "${below}"`);
      else if (this.#isTaken(directory, below, status)) {
        const listed = this.list(joinPath(path, name), below, status, false);
        if (!this.isPruned(listed)) entries.push(listed);
      }
    }
    return { ...directory, entries, faults };
  }

  #isTaken(directory: Listed, name: string, status: FileStatus): boolean {
    if (isExcluded(this.#settings.filters, name, status.type === "directory")) return false;
    return !this.#settings.isOneFileSystem || status.device === directory.status.device;
  }

  /** -m: a directory stays away when nothing but directories would come in it. */
  isPruned({ entries, faults }: Listed): boolean {
    return this.#settings.prunesEmpty && entries?.length === 0 && faults.length === 0;
  }

  /** Of a link, what the options make of it. */
  statusOf(path: string, followsRoot: boolean): FileStatus | ErrorCode {
    const { files } = this.#call;
    const own = files.lstat(path);
    if (isError(own) || own.type !== "link") return this.#owned(own);
    const behind = files.stat(path);
    if (this.#settings.followsLinks || followsRoot) return this.#owned(behind);
    const isTree = !isError(behind) && behind.type === "directory";
    return this.#owned(isTree && this.#settings.followsDirectoryLinks ? behind : own);
  }

  /** --chown: as if it had belonged to them before. */
  #owned(status: FileStatus | ErrorCode): FileStatus | ErrorCode {
    return isError(status) ? status : { ...status, ...this.#settings.owner };
  }
}
