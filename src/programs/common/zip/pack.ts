import type { ArchivedFile } from "../../../domain/archive.ts";
import type { Argument } from "../../../domain/argument.ts";
import type { Call } from "../../../domain/program.ts";
import { isError } from "../../../domain/world.ts";
import { packedFile } from "../archive/packed-file.ts";
import { compilePattern } from "../fnmatch.ts";
import type { OptionsRead } from "../options.ts";
import { baseName } from "../paths.ts";

/** What -i and -x choose: their lists go on to the next option. */
export interface Choice {
  readonly isChoosing: boolean;
  /** Operands that are patterns of such a list. */
  readonly words: ReadonlySet<Argument>;
  takes(name: string): boolean;
}

export function readChoice(call: Call, read: OptionsRead): Choice {
  const words = new Set<Argument>();
  const patterns = { include: [] as RegExp[], exclude: [] as RegExp[] };
  for (const { key, value, argument } of read.given) {
    if ((key !== "include" && key !== "exclude") || value === undefined) continue;
    patterns[key].push(compilePattern(value));
    const start = call.arguments.indexOf(argument);
    const isApart = argument.text !== value && call.arguments[start + 1]?.text === value;
    for (const word of call.arguments.slice(start + (isApart ? 2 : 1))) {
      if (/^(-|@$)/.test(word.text)) break;
      words.add(word);
      patterns[key].push(compilePattern(word.text));
    }
  }
  const { include, exclude } = patterns;
  return {
    isChoosing: include.length + exclude.length > 0,
    words,
    takes: (name) =>
      (include.length === 0 || include.some((one) => one.test(name))) &&
      !exclude.some((one) => one.test(name)),
  };
}

/** The name that patterns are held against: a directory's has a slash at its end. */
export function slashed({ name, type }: ArchivedFile): string {
  return type === "directory" ? `${name}/` : name;
}

/** A member to be, the path it is read from, and the operand that named it. */
export interface Packed {
  readonly source: Argument;
  readonly path: string;
  readonly member: ArchivedFile;
}

export interface PackedTrees {
  readonly packed: readonly Packed[];
  /** Whether something was found that cannot be read. */
  readonly isPartial: boolean;
}

/** What lies in the trees that are named, without the archive itself and what cannot be read. */
export function packTrees(
  call: Call,
  read: OptionsRead,
  sources: readonly Argument[],
  archive: string,
): PackedTrees {
  const { files } = call;
  let isPartial = false;
  const own = files.realPath(archive);
  const followsLinks = !read.has("symlinks");
  const packed = sources.flatMap((source) =>
    [...pathsOf(call, read, source.text)].flatMap((path) => {
      const real = files.realPath(path);
      if (!isError(real) && real === own) return [];
      const name = read.has("junk-paths") ? baseName(path) : plainName(path);
      const member = packedFile(files, path, name, followsLinks);
      isPartial ||= member === "EACCES" && name !== "";
      if (isError(member) || name === "") return [];
      const isLeftOut = read.has("junk-paths") || read.has("no-dir-entries");
      return member.type === "directory" && isLeftOut ? [] : [{ source, path, member }];
    }),
  );
  return { packed, isPartial };
}

function* pathsOf(call: Call, read: OptionsRead, path: string): Iterable<string> {
  const plain = path.replace(/(?<=.)\/+$/, "");
  if (!read.has("recurse-paths")) {
    yield plain;
    return;
  }
  const follow = read.has("symlinks") ? "never" : "always";
  for (const { path: found, error } of call.files.walk(plain, { follow, withFaults: true })) {
    if (error === "ELOOP")
      call.unknown("how often `zip` follows links that lead in circles is not worked out");
    if (error === undefined) yield found;
  }
}

/** Whether one name would stand for what was written in two ways, as `a ./a`, which zip refuses. */
export function repeatsNames(packed: readonly Packed[]): boolean {
  const spelled = new Map<string, string>();
  return packed.some(({ source, path, member: { name } }) => {
    // What lies in `.` is spelled as if it had been named.
    const written = /^\.\/*$/.test(source.text) ? path.replace(/^(\.\/+)+/, "") : path;
    const before = spelled.get(name);
    spelled.set(name, written);
    return before !== undefined && before !== written;
  });
}

/** Slashes and `./` at the start are no part of the name. */
function plainName(path: string): string {
  return path.replace(/^(?:\.?\/+)+/, "").replace(/^\.$/, "");
}
