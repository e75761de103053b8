import { readdirSync } from "node:fs";
import type { Path } from "../../domain/world.ts";
import { readText } from "../read-text.ts";

/** A setting as the server would find it. */
export interface SshSetting {
  readonly value: string;
  /** `/etc/ssh/sshd_config:12` */
  readonly place: string;
}

/** What sshd's configuration says outside of any condition. */
export interface SshConfiguration {
  /** By the keyword in small letters. The first one that says a thing wins. */
  readonly settings: ReadonlyMap<string, SshSetting>;
  /** Where some `Match` block first sets a keyword for some users or addresses. */
  readonly conditional: ReadonlyMap<string, string>;
}

interface Reading {
  readonly settings: Map<string, SshSetting>;
  readonly conditional: Map<string, string>;
  readonly directory: Path;
  readonly supposed: SupposedFile | undefined;
}

/** A file that is read as if it were there, to see what would come of it. */
export interface SupposedFile {
  readonly path: Path;
  readonly text: string;
}

/** Files may include others that include others; sshd itself stops at this depth. */
const deepest = 16;

/** Reads sshd_config(5) and what it includes; undefined where it cannot be read. */
export function readSshConfiguration(
  file: Path,
  directory: Path = "/etc/ssh",
  supposed?: SupposedFile,
): SshConfiguration | undefined {
  const reading: Reading = { settings: new Map(), conditional: new Map(), directory, supposed };
  return readFile(file, reading, false, 0) ? reading : undefined;
}

/** Whether the file could be read. A `Match` block ends with the file it stands in. */
function readFile(file: Path, reading: Reading, isInMatch: boolean, depth: number): boolean {
  const { supposed } = reading;
  const text = file === supposed?.path ? supposed.text : readText(file);
  if (text === undefined) return false;
  let isConditional = isInMatch;
  text.split("\n").forEach((line, at) => {
    const [keyword, words] = wordsOf(line);
    if (keyword === undefined) return;
    if (keyword === "match") isConditional = isInMatch || !/^all$/i.test(words.join(" "));
    else if (keyword === "include") {
      for (const path of words.flatMap((word) => expand(word, reading))) {
        if (depth < deepest) readFile(path, reading, isConditional, depth + 1);
      }
    } else {
      const place = `${file}:${at + 1}`;
      if (isConditional) addFirst(reading.conditional, keyword, place);
      else addFirst(reading.settings, keyword, { value: words.join(" "), place });
    }
  });
  return true;
}

function addFirst<Value>(found: Map<string, Value>, keyword: string, value: Value): void {
  if (!found.has(keyword)) found.set(keyword, value);
}

/** The keyword in small letters and its words; quotes hold blanks together. */
function wordsOf(line: string): readonly [string | undefined, readonly string[]] {
  const [, keyword, rest = ""] = /^\s*([A-Za-z]\w*)(?:\s*=\s*|\s+)(.*)$/.exec(line) ?? [];
  const words: string[] = [];
  for (const [word, quoted] of rest.matchAll(/"([^"]*)"|\S+/g)) {
    if (word.startsWith("#")) break;
    words.push(quoted ?? word);
  }
  return [keyword?.toLowerCase(), words];
}

/** Names as glob(3) gives them, sorted; only the last part has a pattern where anybody uses one. */
function expand(pattern: string, { directory, supposed }: Reading): readonly Path[] {
  const path = pattern.startsWith("/") ? pattern : `${directory}/${pattern}`;
  const slash = path.lastIndexOf("/");
  const last = path.slice(slash + 1);
  if (!/[*?[]/.test(last)) return [path];
  const matches = new RegExp(
    `^${last
      .replace(/[.+^${}()|\\]/g, "\\$&")
      .replaceAll("*", ".*")
      .replaceAll("?", ".")}$`,
  );
  const folder = path.slice(0, slash);
  const isMeant = supposed?.path.startsWith(`${folder}/`) === true;
  const more = isMeant ? [supposed.path.slice(folder.length + 1)] : [];
  return [...new Set([...namesIn(folder), ...more])]
    .filter((name) => !name.startsWith(".") && matches.test(name))
    .sort()
    .map((name) => `${folder}/${name}`);
}

function namesIn(directory: Path): readonly string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}
