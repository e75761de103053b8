import type { Argument } from "../../../domain/argument.ts";
import { type FileStatus, isError } from "../../../domain/world.ts";
import { baseName, directoryName, joinPath } from "../paths.ts";
import type { Report } from "../report.ts";
import { Copier } from "./copier.ts";
import { isExcluded } from "./filters.ts";
import type { RsyncSettings } from "./settings.ts";

/** A source that was named, and where below the target it goes. */
interface Source {
  readonly argument: Argument;
  readonly path: string;
  readonly target: string;
  /** Path below the root of the transfer, for filters: empty for `dir/`. */
  readonly name: string;
}

/** Partial transfer. */
const partial = 23;

/** One local run of rsync. */
export class Sync {
  readonly #report: Report;
  readonly #settings: RsyncSettings;
  readonly #copier: Copier;
  #hadErrors = false;
  /** What this run has put where nothing was. */
  readonly #made = new Set<string>();

  constructor(report: Report, settings: RsyncSettings) {
    this.#report = report;
    this.#settings = settings;
    this.#copier = new Copier(report, settings);
  }

  run(sources: readonly Argument[], target: Argument): void {
    const planned = this.#plan(sources, target.text);
    if (planned === undefined) return;
    const root = this.#report.call.files.stat(target.text);
    const isDirectory = !isError(root) && root.type === "directory";
    this.#copier.backups.setRoot(
      isDirectory ? withoutSlash(target.text) : directoryName(target.text),
    );
    for (const source of planned) this.#transfer(source);
    this.#copier.finish();
  }

  #plan(sources: readonly Argument[], target: string): readonly Source[] | undefined {
    const { files } = this.#report.call;
    const status = files.stat(target);
    const present = sources.filter((source) => !isError(files.lstat(withoutSlash(source.text))));
    if (present.length < sources.length) {
      this.#hadErrors = true;
      this.#report.fail("some files could not be found", partial);
    }
    const [only] = present;
    if (only === undefined) {
      // The other half of rsync does not know yet that nothing comes.
      if (isError(status) && target.endsWith("/")) this.#makeTarget(target, []);
      return undefined;
    }
    if (isError(status) && !this.#makeTarget(target, present)) return undefined;
    if (
      !isError(status) &&
      status.type !== "directory" &&
      (present.length > 1 || this.#isTree(only))
    ) {
      this.#report.fail("destination must be a directory", 3);
      return undefined;
    }
    const isFile = isError(status)
      ? !this.#needsDirectory(target, present)
      : status.type !== "directory";
    return present.map((source) => this.#place(source, target, isFile));
  }

  #isTree(source: Argument): boolean {
    const status = this.#statusOf(withoutSlash(source.text), source.text.endsWith("/"));
    return (
      !isError(status) &&
      status.type === "directory" &&
      (this.#settings.recurses || this.#settings.listsDirectories)
    );
  }

  #needsDirectory(target: string, sources: readonly Argument[]): boolean {
    const [only] = sources;
    return (
      target.endsWith("/") ||
      sources.length > 1 ||
      this.#settings.isRelative ||
      (only !== undefined && this.#isTree(only))
    );
  }

  /** rsync makes the last part of a missing target, with --mkpath all of it. */
  #makeTarget(target: string, sources: readonly Argument[]): boolean {
    const { files } = this.#report.call;
    const plain = withoutSlash(target);
    const parent = directoryName(plain);
    if (isError(files.stat(parent)) && !this.#settings.makesPath) {
      this.#report.fail(`mkdir "${target}" failed`, 11);
      return false;
    }
    if (isError(files.stat(parent))) this.#copier.makeParents(parent);
    if (!this.#needsDirectory(target, sources)) return true;
    if (this.#settings.onlyExisting && !target.endsWith("/") && !this.#isMany(sources))
      return false;
    const error = files.makeDirectory(plain);
    if (error !== undefined) this.#report.fail(`mkdir "${target}" failed`, 11);
    return error === undefined;
  }

  /** More than one name is transferred: `--existing` holds for what is in the target, not for it. */
  #isMany(sources: readonly Argument[]): boolean {
    const [only] = sources;
    if (sources.length !== 1 || only === undefined) return true;
    const entries = this.#report.call.files.readDirectory(only.text);
    return this.#settings.recurses && !isError(entries) && entries.length > 0;
  }

  #place(argument: Argument, target: string, isFile: boolean): Source {
    const path = argument.text;
    if (this.#settings.isRelative) {
      const marked = /^(.*?)\/\.\/(.*)$/.exec(path);
      const name = (marked?.[2] ?? path).replace(/^\/+/, "").replace(/\/+$/, "");
      return { argument, path: withoutSlash(path), target: joinPath(target, name), name };
    }
    // A slash, `.` or `..` at the end: what is in the directory, and not the directory.
    const isContents = /(\/|(^|\/)\.\.?)$/.test(path);
    if (isContents)
      return { argument, path: withoutSlash(path), target: withoutSlash(target), name: "" };
    const name = baseName(path);
    return { argument, path, target: isFile ? target : joinPath(target, name), name };
  }

  #transfer(source: Source): void {
    const status = this.#statusOf(source.path, source.argument.text.endsWith("/"));
    if (isError(status)) return;
    const isDirectory = status.type === "directory";
    if (isDirectory && !this.#settings.recurses && !this.#settings.listsDirectories) {
      this.#copier.tell();
      return;
    }
    if (source.name !== "" && isExcluded(this.#settings.filters, source.name, isDirectory)) return;
    if (this.#settings.isRelative) this.#copyParents(source);
    this.#copyEntry(source, source.path, source.target, source.name, status, true);
  }

  /** -R: the directories on the way are made like the source's. */
  #copyParents(source: Source): void {
    const { files } = this.#report.call;
    const names = source.name.split("/").slice(0, -1);
    const from = source.path.slice(0, source.path.length - source.name.length);
    const below = source.target.slice(0, source.target.length - source.name.length);
    names.forEach((_name, at) => {
      const part = names.slice(0, at + 1).join("/");
      const status = files.stat(from + part);
      if (isError(status) || !this.#copier.openDirectory(files, below + part, status, false))
        return;
      this.#copier.closeDirectory(below + part, status);
    });
  }

  #statusOf(
    path: string,
    followsRoot: boolean,
  ): FileStatus | ReturnType<Report["call"]["files"]["lstat"]> {
    const { files } = this.#report.call;
    const own = files.lstat(path);
    if (isError(own) || own.type !== "link") return own;
    const behind = files.stat(path);
    if (this.#settings.followsLinks || followsRoot) return behind;
    const isTree = !isError(behind) && behind.type === "directory";
    return isTree && this.#settings.followsDirectoryLinks ? behind : own;
  }

  #copyEntry(
    source: Source,
    path: string,
    target: string,
    name: string,
    status: FileStatus,
    isRoot = false,
  ): void {
    const files = this.#report.call.files.for(source.argument);
    const place = isError(files.lstat(target)) ? files.canonicalPath(target) : "EEXIST";
    if (!isError(place)) this.#made.add(place);
    if (status.type !== "directory") {
      this.#copier.copyFile(files, path, target, status);
      return;
    }
    if (!this.#copier.openDirectory(files, target, status, name === "")) return;
    const enters =
      this.#settings.recurses || (isRoot && this.#settings.listsDirectories && name === "");
    if (enters) this.#copyEntries(source, path, target, name, status);
    this.#copier.closeDirectory(target, status);
  }

  #copyEntries(
    source: Source,
    path: string,
    target: string,
    name: string,
    status: FileStatus,
  ): void {
    const { call } = this.#report;
    const entries = call.files.readDirectory(path);
    if (isError(entries)) {
      this.#hadErrors = true;
      this.#report.fail(`opendir "${path}" failed`, partial);
      return;
    }
    const kept = new Set<string>();
    for (const entry of entries) {
      if (this.#isMade(joinPath(path, entry.name))) continue;
      const below = name === "" ? entry.name : `${name}/${entry.name}`;
      const own = this.#statusOf(joinPath(path, entry.name), false);
      if (isError(own)) {
        this.#report.fail(`symlink has no referent: "${below}"`, partial);
        this.#hadErrors = true;
        continue;
      }
      if (isExcluded(this.#settings.filters, below, own.type === "directory")) continue;
      if (this.#settings.isOneFileSystem && own.device !== status.device) continue;
      kept.add(entry.name);
    }
    if (this.#settings.deletes && this.#hadErrors) this.#copier.tell();
    if (this.#settings.deletes && this.#settings.recurses && !this.#hadErrors)
      this.#deleteOthers(source, target, name, kept);
    for (const { name: child } of entries.filter((entry) => kept.has(entry.name))) {
      if (!call.files.mayVisit()) return;
      const own = this.#statusOf(joinPath(path, child), false);
      const below = name === "" ? child : `${name}/${child}`;
      if (!isError(own))
        this.#copyEntry(source, joinPath(path, child), joinPath(target, child), below, own);
    }
  }

  /** What is sent is listed before it is written: a target inside of its source is not sent itself. */
  #isMade(path: string): boolean {
    const place = this.#report.call.files.canonicalPath(path);
    return !isError(place) && this.#made.has(place);
  }

  /** --delete: what the source does not have goes, except what is excluded. */
  #deleteOthers(source: Source, target: string, name: string, kept: ReadonlySet<string>): void {
    const files = this.#report.call.files.for(source.argument);
    const entries = files.readDirectory(target);
    for (const entry of isError(entries) ? [] : entries) {
      if (kept.has(entry.name)) continue;
      const below = name === "" ? entry.name : `${name}/${entry.name}`;
      const path = joinPath(target, entry.name);
      this.#deleteTree(files, path, below, entry.type === "directory");
    }
  }

  /** False where something in it is protected, so that it stays. */
  #deleteTree(
    files: Report["call"]["files"],
    path: string,
    below: string,
    isDirectory: boolean,
  ): boolean {
    const isProtected =
      !this.#settings.deletesExcluded && isExcluded(this.#settings.filters, below, isDirectory);
    if (isProtected || this.#copier.backups.isDirectory(path)) return false;
    if (!isDirectory) return this.#copier.removeFile(files, path);
    const entries = files.readDirectory(path);
    let isEmpty = !isError(entries);
    for (const entry of isError(entries) ? [] : entries) {
      const child = joinPath(path, entry.name);
      const isGone = this.#deleteTree(
        files,
        child,
        `${below}/${entry.name}`,
        entry.type === "directory",
      );
      isEmpty = isGone && isEmpty;
    }
    if (!isEmpty) this.#copier.tell();
    return isEmpty && this.#copier.removeDirectory(files, path);
  }
}

function withoutSlash(path: string): string {
  return path.length > 1 ? path.replace(/\/+$/, "") || "/" : path;
}
