import { basename, dirname, resolve } from "node:path/posix";
import type { Effect } from "../domain/effect.ts";
import type { Identity } from "../domain/identity.ts";
import type { AsIfThere, Foreseen, Step } from "../domain/plan.ts";
import {
  type Computation,
  type Computed,
  type DirectoryEntry,
  type ErrorCode,
  type FileStatus,
  isError,
  type Path,
  type World,
} from "../domain/world.ts";

/** For these a name that is not here is the end of it, or what they are asked about. */
const unconcerned: ReadonlySet<string> = new Set(
  "[ test cd pushd rm rmdir unlink find ls stat file cat head tail less more grep mount umount".split(
    " ",
  ),
);

/** Names that a step may miss; a line with more is not guessed at. */
const mostNames = 8;

/** Files that one line may want before it is not followed any further. */
const mostRounds = 6;

/**
 * How a line that fails for want of files would go if they were there; undefined where it wants
 * none. `inputs` are those that redirections miss, `again` foresees the line in another world.
 */
export function foreseeAsIfThere(
  failed: Foreseen,
  inputs: readonly Path[],
  { world, uid, gid }: { readonly world: World } & Pick<Identity, "uid" | "gid">,
  again: (world: World) => Foreseen | undefined,
): AsIfThere | undefined {
  const absent = [...inputs];
  const vain = new Set<Path>();
  let foreseen = inputs.length === 0 ? failed : again(new WorldWith(world, inputs, uid, gid));
  for (let round = 0; foreseen !== undefined && round < mostRounds; round += 1) {
    const { line, steps } = foreseen;
    const known = new WorldWith(world, absent, uid, gid);
    const next = steps
      .flatMap((step) => absentOperands(step, line, known))
      .find((path) => !vain.has(path));
    if (next === undefined) break;
    const other = again(new WorldWith(world, [...absent, next], uid, gid));
    // A word that is no file's name, or what was to be made: it changes nothing.
    if (other !== undefined && isSame(foreseen, other)) vain.add(next);
    else {
      absent.push(next);
      foreseen = other;
    }
  }
  if (absent.length === 0 || foreseen === undefined) return undefined;
  const paths = new Set(absent.map((path) => path.replace(/(.)\/$/, "$1")));
  const effects = foreseen.effects.filter((effect) => !isOf(effect, paths));
  return { foreseen: { ...foreseen, effects }, absent: [...paths] };
}

/** Whether two lines end alike, having done as much. */
function isSame(one: Foreseen, other: Foreseen): boolean {
  const statuses = (of: Foreseen) => of.steps.map(({ status }) => status).join();
  return statuses(one) === statuses(other) && one.effects.length === other.effects.length;
}

/** Whether something would be lost only of what was made up. */
function isOf(effect: Effect, paths: ReadonlySet<Path>): boolean {
  const isLoss = effect.kind === "write" || effect.kind === "delete";
  return isLoss && paths.has(effect.path);
}

/**
 * The paths that a failed step names and that are not here, in the order of its words: one of them
 * is why it failed, others may be what it was to make. Nothing where the line provides for failure.
 */
function absentOperands(step: Step, line: string, world: World): readonly Path[] {
  const { argv, status, span, directory } = step;
  const [name = "", ...words] = argv;
  if (status === 0 || status === undefined || directory === undefined) return [];
  if (unconcerned.has(basename(name)) || /^\s*\|\|/.test(line.slice(span[1]))) return [];
  const found = words.flatMap((word) => {
    const text = /^(?:if|-{1,2}[\w-]+)=(.+)$/.exec(word)?.[1] ?? word;
    if (text.startsWith("-") || text.includes("=") || !/^[./~\w]/.test(text)) return [];
    const path = resolve(directory, text);
    if (world.lstat(path) !== "ENOENT" || isError(world.lstat(dirname(path)))) return [];
    return [text.endsWith("/") ? `${path}/` : path];
  });
  return found.length > mostNames ? [] : found;
}

/** Disks come and go: a name that is free now can be that of one that is plugged in next. */
function isDiskName(path: Path): boolean {
  return /^\/dev\/([shv]d[a-z]|xvd[a-z]|nvme\d|mmcblk\d|md\d)/.test(path);
}

/** The machine as if some paths were there: files of unknown content, empty folders, or disks. */
class WorldWith implements World {
  private readonly world: World;
  private readonly added = new Map<Path, FileStatus>();

  /** Of the paths those are folders that end in a slash; they belong to `uid` and `gid`. */
  constructor(world: World, paths: readonly Path[], uid: number, gid: number) {
    this.world = world;
    for (const path of paths) this.add(path, uid, gid);
  }

  private add(path: Path, uid: number, gid: number): void {
    const isFolder = path.endsWith("/");
    const parts = path.split("/").filter((name) => name !== "");
    const isPrivate = parts.some((name) => name === ".ssh" || name === ".gnupg");
    parts.forEach((_, at) => {
      const place = `/${parts.slice(0, at + 1).join("/")}`;
      if (this.added.has(place) || !isError(this.world.lstat(place))) return;
      const isLast = !isFolder && at === parts.length - 1;
      const type = !isLast ? "directory" : isDiskName(place) ? "block" : "file";
      const mode = (isLast ? 0o644 : 0o755) & (isPrivate ? 0o700 : 0o777);
      const access = type === "block" ? { mode: 0o660, uid: 0, gid: 0 } : { mode, uid, gid };
      const numbers = { size: 4096, device: 0, links: 1, deviceNumber: 0, modified: 0 };
      const inode = -1 - this.added.size;
      this.added.set(place, { type, ...access, inode, ...numbers });
    });
  }

  lstat(path: Path): FileStatus | ErrorCode {
    return this.added.get(path) ?? this.world.lstat(path);
  }

  readDirectory(path: Path, inDiskOrder?: boolean): readonly DirectoryEntry[] | ErrorCode {
    const beginning = path === "/" ? "/" : `${path}/`;
    const here = [...this.added].flatMap(([place, { type }]) => {
      const name = place.startsWith(beginning) ? place.slice(beginning.length) : "";
      return name === "" || name.includes("/") ? [] : [{ name, type }];
    });
    if (this.added.has(path)) return here;
    const listed = this.world.readDirectory(path, inDiskOrder);
    return isError(listed) ? listed : [...listed, ...here];
  }

  readLink(path: Path): string | ErrorCode {
    return this.added.has(path) ? "EINVAL" : this.world.readLink(path);
  }

  /** What would stand in it nobody knows. */
  readFile(path: Path, limit: number): Uint8Array | ErrorCode {
    return this.added.has(path) ? "EIO" : this.world.readFile(path, limit);
  }

  isImmutable(path: Path): boolean {
    return !this.added.has(path) && this.world.isImmutable(path);
  }

  /** Programs would look at the machine as it is. */
  compute(request: Computation): Computed | undefined {
    const isFile = (word: string) => this.added.has(resolve(request.directory, word));
    return request.arguments.some(isFile) ? undefined : this.world.compute(request);
  }
}
