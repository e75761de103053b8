import { isError } from "../../../domain/world.ts";
import {
  changeMode,
  commandWords,
  doesExist,
  glob,
  listNames,
  makeDirectory,
  readText,
  removeDirectory,
  removeTree,
  rename,
  runShell,
  runTool,
  runWords,
  unlink,
  write,
} from "./operations.ts";
import { joinParts, lastPart, pathValue, splitSuffix } from "./path-parts.ts";
import { readJson, substitute, writeJson } from "./python-data.ts";
import { globDeep, handlePath, methods, openFile, shown } from "./python-methods.ts";
import { parsePython } from "./python-syntax.ts";
import type { Language } from "./run-one-liner.ts";
import { NotFollowed } from "./syntax.ts";
import {
  type Action,
  Ended,
  isTrue,
  itemsOf,
  listOf,
  type Named,
  numberOf,
  orRaise,
  Raised,
  type Run,
  textOf,
  type Value,
} from "./values.ts";

/** What `python3 -c` programs do to files, as far as they plainly say it. */
export const python: Language = {
  get library() {
    return { functions, methods, constants };
  },
  parse: parsePython,
  modules: ["glob", "json", "os", "os.path", "pathlib", "re", "shutil", "subprocess", "sys"],
  // Those that Python itself has loaded by then, os among them, are not looked for again.
  shadows: (module) =>
    /^(?:os|os\.path|sys)$/.test(module) ? [] : [`${module}.py`, `${module}/__init__.py`],
  words: { module: "sys", name: "argv" },
  failureStatus: 1,
};

const constants: Readonly<Record<string, Value>> = {
  True: true,
  False: false,
  None: null,
  __name__: "__main__",
  "os.sep": "/",
  "re.M": "m",
  "re.MULTILINE": "m",
  "re.I": "i",
  "re.IGNORECASE": "i",
};

const runProcess: Action = (run, words, named) => {
  allowOnly(named, ["shell", "check"]);
  const [first] = words;
  const isShell = named.get("shell") === true;
  const status = isShell
    ? runShell(run, textOf(first))
    : runWords(run, commandWords([first ?? null]));
  if (status !== 0 && named.get("check") === true) throw new Raised();
  return status;
};

const checkedProcess: Action = (run, words, named) =>
  runProcess(run, words, new Map([...named, ["check", true]]));

const makeOne: Action = (run, [path, mode], named) => {
  allowOnly(named, ["mode"]);
  return makeDirectory(run, textOf(path), modeOption(mode ?? named.get("mode")));
};

const makeAll: Action = (run, [path, mode], named) => {
  allowOnly(named, ["mode", "exist_ok"]);
  const mayExist = isTrue(named.get("exist_ok") ?? false);
  return makeDirectory(run, textOf(path), { parents: true, mayExist, ...modeOption(mode) });
};

const removeAll: Action = (run, [path, ignores], named) => {
  allowOnly(named, ["ignore_errors"]);
  return quietly(isTrue(ignores ?? named.get("ignore_errors") ?? false), () =>
    removeTree(run, textOf(path)),
  );
};

const copy =
  (...options: readonly string[]): Action =>
  (run, words) =>
    runTool(run, ["cp", ...options, "--", ...two(words)]);

const renameTo: Action = (run, words) => rename(run, ...two(words));

const functions: Readonly<Record<string, Action>> = {
  print: (run, words, named) => {
    allowOnly(named, ["end", "file"]);
    const text = words.map(shown).join(" ") + textOf(named.get("end") ?? "\n");
    const file = named.get("file");
    if (file === undefined) run.print(text);
    else write(run, handlePath(file, "append"), text, "append");
    return null;
  },
  open: (run, [path, mode], named) => {
    allowOnly(named, ["mode", "encoding"]);
    return openFile(run, textOf(path), textOf(mode ?? named.get("mode") ?? "r"));
  },
  len: (_, [value]) => (typeof value === "string" || Array.isArray(value) ? value.length : give()),
  str: (_, [value]) => shown(value ?? null),
  int: (_, [value]) => {
    const text = typeof value === "number" ? String(value) : textOf(value).trim();
    return /^-?\d{1,15}$/.test(text) ? Number(text) : give();
  },
  list: (run, [value]) => [...items(run, value)],
  set: (run, [value]) => [...new Set(items(run, value))],
  sorted: (run, [value], named) => {
    allowOnly(named, ["reverse"]);
    const sorted = [...items(run, value)].sort((one, other) =>
      textOf(one) < textOf(other) ? -1 : Number(textOf(one) > textOf(other)),
    );
    return isTrue(named.get("reverse") ?? false) ? sorted.reverse() : sorted;
  },
  reversed: (run, [value]) => [...items(run, value)].reverse(),
  enumerate: (run, [value, first], named) => {
    allowOnly(named, ["start"]);
    const start = numberOf(first ?? named.get("start") ?? 0);
    return [...items(run, value)].map((item, at) => [start + at, item]);
  },
  range: (_, [first, end, step]) => {
    if (step !== undefined) return give();
    const from = end === undefined ? 0 : numberOf(first);
    const length = Math.max(0, numberOf(end ?? first) - from);
    return length > 10_000 ? give() : Array.from({ length }, (_, at) => from + at);
  },
  "sys.exit": (_, [status]) => {
    throw new Ended(status === undefined || status === null ? 0 : numberOf(status));
  },
  "os.remove": (run, [path]) => unlink(run, textOf(path)),
  "os.unlink": (run, [path]) => unlink(run, textOf(path)),
  "os.rmdir": (run, [path]) => removeDirectory(run, textOf(path)),
  "os.mkdir": makeOne,
  "os.makedirs": makeAll,
  "os.rename": renameTo,
  "os.replace": renameTo,
  "os.symlink": ({ call }, words) => orRaise(call.files.symbolicLink(...two(words))),
  "os.link": ({ call }, words) => orRaise(call.files.hardLink(...two(words))),
  "os.chmod": (run, [path, mode]) => changeMode(run, textOf(path), numberOf(mode)),
  "os.listdir": (run, [path]) => listNames(run, path === undefined ? "." : textOf(path)),
  "os.system": (run, [text]) => runShell(run, textOf(text)) * 256,
  "os.path.exists": (run, [path]) => doesExist(run, textOf(path)),
  "os.path.isfile": (run, [path]) => doesExist(run, textOf(path), "file"),
  "os.path.isdir": (run, [path]) => doesExist(run, textOf(path), "directory"),
  "os.path.islink": ({ call }, [path]) => {
    const status = call.files.lstat(textOf(path));
    return !isError(status) && status.type === "link";
  },
  "os.path.getsize": ({ call }, [path]) => {
    const status = call.files.stat(textOf(path));
    if (isError(status)) throw new Raised(status);
    return status.size ?? give();
  },
  "os.path.basename": (_, [path]) => lastPart(textOf(path)),
  "os.path.splitext": (_, [path]) => splitSuffix(textOf(path)),
  "os.path.dirname": (_, [path]) => {
    const head = textOf(path).slice(0, -lastPart(textOf(path)).length || undefined);
    return /^\/+$/.test(head) ? head : head.replace(/\/+$/, "");
  },
  "os.path.expanduser": ({ call }, [path]) => expandHome(call.environment, textOf(path)),
  "os.getcwd": ({ call }) => call.directory,
  "os.walk": (run, [top], named) => {
    allowOnly(named, []);
    return { kind: "lazy", items: () => walk(run, textOf(top)) };
  },
  "os.path.join": (_, words) => words.map(textOf).reduce(joinParts),
  "glob.glob": (run, [pattern], named) => {
    allowOnly(named, ["recursive"]);
    const deep = /^((?:[^*?[]*\/)?)\*\*\/([^/]+)$/.exec(textOf(pattern));
    if (deep === null || named.get("recursive") !== true) return glob(run, textOf(pattern));
    return globDeep(run, deep[1] ?? "", deep[2] ?? "");
  },
  "shutil.rmtree": removeAll,
  "shutil.copy": copy("--preserve=mode"),
  "shutil.copyfile": copy("-T"),
  "shutil.copy2": copy("--preserve=mode,timestamps,xattr"),
  "shutil.copytree": (run, words, named) => {
    allowOnly(named, []);
    if (doesExist(run, textOf(words[1]))) throw new Raised();
    return runTool(run, ["cp", "-rLT", "--preserve=mode,timestamps", "--", ...two(words)]);
  },
  "shutil.move": (run, words) => runTool(run, ["mv", "-f", "--", ...two(words)]),
  "subprocess.run": runProcess,
  "subprocess.call": runProcess,
  "subprocess.check_call": checkedProcess,
  "pathlib.Path": (_, words) => pathValue(words.map(textOf).reduce(joinParts, "")),
  "pathlib.Path.home": ({ call }) => pathValue(expandHome(call.environment, "~")),
  "pathlib.Path.cwd": ({ call }) => pathValue(call.directory),
  "json.load": (run, [file]) => readJson(readText(run, handlePath(file, "read"))),
  "json.loads": (_, [text]) => readJson(textOf(text)),
  "json.dumps": (_, [value], named) => writeJson(value ?? null, named),
  "json.dump": (run, [value, file], named) => {
    write(run, handlePath(file, "append"), writeJson(value ?? null, named), "append");
    return null;
  },
  "re.sub": (_, [pattern, to, text], named) => {
    allowOnly(named, ["flags"]);
    return substitute(textOf(pattern), textOf(to), textOf(text), textOf(named.get("flags") ?? ""));
  },
};

function items(run: Run, value: Value | undefined): Iterable<Value> {
  if (typeof value === "object" && value !== null && "kind" in value && value.kind === "handle") {
    return listOf(methods.readlines?.(run, [value], new Map()));
  }
  return itemsOf(value);
}

function expandHome(environment: ReadonlyMap<string, string>, path: string): string {
  if (!path.startsWith("~")) return path;
  const home = environment.get("HOME") ?? "";
  return home === "" || !/^~(?:\/|$)/.test(path) ? give() : home + path.slice(1);
}

/** What lies below, each directory looked into when its turn comes; links are not gone through. */
function* walk(run: Run, top: string): Iterable<Value> {
  const entries = run.call.files.readDirectory(top);
  if (isError(entries)) return;
  const isFolder = (name: string): boolean => doesExist(run, joinParts(top, name), "directory");
  const names = entries.map(({ name }) => name);
  const folders = names.filter(isFolder);
  yield [top, folders, names.filter((name) => !folders.includes(name))];
  for (const name of folders) {
    const path = joinParts(top, name);
    const status = run.call.files.lstat(path);
    if (!isError(status) && status.type === "directory") yield* walk(run, path);
  }
}

function two(words: readonly Value[]): readonly [string, string] {
  if (words.length !== 2) return give();
  return [textOf(words[0]), textOf(words[1])];
}

function modeOption(mode: Value | undefined): { readonly mode?: number } {
  return mode === undefined ? {} : { mode: numberOf(mode) };
}

function quietly(isQuiet: boolean, act: () => null): null {
  try {
    return act();
  } catch (error) {
    if (isQuiet && error instanceof Raised) return null;
    throw error;
  }
}

function allowOnly(named: Named, names: readonly string[]): void {
  for (const name of named.keys()) if (!names.includes(name)) give();
}

function give(): never {
  throw new NotFollowed();
}
