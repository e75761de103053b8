import type { Access } from "../../../domain/effect.ts";
import type { Content } from "../../../domain/view/files.ts";
import { type FileStatus, isError } from "../../../domain/world.ts";
import type { OptionsRead } from "../options.ts";
import { directoryName, joinPath } from "../paths.ts";
import type { Report } from "../report.ts";
import type { Member } from "./listing.ts";

/** What to do with what is there already. */
export type OldFiles = "replace" | "overwrite" | "keep" | "skip" | "keep newer" | "unlink first";

export interface ExtractRules {
  readonly directory: string;
  readonly oldFiles: OldFiles;
  readonly keepsModes: boolean;
  readonly keepsOwners: boolean;
  readonly keepsAbsolute: boolean;
  readonly keepsTimes: boolean;
  readonly followsDirectoryLinks: boolean;
  readonly overwritesDirectories: boolean;
}

export function readExtractRules(
  read: OptionsRead,
  directory: string,
  isRoot: boolean,
): ExtractRules {
  const modes = read.last("same-permissions", "no-same-permissions");
  const owners = read.last("same-owner", "no-same-owner", "o");
  return {
    directory,
    oldFiles: readOldFiles(read),
    keepsModes: modes === undefined ? isRoot : modes === "same-permissions",
    keepsOwners: owners === undefined ? isRoot : owners === "same-owner",
    keepsAbsolute: read.has("absolute-names"),
    keepsTimes: !read.has("touch"),
    followsDirectoryLinks: read.has("keep-directory-symlink"),
    overwritesDirectories: !read.has("no-overwrite-dir"),
  };
}

function readOldFiles(read: OptionsRead): OldFiles {
  const last = read.last(
    "overwrite",
    "keep-old-files",
    "skip-old-files",
    "keep-newer-files",
    "unlink-first",
  );
  if (last === "overwrite") return "overwrite";
  if (last === "keep-old-files") return "keep";
  if (last === "skip-old-files") return "skip";
  if (last === "keep-newer-files") return "keep newer";
  return last === "unlink-first" ? "unlink first" : "replace";
}

/** One extraction: members in order, then the modes of directories, as tar does it. */
export class Extraction {
  readonly #report: Report;
  readonly #rules: ExtractRules;
  readonly #accessOf: (member: Member) => Partial<Access>;
  readonly #contentOf: (member: Member, path: string) => Content;
  readonly #directories = new Map<string, Member>();

  constructor(
    report: Report,
    rules: ExtractRules,
    accessOf: (member: Member) => Partial<Access>,
    contentOf: (member: Member, path: string) => Content,
  ) {
    this.#report = report;
    this.#rules = rules;
    this.#accessOf = accessOf;
    this.#contentOf = contentOf;
  }

  run(members: readonly Member[]): void {
    for (const member of members) {
      const path = this.#pathOf(member.name);
      if (path !== undefined) this.#extract(member, path);
    }
    for (const [path, member] of [...this.#directories].reverse()) {
      const place = this.#report.call.files.realPath(path);
      const real = isError(place) ? path : place;
      this.#setAccess(real, member);
      if (this.#rules.keepsTimes) this.#report.call.files.setModified(real, member.modified);
    }
  }

  /** Where a member goes; undefined for one that tar leaves out. */
  #pathOf(name: string): string | undefined {
    const plain = name.replace(/\/+$/, "");
    if (name === "") return undefined;
    if (this.#rules.keepsAbsolute) return this.#below(plain === "" ? "/" : plain);
    if (plain.split("/").includes("..")) {
      this.#report.fail(`${name}: Member name contains '..'`, 2);
      return undefined;
    }
    const relative = plain.replace(/^\/+/, "");
    return this.#below(relative === "" ? "." : relative);
  }

  #below(name: string): string {
    if (name.startsWith("/") || this.#rules.directory === "") return name;
    return name === "." ? this.#rules.directory : joinPath(this.#rules.directory, name);
  }

  #extract(member: Member, path: string): void {
    if (member.type === "other") {
      this.#report.call.unknown(`the archive holds a member of a kind that is not modelled`);
    } else if (member.type === "directory") this.#makeDirectory(member, path);
    else if (this.#makesWay(member, path)) this.#make(member, path);
  }

  #makeDirectory(member: Member, path: string): void {
    const { files } = this.#report.call;
    const follows = this.#rules.followsDirectoryLinks || path === this.#rules.directory;
    const status = follows ? files.stat(path) : files.lstat(path);
    if (!isError(status)) {
      const isUnlinkedFirst = this.#rules.oldFiles === "unlink first";
      if (status.type === "directory" && !isUnlinkedFirst) {
        const { oldFiles, overwritesDirectories } = this.#rules;
        const isOverwritten = oldFiles === "replace" || oldFiles === "overwrite";
        if (isOverwritten && overwritesDirectories) this.#directories.set(path, member);
        return;
      }
      if (!this.#removeOld(path, status)) return;
    }
    this.#makeParents(path);
    const error = files.makeDirectory(path);
    if (error === undefined) this.#directories.set(path, member);
    else this.#report.failOn("", path, error);
    if (error !== undefined) this.#report.setStatus(2);
  }

  /** Whether the name is free for the member, or was made so. */
  #makesWay(member: Member, path: string): boolean {
    const { files } = this.#report.call;
    const status = files.lstat(path);
    if (isError(status)) {
      this.#makeParents(path);
      return true;
    }
    switch (this.#rules.oldFiles) {
      case "skip":
        return false;
      case "keep":
        this.#report.fail(`${path}: Cannot open: File exists`, 2);
        return false;
      case "keep newer":
        if (member.modified <= Math.floor(status.modified)) return false;
        return this.#removeOld(path, status);
      case "overwrite":
        return (status.type === "file" && member.type === "file") || this.#removeOld(path, status);
      default:
        return this.#isReplaceable(member, status) || this.#removeOld(path, status);
    }
  }

  /** A file in the place of a file: the view sees one replaced file. */
  #isReplaceable(member: Member, status: FileStatus): boolean {
    return member.type === "file" && status.type !== "directory";
  }

  #removeOld(path: string, status: FileStatus): boolean {
    const { files } = this.#report.call;
    const keeps = this.#rules.oldFiles === "keep" || this.#rules.oldFiles === "skip";
    if (keeps) {
      if (this.#rules.oldFiles === "keep")
        this.#report.fail(`${path}: Cannot open: File exists`, 2);
      return false;
    }
    const error = status.type === "directory" ? files.removeDirectory(path) : files.unlink(path);
    if (error === undefined) return true;
    this.#report.failOn("", path, error);
    this.#report.setStatus(2);
    return false;
  }

  #make(member: Member, path: string): void {
    const { files } = this.#report.call;
    const error = this.#create(member, path);
    if (error !== undefined) {
      this.#report.failOn("", path, error);
      this.#report.setStatus(2);
      return;
    }
    if (member.type !== "hard link") this.#setAccess(path, member);
    if (member.type === "file" && this.#rules.keepsTimes) files.setModified(path, member.modified);
  }

  #create(member: Member, path: string): ReturnType<Report["call"]["files"]["write"]> {
    const { files } = this.#report.call;
    switch (member.type) {
      case "file":
        return this.#rules.oldFiles === "overwrite"
          ? files.write(path, this.#contentOf(member, path))
          : files.replace(path, this.#contentOf(member, path), this.#accessOf(member));
      case "link":
        return files.symbolicLink(member.target, path);
      case "hard link": {
        const target = this.#pathOf(member.target);
        return target === undefined ? "ENOENT" : files.hardLink(target, path);
      }
      case "directory":
      case "other":
        return undefined;
      default:
        return files.makeNode(path, member.type, member.mode, member.deviceNumber);
    }
  }

  #setAccess(path: string, member: Member): void {
    const { mode: given, ...owner } = this.#accessOf(member);
    const { files } = this.#report.call;
    const status = member.type === "directory" ? files.lstat(path) : "ENOENT";
    // A directory's bits beyond the permissions are its own, unless -p asks for the archive's.
    const isKept = !this.#rules.keepsModes && given !== undefined && !isError(status);
    const mode = isKept ? (given & 0o777) | (status.mode & 0o7000) : given;
    const access = mode === undefined ? owner : { ...owner, mode };
    files.setAccess(path, member.type === "link" ? owner : access);
  }

  #makeParents(path: string): void {
    const { files } = this.#report.call;
    const parent = directoryName(path);
    if (parent === "." || parent === "/" || !isError(files.stat(parent))) return;
    this.#makeParents(parent);
    files.makeDirectory(parent);
  }
}
