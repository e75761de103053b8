import { isError } from "../../../domain/world.ts";
import { parseNode } from "./node-syntax.ts";
import {
  changeMode,
  doesExist,
  listNames,
  makeDirectory,
  readText,
  removeDirectory,
  removeTree,
  rename,
  runShell,
  runTool,
  unlink,
  write,
} from "./operations.ts";
import type { Language } from "./run-one-liner.ts";
import { NotFollowed } from "./syntax.ts";
import {
  type Action,
  type Named,
  numberOf,
  orRaise,
  Raised,
  textOf,
  type Value,
} from "./values.ts";

/** What `node -e` programs do to files, as far as they plainly say it. */
export const node: Language = {
  get library() {
    const fs = { kind: "module", name: "fs" } as const;
    const printer = { kind: "module", name: "console" } as const;
    return {
      functions,
      methods,
      constants: { fs, console: printer, true: true, false: false },
    };
  },
  parse: parseNode,
  modules: ["child_process", "fs"],
  words: { name: "process.argv" },
  failureStatus: 1,
};

const remove: Action = (run, [path], named) => {
  allowOnly(named, ["recursive", "force"]);
  const name = textOf(path);
  const status = run.call.files.lstat(name);
  if (status === "ENOENT" && named.get("force") === true) return null;
  if (!isError(status) && status.type === "directory") {
    if (named.get("recursive") !== true) throw new Raised("EISDIR");
    return removeTree(run, name);
  }
  return unlink(run, name);
};

/** Of texts alone: lists have some of the same names. */
const methods: Readonly<Record<string, Action>> = {
  endsWith: (_, words) => textPair(words, (text, end) => text.endsWith(end)),
  startsWith: (_, words) => textPair(words, (text, start) => text.startsWith(start)),
  includes: (_, words) => textPair(words, (text, part) => text.includes(part)),
};

function textPair(
  [text, part, ...more]: readonly Value[],
  ask: (text: string, part: string) => boolean,
): boolean {
  if (typeof text !== "string" || typeof part !== "string" || more.length > 0) {
    throw new NotFollowed();
  }
  return ask(text, part);
}

const functions: Readonly<Record<string, Action>> = {
  "console.log": (run, words) => {
    run.print(`${words.map(shown).join(" ")}\n`);
    return null;
  },
  truth: (_, [value]) => {
    if (typeof value !== "boolean") throw new NotFollowed();
    return value;
  },
  require: (_, [name]) => ({ kind: "module", name: textOf(name).replace(/^node:/, "") }),
  "fs.unlinkSync": (run, [path]) => unlink(run, textOf(path)),
  "fs.rmSync": remove,
  "fs.rmdirSync": (run, [path], named) => {
    allowOnly(named, []);
    return removeDirectory(run, textOf(path));
  },
  "fs.mkdirSync": (run, [path], named) => {
    allowOnly(named, ["recursive"]);
    const isDeep = named.get("recursive") === true;
    return makeDirectory(run, textOf(path), { parents: isDeep, mayExist: isDeep });
  },
  "fs.renameSync": (run, [from, to]) => rename(run, textOf(from), textOf(to)),
  "fs.copyFileSync": (run, [from, to]) =>
    runTool(run, ["cp", "-T", "--preserve=mode", "--", textOf(from), textOf(to)]),
  "fs.symlinkSync": ({ call }, [target, path]) =>
    orRaise(call.files.symbolicLink(textOf(target), textOf(path))),
  "fs.linkSync": ({ call }, [from, path]) =>
    orRaise(call.files.hardLink(textOf(from), textOf(path))),
  "fs.chmodSync": (run, [path, mode]) => changeMode(run, textOf(path), numberOf(mode)),
  "fs.writeFileSync": (run, [path, text], named) => {
    allowOnly(named, []);
    return write(run, textOf(path), textOf(text), "truncate");
  },
  "fs.appendFileSync": (run, [path, text], named) => {
    allowOnly(named, []);
    return write(run, textOf(path), textOf(text), "append");
  },
  "fs.readFileSync": (run, [path]) => readText(run, textOf(path)),
  "fs.readdirSync": (run, [path], named) => {
    allowOnly(named, []);
    return listNames(run, textOf(path));
  },
  "fs.existsSync": (run, [path]) => doesExist(run, textOf(path)),
  "child_process.execSync": (run, [text], named) => {
    allowOnly(named, []);
    let printed = "";
    const quiet = { ...run, print: (more: string) => (printed += more) };
    if (runShell(quiet, textOf(text)) !== 0) throw new Raised();
    return printed;
  },
};

function shown(value: Value): string {
  if (typeof value === "number" && Number.isSafeInteger(value)) return String(value);
  return textOf(value);
}

function allowOnly(named: Named, names: readonly string[]): void {
  for (const name of named.keys()) if (!names.includes(name)) throw new NotFollowed();
}
