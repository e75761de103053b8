import type { Access } from "../../../domain/effect.ts";
import type { Content, Files } from "../../../domain/view/files.ts";
import { type ErrorCode, type FileStatus, isError } from "../../../domain/world.ts";
import { directoryName } from "../paths.ts";
import type { Report } from "../report.ts";
import { Backups } from "./backups.ts";
import { Bases } from "./bases.ts";
import type { Listed } from "./lister.ts";
import { changedMode } from "./mode-rules.ts";
import type { RsyncSettings } from "./settings.ts";

const partial = 23;

/** What was listed went before it was sent, which happens where the target lies in the source. */
const vanished = 24;

/** How rsync brings one entry of the target into line with the source's. */
export class Copier {
  readonly #report: Report;
  readonly #settings: RsyncSettings;
  readonly backups: Backups;
  readonly bases: Bases;
  readonly #copied = new Map<string, string>();
  readonly #times: (() => void)[] = [];
  #hasVanished = false;

  constructor(report: Report, settings: RsyncSettings) {
    this.#report = report;
    this.#settings = settings;
    this.backups = new Backups(report, settings, (path) => this.makeParents(path));
    this.bases = new Bases(report, settings, (listed, base, found) =>
      this.#isUpToDate(listed, base, found),
    );
  }

  /** Times of directories are set last. */
  finish(): void {
    for (const set of this.#times.reverse()) set();
    if (this.#hasVanished && this.#report.outcome().status === 0) this.#report.setStatus(vanished);
  }

  makeParents(path: string): void {
    const { files } = this.#report.call;
    if (path === "." || path === "/" || !isError(files.stat(path))) return;
    this.makeParents(directoryName(path));
    files.makeDirectory(path);
  }

  /** Makes the directory, or finds it; false where nothing can be put into it. */
  openDirectory(files: Files, target: string, source: FileStatus, isRoot: boolean): boolean {
    // The target itself may be a link to a directory.
    const behind = this.#settings.keepsTargetLinks || isRoot ? files.stat(target) : "ENOENT";
    const status = isError(behind) ? files.lstat(target) : behind;
    if (!isError(status) && status.type === "directory") {
      this.#openUp(files, target, source);
      return true;
    }
    if (!isError(status)) {
      if (this.#settings.onlyMissing) return false;
      if (!this.removeFile(files, target)) return false;
    } else if (this.#settings.onlyExisting) return false;
    const error = files.makeDirectory(target);
    if (error !== undefined) return this.#failed(target, error);
    if (this.#settings.keepsModes) this.#openUp(files, target, source);
    else files.setAccess(target, { mode: this.#newMode(source, true) });
    return true;
  }

  /** What rsync may not write to yet it may once the mode is the source's. */
  #openUp(files: Files, target: string, source: FileStatus): void {
    if (!this.#settings.keepsModes) return;
    const isRoot = this.#report.call.identity.capabilities.has("dac_override");
    const place = files.realPath(target);
    const mode = this.#ruled(source.mode, true) | (isRoot ? 0 : 0o700);
    if (!isError(place)) files.setAccess(place, { mode });
  }

  closeDirectory(target: string, source: FileStatus): void {
    this.#setAttributes(this.#report.call.files, target, source);
    if (this.#settings.keepsTimes) {
      this.#times.push(() => this.#report.call.files.setModified(target, source.modified));
    }
  }

  copyFile(files: Files, listed: Listed, target: string): void {
    const { path, status: source } = listed;
    if (!this.#isWanted(source)) {
      if (source.type !== "file") this.tell();
      return;
    }
    const present = files.lstat(target);
    const old = isError(present) ? undefined : present;
    if (old === undefined ? this.#settings.onlyExisting : this.#settings.onlyMissing) return;
    if (old === undefined && this.bases.take(files, listed, target)) return;
    if (old !== undefined && this.#isKept(source, old)) return;
    if (old !== undefined && this.#isUpToDate(listed, target, old))
      this.#setAttributes(files, target, source);
    else if (!this.#update(files, listed, target, old)) return;
    if (this.#settings.removesSources) files.unlink(path);
  }

  #isWanted(source: FileStatus): boolean {
    switch (source.type) {
      case "file":
        return source.size <= this.#settings.largest && source.size >= this.#settings.smallest;
      case "link":
        return this.#settings.keepsLinks;
      case "fifo":
      case "socket":
        return this.#settings.keepsSpecials;
      default:
        return this.#settings.keepsDevices && this.#report.call.identity.uid === 0;
    }
  }

  /** -u: what is newer at the target stays. */
  #isKept(source: FileStatus, old: FileStatus): boolean {
    return (
      this.#settings.skipsNewer &&
      old.type === source.type &&
      old.type === "file" &&
      seconds(old) > seconds(source)
    );
  }

  #isUpToDate({ path, link, status: source }: Listed, target: string, old: FileStatus): boolean {
    const { files } = this.#report.call;
    if (source.type !== old.type) return false;
    if (source.type === "link") return link === files.readLink(target);
    if (source.type !== "file") return source.deviceNumber === old.deviceNumber;
    if (source.size !== old.size) return false;
    if (this.#settings.comparesContent) return this.#isSameContent(path, target);
    if (this.#settings.comparesSizesOnly) return true;
    return !this.#settings.ignoresTimes && seconds(source) === seconds(old);
  }

  #isSameContent(path: string, target: string): boolean {
    const { call } = this.#report;
    const first = call.files.text(path, 8_000_000);
    const second = call.files.text(target, 8_000_000);
    if (first === undefined || second === undefined) {
      call.unknown(`whether \`${target}\` would differ was not worked out`);
      return false;
    }
    return first === second;
  }

  #update(files: Files, listed: Listed, target: string, old: FileStatus | undefined): boolean {
    const { path, status: source } = listed;
    if (old?.type === "directory" && !this.#makeWay(files, target)) return false;
    const denied = source.type === "file" ? files.access(path, "read") : undefined;
    if (denied === "ENOENT") this.#hasVanished = true;
    if (denied !== undefined) return denied !== "ENOENT" && this.#failed(path, denied);
    const isFresh = old === undefined || old.type === "directory";
    if (!isFresh && this.#settings.backup !== undefined && !this.#backUp(files, target))
      return false;
    const linked = this.#hardLink(files, target, source);
    const error = linked === false ? this.#make(files, listed, target, old) : linked;
    if (error !== undefined) return this.#failed(target, error);
    this.#copied.set(`${source.device}:${source.inode}`, target);
    this.#setAttributes(files, target, source, old);
    if (this.#settings.keepsTimes && source.type === "file")
      files.setModified(target, source.modified);
    return true;
  }

  /** With -H a file that was copied under another name gets a link to that; false where it does not. */
  #hardLink(files: Files, target: string, source: FileStatus): ErrorCode | undefined | false {
    const first = this.#copied.get(`${source.device}:${source.inode}`);
    if (!this.#settings.keepsHardLinks || source.links < 2 || first === undefined) return false;
    if (!isError(files.lstat(target))) files.unlink(target);
    return files.hardLink(first, target);
  }

  #make(
    files: Files,
    { path, link, status: source }: Listed,
    target: string,
    old: FileStatus | undefined,
  ): ErrorCode | undefined {
    if (source.type === "file") {
      const content = files.content(path);
      if (isError(content)) return content;
      return this.#writeFile(files, target, content, source, old);
    }
    if (!isError(files.lstat(target))) files.unlink(target);
    if (source.type !== "link") {
      const mode = this.#settings.keepsModes ? source.mode : this.#newMode(source, false);
      return files.makeNode(target, source.type, mode, source.deviceNumber);
    }
    return link === undefined ? "ENOENT" : files.symbolicLink(link, target);
  }

  #writeFile(
    files: Files,
    target: string,
    content: Content,
    source: FileStatus,
    old: FileStatus | undefined,
  ): ErrorCode | undefined {
    if (this.#settings.isInPlace && old?.type === "file")
      return files.write(target, content, { how: "partly" });
    const error = files.replace(target, content, this.#accessOf(source, old, false));
    if (error === undefined && old === undefined)
      files.setAccess(target, this.#accessOf(source, old, false));
    return error;
  }

  /** Owner and mode of a new file in the place of an old one, or of none. */
  #accessOf(
    source: FileStatus,
    old: FileStatus | undefined,
    isDirectory: boolean,
  ): Partial<Access> {
    const { keepsModes, keepsOwners, keepsGroups } = this.#settings;
    const isOld = old !== undefined && old.type === "file";
    const kept = isOld ? this.#executable(source, old.mode) : this.#newMode(source, isDirectory);
    return {
      mode: keepsModes ? this.#ruled(source.mode, isDirectory) : kept,
      ...(keepsOwners ? { uid: source.uid } : {}),
      ...(keepsGroups ? { gid: source.gid } : {}),
    };
  }

  /** -E: execute bits follow the source's where it has any. */
  #executable(source: FileStatus, mode: number): number {
    if (!this.#settings.keepsExecutability) return mode;
    return (source.mode & 0o111) === 0 ? mode & ~0o111 : mode | ((mode & 0o444) >> 2);
  }

  #newMode(source: FileStatus, isDirectory: boolean): number {
    return this.#ruled(source.mode, isDirectory) & 0o777 & ~this.#report.call.umask;
  }

  #ruled(mode: number, isDirectory: boolean): number {
    return changedMode(this.#settings.modeRules, mode, isDirectory, this.#report.call.umask);
  }

  /** What -p, -o and -g ask for on something that is there. */
  #setAttributes(files: Files, target: string, source: FileStatus, _old?: FileStatus): void {
    const { keepsModes, keepsOwners, keepsGroups, keepsExecutability } = this.#settings;
    const isLink = source.type === "link";
    const status = files.lstat(target);
    if (isError(status)) return;
    const mayOwn = this.#report.call.identity.capabilities.has("chown");
    const isDirectory = source.type === "directory";
    const mode = keepsModes
      ? this.#ruled(source.mode, isDirectory)
      : keepsExecutability && source.type === "file"
        ? this.#executable(source, status.mode)
        : undefined;
    const place = status.type === "link" && !isLink ? files.realPath(target) : target;
    const isOwn =
      this.#report.call.identity.capabilities.has("fowner") ||
      status.uid === this.#report.call.identity.uid;
    if (mode !== undefined && !isLink && mode !== status.mode && !isOwn)
      this.#failed(target, "EPERM");
    files.setAccess(isError(place) ? target : place, {
      ...(keepsOwners && mayOwn ? { uid: source.uid } : {}),
      ...(keepsGroups && (mayOwn || this.#report.call.identity.groups.includes(source.gid))
        ? { gid: source.gid }
        : {}),
      ...(mode === undefined || isLink ? {} : { mode }),
    });
  }

  /** A directory in the way of something else goes only when it is empty, or with --force. */
  #makeWay(files: Files, target: string): boolean {
    if (this.#settings.forces || this.#settings.deletes) {
      return files.removeTree(target).length === 0 || this.#failed(target, "ENOTEMPTY");
    }
    const error = files.removeDirectory(target);
    if (error !== undefined) this.tell();
    return error === undefined || this.#failed(target, error);
  }

  removeFile(files: Files, path: string): boolean {
    if (this.#settings.backup !== undefined)
      return this.backups.isOne(path) || this.#backUp(files, path);
    const error = files.unlink(path);
    return error === undefined || this.#failed(path, error);
  }

  removeDirectory(files: Files, path: string): boolean {
    const error = files.removeDirectory(path);
    if (error === "ENOTEMPTY") this.tell();
    return error === undefined || (error !== "ENOTEMPTY" && this.#failed(path, error));
  }

  /** rsync says on standard output what it leaves out. */
  tell(): void {
    this.#report.printUnknown("what rsync tells is not worked out");
  }

  #backUp(files: Files, path: string): boolean {
    const error = this.backups.keep(files, path);
    return error === undefined || this.#failed(path, error);
  }

  #failed(path: string, error: ErrorCode): false {
    this.#report.failOn("rsync:", path, error);
    this.#report.setStatus(partial);
    return false;
  }
}

/** Times are compared in whole seconds; what the line made is newer than all. */
function seconds(status: FileStatus): number {
  return Math.floor(status.modified);
}
