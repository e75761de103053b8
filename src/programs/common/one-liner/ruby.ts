import { ExpressionReader } from "./expression-reader.ts";
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
import type { Language } from "./run-one-liner.ts";
import { readQuoted } from "./strings.ts";
import { NotFollowed, type Statement } from "./syntax.ts";
import { type Lexicon, readTokens } from "./tokens.ts";
import { type Action, numberOf, Raised, type Run, textOf, type Value } from "./values.ts";

const lexicon: Lexicon = {
  comment: "#",
  name: /[A-Za-z_]\w*(?:(?:\.|::)[A-Za-z_]\w*)*[?!]?/y,
  hasPlainOctal: true,
  readString: (source, at) => {
    if (source[at] === "'") return readQuoted(source, at, { isRaw: true });
    return source[at] === '"' ? readQuoted(source, at, { refuses: /#[{$@]/ }) : undefined;
  },
};

/** What `ruby -e` programs do to files, as far as they plainly say it. */
export const ruby: Language = {
  get library() {
    return { functions, methods: {}, constants: {} };
  },
  parse(text) {
    const tokens = readTokens(text, lexicon);
    if (tokens === undefined) throw new NotFollowed();
    const reader = new ExpressionReader(tokens, true);
    const statements: Statement[] = [];
    let hasTools = false;
    while (!reader.isAtEnd) {
      if (reader.peek()?.kind === "end") {
        reader.at += 1;
        continue;
      }
      if (reader.take("require")) {
        const module = reader.peek();
        if (module?.kind !== "text" || module.text !== "fileutils") throw new NotFollowed();
        reader.at += 1;
        hasTools = true;
      } else statements.push({ kind: "expression", expression: reader.expression() });
      if (!reader.isAtEnd && reader.peek()?.kind !== "end") throw new NotFollowed();
    }
    // Without it there are no such functions, and the program ends there.
    if (!hasTools && text.includes("FileUtils")) throw new NotFollowed();
    return statements;
  },
  modules: [],
  failureStatus: 1,
};

/** One path, or several in a list. */
function each(words: readonly Value[], act: (path: string) => unknown): null {
  for (const path of words.flat()) act(textOf(path));
  return null;
}

function quietly(act: () => unknown): void {
  try {
    act();
  } catch (error) {
    if (!(error instanceof Raised)) throw error;
  }
}

function removeAny(run: Run, path: string): null {
  return doesExist(run, path, "directory") ? removeTree(run, path) : unlink(run, path);
}

const remove: Action = (run, words) => each(words, (path) => unlink(run, path));
const removeTrees: Action = (run, words) =>
  each(words, (path) => quietly(() => removeAny(run, path)));
const makeParents: Action = (run, words) =>
  each(words, (path) => makeDirectory(run, path, { parents: true, mayExist: true }));

const functions: Readonly<Record<string, Action>> = {
  puts: (run, words) => {
    run.print(
      words
        .flat()
        .map((word) => `${textOf(word)}\n`)
        .join(""),
    );
    return null;
  },
  print: (run, words) => {
    run.print(words.map(textOf).join(""));
    return null;
  },
  system: (run, words) =>
    (words.length === 1 ? runShell(run, textOf(words[0])) : runWords(run, words)) === 0,
  "File.delete": remove,
  "File.unlink": remove,
  "File.rename": (run, [from, to]) => rename(run, textOf(from), textOf(to)),
  "File.write": (run, [path, text]) => write(run, textOf(path), textOf(text), "truncate"),
  "File.chmod": (run, [mode, ...paths]) =>
    each(paths, (path) => changeMode(run, path, numberOf(mode))),
  "File.exist?": (run, [path]) => doesExist(run, textOf(path)),
  "Dir.mkdir": (run, [path]) => makeDirectory(run, textOf(path)),
  "Dir.rmdir": (run, [path]) => removeDirectory(run, textOf(path)),
  "Dir.delete": (run, [path]) => removeDirectory(run, textOf(path)),
  "Dir.glob": (run, [pattern]) => glob(run, textOf(pattern)),
  "FileUtils.rm": remove,
  "FileUtils.rm_f": (run, words) => each(words, (path) => quietly(() => unlink(run, path))),
  "FileUtils.rm_r": (run, words) => each(words, (path) => removeAny(run, path)),
  "FileUtils.rm_rf": removeTrees,
  "FileUtils.rmtree": removeTrees,
  "FileUtils.remove_dir": (run, [path]) => removeTree(run, textOf(path)),
  "FileUtils.mkdir": (run, words) => each(words, (path) => makeDirectory(run, path)),
  "FileUtils.mkdir_p": makeParents,
  "FileUtils.makedirs": makeParents,
  "FileUtils.mv": (run, [from, to]) => runTool(run, ["mv", "-f", "--", textOf(from), textOf(to)]),
  "FileUtils.cp": (run, [from, to]) => runTool(run, ["cp", "--", textOf(from), textOf(to)]),
  "FileUtils.cp_r": (run, [from, to]) => runTool(run, ["cp", "-r", "--", textOf(from), textOf(to)]),
  "FileUtils.touch": (run, words) => each(words, (path) => runTool(run, ["touch", "--", path])),
};
