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
import { parsePython } from "./python-syntax.ts";
import type { Language } from "./run-one-liner.ts";
import { NotFollowed } from "./syntax.ts";
import {
  type Action,
  Ended,
  isTrue,
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
    return { functions, methods, constants: { True: true, False: false, None: null } };
  },
  parse: parsePython,
  modules: ["glob", "os", "os.path", "pathlib", "shutil", "subprocess", "sys"],
  // Those that Python itself has loaded by then, os among them, are not looked for again.
  shadows: (module) =>
    /^(?:os|os\.path|sys)$/.test(module) ? [] : [`${module}.py`, `${module}/__init__.py`],
  failureStatus: 1,
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
    allowOnly(named, ["end"]);
    run.print(words.map(shown).join(" ") + textOf(named.get("end") ?? "\n"));
    return null;
  },
  open: (run, [path, mode]) => open(run, textOf(path), mode === undefined ? "r" : textOf(mode)),
  len: (_, [value]) => (typeof value === "string" || Array.isArray(value) ? value.length : give()),
  str: (_, [value]) => shown(value ?? null),
  list: (_, [value]) => value ?? [],
  sorted: (_, [value]) => (Array.isArray(value) ? [...value].map(textOf).sort() : give()),
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
  "os.path.join": (_, words) => words.map(textOf).reduce(joinParts),
  "glob.glob": (run, [pattern], named) => {
    allowOnly(named, []);
    return glob(run, textOf(pattern));
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
  "pathlib.Path": (_, words) => ({ kind: "path", path: words.map(textOf).reduce(joinParts) }),
};

const methods: Readonly<Record<string, Action>> = {
  write: (run, [file, text]) => writeTo(run, file, textOf(text)),
  read: (run, [file]) => readText(run, handlePath(file, "read")),
  close: () => null,
  strip: (_, [text]) => textOf(text).trim(),
  split: (_, [text, by]) => (by === undefined ? give() : textOf(text).split(textOf(by))),
  splitlines: (_, [text]) => textOf(text).replace(/\n$/, "").split("\n"),
  replace: (_, [text, from, to]) =>
    to === undefined ? give() : plainText(text).replaceAll(textOf(from), () => textOf(to)),
  upper: (_, [text]) => textOf(text).toUpperCase(),
  endswith: (_, [text, end]) => textOf(text).endsWith(textOf(end)),
  startswith: (_, [text, start]) => textOf(text).startsWith(textOf(start)),
  unlink: (run, [path], named) =>
    quietly(named.get("missing_ok") === true && !doesExist(run, pathOf(path)), () =>
      unlink(run, pathOf(path)),
    ),
  rmdir: (run, [path]) => removeDirectory(run, pathOf(path)),
  mkdir: (run, [path, mode], named) => {
    allowOnly(named, ["parents", "exist_ok", "mode"]);
    return makeDirectory(run, pathOf(path), {
      parents: named.get("parents") === true,
      mayExist: named.get("exist_ok") === true,
      ...modeOption(mode ?? named.get("mode")),
    });
  },
  touch: (run, [path]) => runTool(run, ["touch", "--", pathOf(path)]),
  rename: (run, [from, to]) => rename(run, pathOf(from), textOf(to)),
  chmod: (run, [path, mode]) => changeMode(run, pathOf(path), numberOf(mode)),
  exists: (run, [path]) => doesExist(run, pathOf(path)),
  glob: (run, [path, pattern]) =>
    glob(run, joinParts(pathOf(path), textOf(pattern))).map((found) => ({
      kind: "path",
      path: found,
    })),
  write_text: (run, [path, text]) => {
    write(run, pathOf(path), textOf(text), "truncate");
    return textOf(text).length;
  },
  read_text: (run, [path]) => readText(run, pathOf(path)),
};

/** Opening is what empties or makes the file; what is written comes after. */
function open(run: Run, path: string, mode: string): Value {
  const letter = mode.replace(/[bt]/g, "");
  if (letter === "r") return { kind: "handle", path, how: "read" };
  if (letter !== "w" && letter !== "a") return give();
  write(run, path, "", letter === "w" ? "truncate" : "append");
  return { kind: "handle", path, how: "append" };
}

function writeTo(run: Run, file: Value | undefined, text: string): Value {
  write(run, handlePath(file, "append"), text, "append");
  return text.length;
}

function handlePath(value: Value | undefined, how: "append" | "read"): string {
  if (typeof value === "object" && value !== null && "kind" in value && value.kind === "handle") {
    if (value.how === how) return value.path;
  }
  return give();
}

function pathOf(value: Value | undefined): string {
  if (typeof value === "string") return give();
  return textOf(value);
}

function plainText(value: Value | undefined): string {
  return typeof value === "string" ? value : give();
}

function shown(value: Value): string {
  if (typeof value === "string") return value;
  if (typeof value === "number" && Number.isSafeInteger(value)) return String(value);
  if (typeof value === "boolean") return value ? "True" : "False";
  return value === null ? "None" : give();
}

function joinParts(first: string, second: string): string {
  if (second.startsWith("/")) return second;
  return first === "" || first.endsWith("/") ? first + second : `${first}/${second}`;
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
