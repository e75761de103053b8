import { isError } from "../../../domain/world.ts";
import { compilePattern } from "../fnmatch.ts";
import {
  changeMode,
  doesExist,
  makeDirectory,
  readText,
  removeDirectory,
  rename,
  runTool,
  unlink,
  write,
} from "./operations.ts";
import { joinParts, lastPart, pathValue, splitSuffix } from "./path-parts.ts";
import { NotFollowed } from "./syntax.ts";
import {
  type Action,
  isTrue,
  itemsOf,
  type Named,
  numberOf,
  Raised,
  type Run,
  textOf,
  type Value,
} from "./values.ts";

/** What Python's texts, files, lists and paths can do; attributes begin with a dot. */
export const methods: Readonly<Record<string, Action>> = {
  write: (run, [file, text]) => writeTo(run, file, textOf(text)),
  writelines: (run, [file, rows]) => {
    for (const row of itemsOf(rows)) writeTo(run, file, textOf(row));
    return null;
  },
  read: (run, [file]) => readText(run, handlePath(file, "read")),
  readlines: (run, [file]) => rowsOf(readText(run, handlePath(file, "read"))),
  close: () => null,
  strip: (_, [text, only]) => (only === undefined ? textOf(text).trim() : give()),
  rstrip: (_, [text, only]) => {
    if (only === undefined) return textOf(text).trimEnd();
    return only === "\n" ? textOf(text).replace(/\n+$/, "") : give();
  },
  lstrip: (_, [text, only]) => (only === undefined ? textOf(text).trimStart() : give()),
  split: (_, [text, by, most]) => {
    if (most !== undefined) return give();
    if (by !== undefined) return textOf(text).split(textOf(by));
    return plainText(text)
      .split(/\s+/)
      .filter((word) => word !== "");
  },
  splitlines: (_, [text]) => {
    const rows = textOf(text).replace(/\n$/, "");
    return rows === "" ? [] : rows.split("\n");
  },
  join: (_, [by, list]) => [...itemsOf(list)].map(textOf).join(plainText(by)),
  append: (_, [list, item]) => {
    if (!Array.isArray(list)) return give();
    list.push(item ?? null);
    return null;
  },
  get: (_, [table, key, otherwise]) => entriesOf(table).get(textOf(key)) ?? otherwise ?? null,
  pop: (_, [table, key, otherwise]) => {
    const entries = entriesOf(table);
    const value = entries.get(textOf(key)) ?? otherwise;
    entries.delete(textOf(key));
    return value ?? give();
  },
  items: (_, [table]) => [...entriesOf(table)].map(([key, value]) => [key, value]),
  keys: (_, [table]) => [...entriesOf(table).keys()],
  values: (_, [table]) => [...entriesOf(table).values()],
  replace: (run, [text, from, to]) => {
    if (to !== undefined) return plainText(text).replaceAll(textOf(from), () => textOf(to));
    return renameTo(run, pathOf(text), textOf(from));
  },
  upper: (_, [text]) => plainText(text).toUpperCase(),
  lower: (_, [text]) => plainText(text).toLowerCase(),
  title: (_, [text]) =>
    plainText(text).replace(
      /[A-Za-z]+/g,
      (word) => word[0]?.toUpperCase() + word.slice(1).toLowerCase(),
    ),
  zfill: (_, [text, width]) =>
    /^[-+]/.test(plainText(text)) ? give() : plainText(text).padStart(numberOf(width), "0"),
  isdigit: (_, [text]) =>
    /^[\x20-\x7e]*$/.test(plainText(text)) ? /^\d+$/.test(plainText(text)) : give(),
  endswith: (_, [text, end]) => endings(end).some((one) => plainText(text).endsWith(one)),
  startswith: (_, [text, start]) => endings(start).some((one) => plainText(text).startsWith(one)),
  unlink: (run, [path], named) => {
    if (named.get("missing_ok") === true && !isThere(run, pathOf(path))) return null;
    return unlink(run, pathOf(path));
  },
  rmdir: (run, [path]) => removeDirectory(run, pathOf(path)),
  mkdir: (run, [path, mode], named) => {
    allowOnly(named, ["parents", "exist_ok", "mode"]);
    const bits = mode ?? named.get("mode");
    return makeDirectory(run, pathOf(path), {
      parents: isTrue(named.get("parents") ?? false),
      mayExist: isTrue(named.get("exist_ok") ?? false),
      ...(bits === undefined ? {} : { mode: numberOf(bits) }),
    });
  },
  touch: (run, [path]) => runTool(run, ["touch", "--", pathOf(path)]),
  rename: (run, [from, to]) => renameTo(run, pathOf(from), textOf(to)),
  chmod: (run, [path, mode]) => changeMode(run, pathOf(path), numberOf(mode)),
  exists: (run, [path]) => doesExist(run, pathOf(path)),
  is_file: (run, [path]) => doesExist(run, pathOf(path), "file"),
  is_dir: (run, [path]) => doesExist(run, pathOf(path), "directory"),
  is_symlink: ({ call }, [path]) => {
    const status = call.files.lstat(pathOf(path));
    return !isError(status) && status.type === "link";
  },
  symlink_to: ({ call }, [path, target]) => {
    const error = call.files.symbolicLink(textOf(target), pathOf(path));
    if (error !== undefined) throw new Raised(error);
    return null;
  },
  glob: (run, [path, pattern]) => globBelow(run, pathOf(path), textOf(pattern)),
  rglob: (run, [path, pattern]) => globBelow(run, pathOf(path), `**/${textOf(pattern)}`),
  iterdir: (run, [path]) =>
    namesIn(run, pathOf(path)).map((name) => pathValue(joinParts(pathOf(path), name))),
  open: (run, [path, mode], named) => {
    allowOnly(named, ["mode", "encoding"]);
    return openFile(run, pathOf(path), textOf(mode ?? named.get("mode") ?? "r"));
  },
  write_text: (run, [path, text], named) => {
    allowOnly(named, ["encoding"]);
    write(run, pathOf(path), textOf(text), "truncate");
    return textOf(text).length;
  },
  read_text: (run, [path], named) => {
    allowOnly(named, ["encoding"]);
    return readText(run, pathOf(path));
  },
  with_suffix: (_, [path, suffix]) => pathValue(splitSuffix(pathOf(path))[0] + textOf(suffix)),
  with_name: (_, [path, name]) => pathValue(sibling(pathOf(path), textOf(name))),
  joinpath: (_, [path, ...parts]) => pathValue(parts.map(textOf).reduce(joinParts, pathOf(path))),
  ".name": (_, [path]) => lastPart(pathOf(path)),
  ".stem": (_, [path]) => lastPart(splitSuffix(pathOf(path))[0]),
  ".suffix": (_, [path]) => splitSuffix(pathOf(path))[1],
  ".parent": (_, [path]) => {
    const text = pathOf(path);
    if (/^\.*$|^\/$/.test(text)) return give();
    return pathValue(sibling(text, "").replace(/(?<=.)\/$/, ""));
  },
};

/** `glob.glob` through all directories; links to directories would be gone through in any order. */
export function globDeep(run: Run, folder: string, name: string): readonly string[] {
  const { files } = run.call;
  const found: string[] = [];
  const expression = compilePattern(name);
  const enter = (at: string): void => {
    const entries = files.readDirectory(at === "" ? "." : at);
    if (isError(entries)) return;
    for (const { name: entry } of entries) {
      const status = files.lstat(at + entry);
      if (isError(status) || (entry.startsWith(".") && !name.startsWith("."))) continue;
      if (expression.test(entry)) found.push(at + entry);
      if (status.type === "link" && doesExist(run, at + entry, "directory")) give();
      if (status.type === "directory" && !entry.startsWith(".")) enter(`${at}${entry}/`);
    }
  };
  enter(folder);
  return found;
}

/** Opening is what empties or makes the file; what is written comes after. */
export function openFile(run: Run, path: string, mode: string): Value {
  const letter = mode.replace(/[bt]/g, "");
  if (letter === "r") {
    const status = run.call.files.stat(path);
    if (isError(status)) throw new Raised(status);
    return { kind: "handle", path, how: "read" };
  }
  if (letter === "x" && isThere(run, path)) throw new Raised("EEXIST");
  if (letter !== "w" && letter !== "a" && letter !== "x") return give();
  write(run, path, "", letter === "a" ? "append" : "truncate");
  return { kind: "handle", path, how: "append" };
}

export function handlePath(value: Value | undefined, how: "append" | "read"): string {
  if (typeof value === "object" && value !== null && "kind" in value && value.kind === "handle") {
    if (value.how === how) return value.path;
  }
  return give();
}

/** What `print` makes of a value. */
export function shown(value: Value): string {
  if (typeof value === "string") return value;
  if (typeof value === "number" && Number.isSafeInteger(value)) return String(value);
  if (typeof value === "boolean") return value ? "True" : "False";
  return value === null ? "None" : textOf(value);
}

function writeTo(run: Run, file: Value | undefined, text: string): Value {
  write(run, handlePath(file, "append"), text, "append");
  return text.length;
}

/** Rows with their ends. */
function rowsOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function renameTo(run: Run, from: string, to: string): Value {
  rename(run, from, to);
  return pathValue(to);
}

function isThere({ call }: Run, path: string): boolean {
  return !isError(call.files.lstat(path));
}

function sibling(path: string, name: string): string {
  return path.slice(0, path.length - lastPart(path).length) + name;
}

/** pathlib finds hidden names as well, and goes through no links behind `**`. */
function globBelow(run: Run, folder: string, pattern: string): readonly Value[] {
  let found: readonly string[] = [folder];
  const parts = pattern.split("/");
  if (pattern.startsWith("/") || parts.includes("") || parts.at(-1) === "**") return give();
  for (const part of parts) {
    if (part === "**") found = [...new Set(found.flatMap((path) => [...foldersBelow(run, path)]))];
    else if (part.includes("**")) return give();
    else found = found.flatMap((path) => matching(run, path, part));
  }
  return found.map(pathValue);
}

function matching(run: Run, folder: string, part: string): readonly string[] {
  const { files } = run.call;
  if (!/[*?[]/.test(part)) {
    const path = joinParts(folder, part);
    return isError(files.lstat(path)) ? [] : [path];
  }
  const entries = files.readDirectory(folder);
  if (isError(entries)) return [];
  const expression = compilePattern(part);
  return entries
    .filter(({ name }) => expression.test(name))
    .map(({ name }) => joinParts(folder, name));
}

function* foldersBelow(run: Run, folder: string): Iterable<string> {
  const { files } = run.call;
  const entries = files.readDirectory(folder);
  if (isError(entries)) return;
  yield folder;
  for (const { name } of entries) {
    const path = joinParts(folder, name);
    const status = files.lstat(path);
    if (!isError(status) && status.type === "directory") yield* foldersBelow(run, path);
  }
}

function namesIn({ call }: Run, path: string): readonly string[] {
  const entries = call.files.readDirectory(path);
  if (isError(entries)) throw new Raised(entries);
  return entries.map(({ name }) => name).sort();
}

function endings(value: Value | undefined): readonly string[] {
  return Array.isArray(value) ? value.map(textOf) : [textOf(value)];
}

function entriesOf(value: Value | undefined): Map<string, Value> {
  if (typeof value === "object" && value !== null && "kind" in value && value.kind === "table") {
    return value.entries;
  }
  return give();
}

function pathOf(value: Value | undefined): string {
  return typeof value === "string" ? give() : textOf(value);
}

function plainText(value: Value | undefined): string {
  return typeof value === "string" ? value : give();
}

function allowOnly(named: Named, names: readonly string[]): void {
  for (const name of named.keys()) if (!names.includes(name)) give();
}

function give(): never {
  throw new NotFollowed();
}
