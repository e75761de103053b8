import type { Argument } from "../../../domain/argument.ts";
import type { Call } from "../../../domain/program.ts";
import { type FileStatus, isError } from "../../../domain/world.ts";
import type { OptionsRead } from "../options.ts";
import { directoryName } from "../paths.ts";
import { applyHunks } from "./apply.ts";
import { chooseName } from "./choose-name.ts";
import type { FilePatch } from "./parse.ts";

/** One run of patch over the files of a diff. */
export class PatchFiles {
  readonly #call: Call;
  readonly #read: OptionsRead;
  readonly #place: (name: string) => string;
  status = 0;

  constructor(call: Call, read: OptionsRead, place: (name: string) => string) {
    this.#call = call;
    this.#read = read;
    this.#place = place;
  }

  /** False where what happens cannot be told; the reason was given. */
  apply(patch: FilePatch, given: Argument | undefined): boolean {
    const { files } = this.#call;
    const name = given?.text ?? chooseName(files, this.#place, patch, this.#read.value("strip"));
    if (name === undefined) return this.#ask("which file is meant");
    const path = this.#place(name);
    const status = files.lstat(path);
    if (!isError(status) && status.type === "link" && this.#read.has("follow-symlinks"))
      return this.#doubt("patching behind a link is not modelled");
    if (isError(status)) {
      if (status !== "ENOENT") return this.#doubt("a file that cannot be looked at is not patched");
      return patch.isCreated || startsEmpty(patch)
        ? this.#create(patch, path)
        : this.#ask("which file is meant");
    }
    if (status.type !== "file") {
      this.#reject(path);
      return true;
    }
    return this.#change(patch, path, status);
  }

  #create(patch: FilePatch, path: string): boolean {
    const { text, failed } = applyHunks("", patch.hunks, 0);
    if (failed > 0) return this.#doubt("a patch that does not fit a new file is not followed");
    if (this.#read.has("dry-run")) return true;
    this.#makeParents(directoryName(path));
    const mode = patch.mode ?? 0o666;
    const error = this.#call.files.write(path, { kind: "text", text }, { mode: mode | 0o666 });
    if (error !== undefined) {
      this.status = 2;
      return this.#doubt("a file that cannot be made ends the run");
    }
    if (patch.mode !== undefined)
      this.#call.files.setAccess(path, { mode: patch.mode & ~this.#call.umask });
    return true;
  }

  #makeParents(path: string): void {
    const { files } = this.#call;
    if (!isError(files.stat(path))) return;
    this.#makeParents(directoryName(path));
    files.makeDirectory(path);
  }

  #change(patch: FilePatch, path: string, status: FileStatus): boolean {
    const { files } = this.#call;
    const text = files.text(path);
    if (typeof text !== "string" || isError(text))
      return this.#doubt("what the file holds is not known");
    if (patch.isCreated && text !== "") return this.#askReversed(path);
    const fuzz = Number(this.#read.value("fuzz") ?? 2);
    const applied = applyHunks(text, patch.hunks, fuzz);
    if (applied.isReversed && !this.#read.has("force")) return this.#askReversed(path);
    if (applied.isReversed) return this.#doubt("a patch that is there already is not forced");
    if (applied.failed > 0) this.status = 1;
    if (this.#read.has("dry-run")) return true;
    const keeps = this.#read.has("backup") || (applied.isMismatch && this.#keepsMismatch());
    const isGone = applied.text === "" && (patch.isDeleted || this.#read.has("remove-empty-files"));
    if (patch.isDeleted && applied.text !== "") this.status = 1;
    if (applied.failed < patch.hunks.length || applied.failed === 0) {
      if (!this.#store(path, applied.text, status, keeps, isGone)) return false;
    } else if (keeps && !this.#store(path, text, status, keeps, false)) return false;
    if (applied.failed > 0) this.#writeRejects(path);
    return true;
  }

  #keepsMismatch(): boolean {
    return (
      this.#read.last("backup-if-mismatch", "no-backup-if-mismatch") !== "no-backup-if-mismatch"
    );
  }

  /** The new file takes the name; the old one is kept under another where it is asked for. */
  #store(path: string, text: string, old: FileStatus, keeps: boolean, isGone: boolean): boolean {
    const { files } = this.#call;
    const suffix =
      this.#read.value("suffix") ?? this.#call.environment.get("SIMPLE_BACKUP_SUFFIX") ?? ".orig";
    const access = { mode: old.mode & 0o777, uid: old.uid, gid: old.gid };
    const kept = keeps ? files.rename(path, `${path}${suffix}`) : undefined;
    const error =
      kept ??
      (isGone
        ? keeps
          ? undefined
          : files.unlink(path)
        : files.replace(path, { kind: "text", text }, access));
    if (error !== undefined) {
      this.status = 2;
      return this.#doubt("a file that cannot be written ends the run");
    }
    if (isGone && !keeps) this.#removeEmpty(directoryName(path));
    return true;
  }

  /** Directories that are empty now go with the file. */
  #removeEmpty(path: string): void {
    if (path === "." || path === "/" || path.startsWith("..")) return;
    if (this.#call.files.removeDirectory(path) === undefined)
      this.#removeEmpty(directoryName(path));
  }

  #reject(path: string): void {
    this.status = 1;
    if (!this.#read.has("dry-run")) this.#writeRejects(path);
  }

  #writeRejects(path: string): void {
    const name = this.#read.value("reject-file") ?? `${path}.rej`;
    if (name === "-") return;
    const reason = "what is rejected is not worked out";
    this.#call.files.write(name, { kind: "unknown", reason });
  }

  /** A hunk that is there already: it asks, unless it was told what to do. */
  #askReversed(path: string): boolean {
    if (this.#read.has("forward")) {
      this.#reject(path);
      return true;
    }
    return this.#ask("whether the patch is to be taken back");
  }

  #ask(what: string): boolean {
    return this.#doubt(`patch asks ${what}, and the answer is not known`);
  }

  #doubt(reason: string): boolean {
    this.#call.unknown(reason);
    return false;
  }
}

function startsEmpty({ hunks }: FilePatch): boolean {
  return hunks.length === 1 && hunks[0]?.oldStart === 0;
}
