import type { Argument } from "../../../domain/argument.ts";
import { isError } from "../../../domain/world.ts";
import { baseName, directoryName, joinPath } from "../paths.ts";
import type { Report } from "../report.ts";
import { Copier } from "./copier.ts";
import { isExcluded } from "./filters.ts";
import { type Listed, Lister } from "./lister.ts";
import type { RsyncSettings } from "./settings.ts";

/** A source that was named, and where below the target it goes. */
interface Source {
  readonly argument: Argument;
  readonly path: string;
  readonly target: string;
  /** Path below the root of the transfer, for filters: empty for `dir/`. */
  readonly name: string;
  readonly listed: Listed;
}

/** Partial transfer. */
const partial = 23;
const notFound = "some files could not be found";

/** One local run of rsync. */
export class Sync {
  readonly #report: Report;
  readonly #settings: RsyncSettings;
  readonly #copier: Copier;
  #hadErrors = false;
  readonly #lister: Lister;

  constructor(report: Report, settings: RsyncSettings) {
    this.#report = report;
    this.#settings = settings;
    this.#copier = new Copier(report, settings);
    this.#lister = new Lister(report.call, settings);
  }

  /** `names`: what a list of names takes below the one source. */
  run(sources: readonly Argument[], target: Argument, names?: readonly string[]): void {
    const isMade = isError(this.#report.call.files.stat(target.text));
    const planned = this.#plan(sources, target.text, names);
    if (planned === undefined) return;
    if (
      planned.some((source) =>
        this.#sendsItself(source, target.text, { isMade, isAlone: planned.length === 1 }),
      )
    )
      this.#report.call.unknown(
        "how much of its own target rsync would send is a matter of chance",
        target,
      );
    const root = this.#report.call.files.stat(target.text);
    const isDirectory = !isError(root) && root.type === "directory";
    const place = isDirectory ? withoutSlash(target.text) : directoryName(target.text);
    this.#copier.backups.setRoot(place);
    this.#copier.bases.setRoot(place);
    for (const source of planned) this.#transfer(source);
    this.#copier.finish();
  }

  /** What is sent is listed before anything is written: a target inside of its source, too. */
  #plan(
    sources: readonly Argument[],
    target: string,
    names: readonly string[] | undefined,
  ): readonly Source[] | undefined {
    const status = this.#report.call.files.stat(target);
    if (status === "ELOOP") {
      this.#report.fail("cannot stat destination", 3);
      return undefined;
    }
    const present = sources.filter((source) => this.#isPresent(source));
    const isMissing = present.length < sources.length;
    if (isMissing) this.#hadErrors = true;
    const listed = present.flatMap((source) =>
      names === undefined ? (this.#list(source) ?? []) : this.#listNamed(source, names),
    );
    const chosen = listed.map(({ argument }) => argument);
    const [only] = chosen;
    if (only === undefined) {
      // The other half of rsync does not know yet that nothing comes.
      const isLookedAt = isError(status) && (target.endsWith("/") || !this.#settings.makesPath);
      const isThere = !isLookedAt || this.#makeTarget(target, false);
      if (isThere && isMissing) this.#report.fail(notFound, partial);
      return undefined;
    }
    const isMany = this.#countOf(listed) > 1;
    if (isError(status) && !this.#makeTarget(target, isMany)) return undefined;
    if (isMissing) this.#report.fail(notFound, partial);
    const isTree = chosen.length > 1 || this.#isTree(only);
    if (!isError(status) && status.type !== "directory" && isTree) {
      this.#report.fail("destination must be a directory", 3);
      return undefined;
    }
    if (this.#isClosed(target)) {
      this.#report.fail("change_dir failed: Permission denied", 3);
      return undefined;
    }
    const isFile = isError(status) ? !isMany && !target.endsWith("/") : status.type !== "directory";
    return listed.map((source) => ({ ...source, target: this.#targetOf(source, target, isFile) }));
  }

  /** It works inside of a target that is a directory. */
  #isClosed(target: string): boolean {
    const { files } = this.#report.call;
    const status = files.stat(target);
    const isDirectory = !isError(status) && status.type === "directory";
    return isDirectory && files.access(target, "execute") !== undefined;
  }

  /** One half of rsync goes on listing while the other half writes into what is listed. */
  #sendsItself(
    { path, listed }: Source,
    target: string,
    { isMade, isAlone }: { readonly isMade: boolean; readonly isAlone: boolean },
  ): boolean {
    const { files } = this.#report.call;
    const source = files.realPath(path);
    const place = files.realPath(withoutSlash(target));
    if (isError(source) || isError(place) || !place.startsWith(`${source}/`)) return false;
    const names = place.slice(source.length + 1).split("/");
    // What was made only now could still come to be listed, as long as that goes on around it.
    const known = isMade && (names.length > 1 || !isAlone) ? names.slice(0, -1) : names;
    let here: Listed | undefined = listed;
    for (const name of known) here = here?.entries?.find((entry) => baseName(entry.path) === name);
    return here !== undefined;
  }

  /** It stands in the directory that holds a source, and in one whose contents are sent. */
  #isPresent(source: Argument): boolean {
    const { files } = this.#report.call;
    const path = withoutSlash(source.text);
    const status = files.lstat(path);
    if (isError(status) || !namesContents(source.text)) return !isError(status);
    const behind = files.stat(path);
    const isDirectory = !isError(behind) && behind.type === "directory";
    // It goes into what has a slash behind it, which only works for a directory; -R does not.
    if (!isDirectory) return this.#settings.isRelative;
    return files.access(path, "execute") === undefined;
  }

  #list(argument: Argument): Omit<Source, "target"> | undefined {
    const { path, name } = this.#nameOf(argument);
    const status = this.#lister.statusOf(path, argument.text.endsWith("/"));
    if (isError(status)) return undefined;
    const isDirectory = status.type === "directory";
    if (isDirectory && !this.#settings.recurses && !this.#settings.listsDirectories) {
      this.#copier.tell();
      return undefined;
    }
    if (name !== "" && isExcluded(this.#settings.filters, name, isDirectory)) return undefined;
    const isEntered = this.#settings.listsDirectories && name === "";
    const listed = this.#lister.list(path, name, status, isEntered);
    if (name !== "" && this.#lister.isPruned(listed)) return undefined;
    return { argument, path, name, listed };
  }

  /** --files-from: with a slash at its end, what is in a directory comes too, and no more. */
  #listNamed(argument: Argument, names: readonly string[]): readonly Omit<Source, "target">[] {
    return names.flatMap((given) => {
      const isEntered = /(?:^|\/)\.?\/*$/.test(given);
      const whole = given.replace(/^(?:\.?\/+)+/, "").replace(/(?:^|\/)\.?\/*$/, "");
      const path = whole === "" ? withoutSlash(argument.text) : joinPath(argument.text, whole);
      const name = this.#settings.isRelative ? whole : isEntered ? "" : baseName(whole);
      const status = this.#lister.statusOf(path, false);
      if (isError(status)) {
        this.#hadErrors = true;
        this.#report.fail("some files could not be found", partial);
        return [];
      }
      const isDirectory = status.type === "directory";
      if (name !== "" && isExcluded(this.#settings.filters, name, isDirectory)) return [];
      return [{ argument, path, name, listed: this.#lister.list(path, name, status, isEntered) }];
    });
  }

  /** With -R the directories on the way are sent as well. */
  #countOf(sources: readonly Omit<Source, "target">[]): number {
    const onTheWay = sources.flatMap(({ name }) => name.split("/").slice(1)).length;
    const own = countOf(sources.map(({ listed }) => listed));
    return this.#settings.isRelative ? own + onTheWay : own;
  }

  #isTree(source: Argument): boolean {
    const status = this.#lister.statusOf(withoutSlash(source.text), source.text.endsWith("/"));
    return (
      !isError(status) &&
      status.type === "directory" &&
      (this.#settings.recurses || this.#settings.listsDirectories)
    );
  }

  /** rsync makes the last part of a missing target, with --mkpath all of it. */
  #makeTarget(target: string, isMany: boolean): boolean {
    const { files } = this.#report.call;
    const plain = withoutSlash(target);
    const parent = directoryName(plain);
    if (isError(files.stat(parent)) && !this.#settings.makesPath) {
      // Of a directory to be made that is missed, of a single name when going to where it is put.
      const isMade = isMany || target.endsWith("/");
      this.#report.fail(isMade ? `mkdir "${target}" failed` : "change_dir failed", isMade ? 11 : 3);
      return false;
    }
    if (isError(files.stat(parent))) this.#copier.makeParents(parent);
    // One name alone, even a directory, takes the target's.
    if (!isMany && !target.endsWith("/")) return true;
    const error = files.makeDirectory(plain);
    if (error !== undefined) this.#report.fail(`mkdir "${target}" failed`, 11);
    return error === undefined;
  }

  #nameOf({ text }: Argument): { readonly path: string; readonly name: string } {
    const path = withoutSlash(text);
    if (this.#settings.isRelative) {
      const marked = /^(.*?)\/\.\/(.*)$/.exec(text);
      return { path, name: (marked?.[2] ?? text).replace(/^\/+/, "").replace(/\/+$/, "") };
    }
    return namesContents(text) ? { path, name: "" } : { path: text, name: baseName(text) };
  }

  #targetOf({ name }: Omit<Source, "target">, target: string, isFile: boolean): string {
    if (this.#settings.isRelative) return isFile ? target : joinPath(target, name);
    if (name === "") return withoutSlash(target);
    return isFile ? target : joinPath(target, name);
  }

  #transfer(source: Source): void {
    if (this.#settings.isRelative) this.#copyParents(source);
    this.#copyEntry(source, source.listed, source.target);
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

  #copyEntry(source: Source, listed: Listed, target: string): void {
    const files = this.#report.call.files.for(source.argument);
    if (listed.status.type !== "directory") {
      this.#copier.copyFile(files, listed, target);
      return;
    }
    if (!this.#copier.openDirectory(files, target, listed.status, listed.name === "")) return;
    if (listed.entries !== undefined) this.#copyEntries(source, listed, listed.entries, target);
    this.#copier.closeDirectory(target, listed.status);
  }

  #copyEntries(
    source: Source,
    { name, faults }: Listed,
    entries: readonly Listed[],
    target: string,
  ): void {
    for (const fault of faults) {
      this.#hadErrors = true;
      this.#report.fail(fault, partial);
    }
    if (this.#settings.deletes && this.#hadErrors) this.#copier.tell();
    if (this.#settings.deletes && this.#settings.recurses && !this.#hadErrors) {
      this.#deleteOthers(source, target, name, new Set(entries.map(({ path }) => baseName(path))));
    }
    for (const entry of entries) {
      this.#copyEntry(source, entry, joinPath(target, baseName(entry.path)));
    }
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

/** A slash, `.` or `..` at the end: what is in the directory, and not the directory. */
function namesContents(path: string): boolean {
  return /(\/|(^|\/)\.\.?)$/.test(path);
}

/** How many names are sent, those in directories among them. */
function countOf(listed: readonly Listed[]): number {
  return listed.reduce((count, { entries = [] }) => count + 1 + countOf(entries), 0);
}

function withoutSlash(path: string): string {
  return path.length > 1 ? path.replace(/\/+$/, "") || "/" : path;
}
