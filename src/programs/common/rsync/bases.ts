import type { Files } from "../../../domain/view/files.ts";
import { type FileStatus, isError } from "../../../domain/world.ts";
import { joinPath } from "../paths.ts";
import type { Report } from "../report.ts";
import type { Listed } from "./lister.ts";
import type { RsyncSettings } from "./settings.ts";

type IsSame = (listed: Listed, base: string, found: FileStatus) => boolean;

/** --link-dest, --copy-dest and --compare-dest: directories where the same file may lie already. */
export class Bases {
  readonly #report: Report;
  readonly #settings: RsyncSettings;
  readonly #isSame: IsSame;
  #root = ".";

  constructor(report: Report, settings: RsyncSettings, isSame: IsSame) {
    this.#report = report;
    this.#settings = settings;
    this.#isSame = isSame;
  }

  /** The directory that everything is copied below; relative ones count from it. */
  setRoot(path: string): void {
    this.#root = path;
  }

  /** True where nothing is left to copy: the file was linked from there, or is not wanted twice. */
  take(files: Files, listed: Listed, target: string): boolean {
    const { bases, baseUse } = this.#settings;
    if (bases.length === 0 || baseUse === "copy") return false;
    if (!target.startsWith(`${this.#root}/`)) return false;
    const below = target.slice(this.#root.length + 1);
    for (const base of bases) {
      const place = joinPath(base.startsWith("/") ? base : joinPath(this.#root, base), below);
      const found = this.#report.call.files.lstat(place);
      if (isError(found) || !this.#isSame(listed, place, found)) continue;
      if (!this.#hasSameAttributes(listed.status, found)) continue;
      return baseUse === "leave out" || files.hardLink(place, target) === undefined;
    }
    return false;
  }

  #hasSameAttributes(source: FileStatus, found: FileStatus): boolean {
    const { keepsModes, keepsOwners, keepsGroups, modeRules } = this.#settings;
    const mayOwn = this.#report.call.identity.capabilities.has("chown");
    if (modeRules.length > 0) return false;
    if (keepsModes && source.type !== "link" && source.mode !== found.mode) return false;
    if (keepsOwners && mayOwn && source.uid !== found.uid) return false;
    return !keepsGroups || !mayOwn || source.gid === found.gid;
  }
}
