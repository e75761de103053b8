import {
  changeMode,
  doesExist,
  glob,
  makeDirectory,
  removeDirectory,
  removeTree,
  rename,
  runShell,
  runTool,
  runWords,
  unlink,
  write,
} from "./operations.ts";
import { parsePerl } from "./perl-syntax.ts";
import type { Language } from "./run-one-liner.ts";
import { NotFollowed } from "./syntax.ts";
import {
  type Action,
  Ended,
  isTrue,
  numberOf,
  orRaise,
  Raised,
  type Run,
  textOf,
  type Value,
} from "./values.ts";

/** What `perl -e` programs do to files, as far as they plainly say it. */
export const perl: Language = {
  get library() {
    return { functions, methods: {}, constants: { "$!": { kind: "module", name: "$!" } as const } };
  },
  parse: parsePerl,
  modules: ["File::Copy", "File::Path"],
  words: { name: "@ARGV" },
  failureStatus: 2,
};

/** Perl's own functions tell by their value whether they failed, and the program goes on. */
function attempt(act: () => null): number {
  try {
    act();
    return 1;
  } catch (error) {
    if (error instanceof Raised) return 0;
    throw error;
  }
}

/** How many of them it worked for. */
function count(words: readonly Value[], act: (word: string) => null): number {
  return words
    .flat()
    .map(textOf)
    .reduce((total, word) => total + attempt(() => act(word)), 0);
}

const start: Action = (run, words) => {
  const [first, ...more] = words.flat();
  return 256 * (more.length === 0 ? runShell(run, textOf(first)) : runWords(run, words.flat()));
};

const remove: Action = (run, words) => count(words, (path) => removeAny(run, path));
const make: Action = (run, words) =>
  count(words, (path) => makeDirectory(run, path, { parents: true, mayExist: true }));

function removeAny(run: Run, path: string): null {
  return doesExist(run, path, "directory") ? removeTree(run, path) : unlink(run, path);
}

/** `open(F, ">name")` and `open(F, ">", "name")`. */
const open: Action = (run, [first, second]) => {
  const [how, path] =
    second === undefined
      ? (/^\s*(>>?)\s*([^\s<>|&+-][^<>|&]*)$/.exec(textOf(first))?.slice(1) ?? [])
      : [textOf(first), textOf(second)];
  if (path === undefined || (how !== ">" && how !== ">>") || /\s$/.test(path))
    throw new NotFollowed();
  const opened = attempt(() => write(run, path, "", how === ">" ? "truncate" : "append"));
  return opened === 0 ? 0 : { kind: "handle", path, how: "append" };
};

/** What is printed goes on into the file that was opened, wherever that is by then. */
const printTo: Action = (run, [file, ...words]) => {
  const isHandle = typeof file === "object" && file !== null && "kind" in file;
  if (!isHandle || file.kind !== "handle" || !doesExist(run, file.path, "file")) {
    throw new NotFollowed();
  }
  return attempt(() => write(run, file.path, words.flat().map(shown).join(""), "append"));
};

/** Whole numbers, as they are and as text. */
function whole(value: Value | undefined): number {
  const number =
    typeof value === "string" && /^(?:0|[1-9]\d{0,14})$/.test(value) ? Number(value) : value;
  if (typeof number !== "number" || !Number.isSafeInteger(number)) throw new NotFollowed();
  return number;
}

const functions: Readonly<Record<string, Action>> = {
  print: (run, words) => {
    run.print(words.flat().map(shown).join(""));
    return 1;
  },
  "print to": printTo,
  open,
  close: (_, [file]) => (typeof file === "object" ? 1 : refuse()),
  list: (_, words) => words.flat(),
  shift: (_, [list]) =>
    Array.isArray(list) && list.length > 0 ? (list.shift() ?? refuse()) : refuse(),
  true: (_, [value]) => (Array.isArray(value) ? refuse() : value !== "0" && isTrue(value ?? null)),
  "..": (_, [from, to]) => {
    const start = whole(from);
    const length = Math.max(0, whole(to) - start + 1);
    return length > 10_000 ? refuse() : Array.from({ length }, (__, at) => start + at);
  },
  ".": (_, [left, right]) => shown(left ?? null) + shown(right ?? null),
  "+": (_, [left, right]) => whole(left) + whole(right),
  "-": (_, [left, right]) => whole(left) - whole(right),
  "*": (_, [left, right]) => whole(left) * whole(right),
  eq: (_, [left, right]) => shown(left ?? null) === shown(right ?? null),
  ne: (_, [left, right]) => shown(left ?? null) !== shown(right ?? null),
  unlink: (run, words) => count(words, (path) => unlink(run, path)),
  rmdir: (run, words) => count(words, (path) => removeDirectory(run, path)),
  mkdir: (run, [path, mode]) =>
    attempt(() =>
      makeDirectory(run, textOf(path), mode === undefined ? {} : { mode: numberOf(mode) }),
    ),
  rename: (run, [from, to]) => attempt(() => rename(run, textOf(from), textOf(to))),
  symlink: ({ call }, [target, path]) =>
    attempt(() => orRaise(call.files.symbolicLink(textOf(target), textOf(path)))),
  link: ({ call }, [from, path]) =>
    attempt(() => orRaise(call.files.hardLink(textOf(from), textOf(path)))),
  chmod: (run, [mode, ...paths]) => count(paths, (path) => changeMode(run, path, numberOf(mode))),
  glob: (run, [pattern]) => glob(run, patternOf(pattern)),
  system: start,
  die: () => {
    // By the number of the last error.
    throw new Ended(undefined);
  },
  "-e": (run, [path]) => doesExist(run, textOf(path)),
  "-f": (run, [path]) => doesExist(run, textOf(path), "file"),
  "-d": (run, [path]) => doesExist(run, textOf(path), "directory"),
  "File::Path::remove_tree": remove,
  "File::Path::rmtree": remove,
  "File::Path::make_path": make,
  "File::Path::mkpath": make,
  "File::Copy::copy": (run, words) =>
    attempt(() => runTool(run, ["cp", "--", ...words.map(textOf)])),
  "File::Copy::move": (run, words) =>
    attempt(() => runTool(run, ["mv", "-f", "--", ...words.map(textOf)])),
};

function refuse(): never {
  throw new NotFollowed();
}

/** Perl's glob takes several patterns, braces and quotes. */
function patternOf(value: Value | undefined): string {
  const pattern = textOf(value);
  if (/[\s{}~"'\\]/.test(pattern)) throw new NotFollowed();
  return pattern;
}

function shown(value: Value): string {
  if (typeof value === "number" && Number.isSafeInteger(value)) return String(value);
  return textOf(value);
}
