import {
  changeMode,
  doesExist,
  glob,
  makeDirectory,
  removeDirectory,
  rename,
  runShell,
  runTool,
  unlink,
  write,
} from "./operations.ts";
import { parsePerl } from "./perl-syntax.ts";
import type { Language } from "./run-one-liner.ts";
import { NotFollowed } from "./syntax.ts";
import { type Action, listOf, numberOf, orRaise, Raised, textOf } from "./values.ts";

/** What `php -r` programs do to files: plain calls, which are written as perl writes them. */
export const php: Language = {
  get library() {
    return { functions, methods: {}, constants: {} };
  },
  parse(text, imports) {
    // What follows here are words of perl's alone, or of PHP's alone.
    if (/\b(use|my|if|unless|for|foreach|echo|print|function)\b|#/.test(text))
      throw new NotFollowed();
    return parsePerl(text, imports);
  },
  modules: [],
  failureStatus: 255,
};

/** A function that fails warns, tells false, and the program goes on. */
function attempt(act: () => unknown): boolean {
  try {
    act();
    return true;
  } catch (error) {
    if (error instanceof Raised) return false;
    throw error;
  }
}

const start: Action = (run, [text]) => {
  runShell(run, textOf(text));
  return "";
};

const functions: Readonly<Record<string, Action>> = {
  unlink: (run, [path]) => attempt(() => unlink(run, textOf(path))),
  rmdir: (run, [path]) => attempt(() => removeDirectory(run, textOf(path))),
  mkdir: (run, [path, mode]) =>
    attempt(() =>
      makeDirectory(run, textOf(path), mode === undefined ? {} : { mode: numberOf(mode) }),
    ),
  rename: (run, [from, to]) => attempt(() => rename(run, textOf(from), textOf(to))),
  copy: (run, [from, to]) => attempt(() => runTool(run, ["cp", "--", textOf(from), textOf(to)])),
  touch: (run, [path]) => attempt(() => runTool(run, ["touch", "--", textOf(path)])),
  chmod: (run, [path, mode]) => attempt(() => changeMode(run, textOf(path), numberOf(mode))),
  symlink: ({ call }, [target, path]) =>
    attempt(() => orRaise(call.files.symbolicLink(textOf(target), textOf(path)))),
  file_put_contents: (run, [path, text]) =>
    attempt(() => write(run, textOf(path), textOf(text), "truncate")),
  file_exists: (run, [path]) => doesExist(run, textOf(path)),
  glob: (run, [pattern]) => glob(run, textOf(pattern)),
  array_map: (run, [name, list]) => {
    if (name !== "unlink" && name !== "rmdir") throw new NotFollowed();
    const act = name === "unlink" ? unlink : removeDirectory;
    return listOf(list).map((path) => attempt(() => act(run, textOf(path))));
  },
  system: start,
  exec: start,
  shell_exec: start,
  passthru: start,
};
