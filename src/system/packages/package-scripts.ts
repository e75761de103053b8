import { readdirSync } from "node:fs";
import { basename, dirname } from "node:path/posix";
import type { Path } from "../../domain/world.ts";
import { lazily, remember } from "../lazily.ts";
import { readText } from "../read-text.ts";

/** Commands by which a script of a package changes owners or permissions. */
const changing =
  /(?:^|[\s;&|({`])(?:chmod|chown|chgrp|install|setfacl|setcap|dpkg-statoverride)\s+[-\w"'$/]/m;

/**
 * Whether the scripts that a package runs while it is installed may change a path: what they do is
 * recorded nowhere, and what the archive says of such a path is not what it should be. Errs towards
 * yes: a script that changes anything and names the file, or a directory above it, is enough.
 */
export function makeScriptCheck(database: Path): (name: string, path: Path) => boolean {
  const files = lazily(() => scriptFiles(`${database}/info`));
  const textOf = remember((name: string) => {
    const text = (files().get(name) ?? []).map((file) => readText(file) ?? "").join("\n");
    return changing.test(text) ? withoutComments(text) : undefined;
  });
  return (name, path) => {
    const text = textOf(name);
    return text !== undefined && mayChange(text, path);
  };
}

function mayChange(text: string, path: Path): boolean {
  const lines = text.split("\n").filter((line) => changing.test(line));
  // What stands in a variable was written somewhere else in the script.
  const isLiteral = lines.every((line) => !line.replaceAll("$DPKG_ROOT", "").includes("$"));
  const searched = isLiteral ? lines.join("\n") : text;
  if (hasWord(searched, basename(path))) return true;
  return directoriesAbove(path).some((directory) =>
    lines.some((line) => namesDirectory(line, directory)),
  );
}

function scriptFiles(directory: Path): ReadonlyMap<string, readonly Path[]> {
  const found = new Map<string, Path[]>();
  for (const file of readNames(directory)) {
    const [, name] = /^(.+?)(?::[^.]+)?\.(?:preinst|postinst|config)$/.exec(file) ?? [];
    if (name === undefined) continue;
    found.set(name, [...(found.get(name) ?? []), `${directory}/${file}`]);
  }
  return found;
}

function readNames(directory: Path): readonly string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}

function withoutComments(text: string): string {
  return text.replace(/^\s*#.*$/gm, "");
}

/** Those deep enough to mean this file rather than half of the system. */
function directoriesAbove(path: Path): readonly Path[] {
  const found: Path[] = [];
  for (let at = dirname(path); at.lastIndexOf("/") > 0; at = dirname(at)) found.push(at);
  return found;
}

function hasWord(text: string, word: string): boolean {
  return occurrences(text, word).some((after) => !/^[\w.-]/.test(after));
}

/** Whether the directory itself is named, or something in it that only the script knows. */
function namesDirectory(line: string, directory: Path): boolean {
  return occurrences(line, directory).some((after) =>
    /^(?:\/?(?:[\s"'`;|&)]|$)|\/?[$*?])/.test(after),
  );
}

/** What follows the word wherever it stands by itself. */
function occurrences(text: string, word: string): readonly string[] {
  const found: string[] = [];
  if (word === "") return found;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const end = at + word.length;
    if (!/[\w.-]/.test(text.charAt(at - 1))) found.push(text.slice(end, end + 3));
  }
  return found;
}
