import { spawnSync } from "node:child_process";
import { accessSync, constants, readdirSync, statSync } from "node:fs";
import { join } from "node:path/posix";
import type { CommandFacts } from "../domain/facts.ts";
import { nearNames } from "../domain/near-names.ts";
import type { Path } from "../domain/world.ts";
import { cleanEnvironment } from "./clean-environment.ts";
import { remember } from "./lazily.ts";
import { nodePath } from "./node-path.ts";
import { readText } from "./read-text.ts";
import { findTrustedProgram } from "./trusted-program.ts";

/** What bash itself has; a mistyped one is as likely as a program. */
const builtins =
  "alias bg break cd command continue declare dirs disown echo eval exec exit export false fg getopts hash help history jobs kill let local logout popd printf pushd pwd read readonly return set shift shopt source test time times trap true type ulimit umask unalias unset wait".split(
    " ",
  );

/** Which names are near a mistyped one, and which packages would bring a missing one. */
export function makeCommandFacts(
  searchPath: () => string | undefined,
  catalogue: () => Path | undefined,
): CommandFacts {
  return {
    near: remember((name: string) => near(name, searchPath() ?? "")),
    packagesWith: remember((name: string) => packagesWith(name, catalogue())),
    askPackages: remember((name: string) => {
      const known = packagesWith(name, catalogue());
      return known.length > 0 ? known : fromApt(name);
    }),
  };
}

const mostNames = 3;

function near(name: string, searchPath: string): readonly string[] {
  if (name.length < 2 || name.length > 40) return [];
  const places = searchPath.split(":").filter((place) => place.startsWith("/"));
  const names = new Set([...builtins, ...places.flatMap(namesIn)]);
  names.delete(name);
  const known = new Set(builtins);
  const found = nearNames(name, names, 30).filter(
    (candidate) => known.has(candidate) || places.some((place) => canRun(join(place, candidate))),
  );
  const likely = found
    .map((candidate) => ({ candidate, rank: likelihood(candidate, name) }))
    .filter(({ rank }) => rank > 0)
    .sort((one, two) => two.rank - one.rank);
  // Where the letters are the same, it was that one.
  const isSure = (likely[0]?.rank ?? 0) >= sameLetters;
  return likely
    .filter(({ rank }) => !isSure || rank >= sameLetters)
    .slice(0, mostNames)
    .map(({ candidate }) => candidate);
}

const sameLetters = 4;

/** Swapped and doubled letters are the usual slips, and the first letter is seldom wrong. */
function likelihood(candidate: string, name: string): number {
  const letters = (text: string): string => [...text].sort().join("");
  const isSwapped = letters(candidate) === letters(name) ? sameLetters : 0;
  const isSameSet = new Set(candidate + name).size === new Set(candidate).size ? 1 : 0;
  return isSwapped + isSameSet + (candidate[0] === name[0] ? 2 : 0);
}

function namesIn(place: Path): readonly string[] {
  try {
    return readdirSync(nodePath(place));
  } catch {
    return [];
  }
}

function canRun(path: Path): boolean {
  try {
    accessSync(nodePath(path), constants.X_OK);
    return statSync(nodePath(path)).isFile();
  } catch {
    return false;
  }
}

/** By what this machine has at hand: apt's own list of commands, else the names of packages. */
function packagesWith(name: string, catalogue: Path | undefined): readonly string[] {
  if (!/^[A-Za-z0-9][A-Za-z0-9.+_-]*$/.test(name)) return [];
  return fromDatabase(name) ?? fromLists(name) ?? fromCatalogue(name, catalogue);
}

const database = "/var/lib/command-not-found/commands.db";

/** The database of the package command-not-found. */
function fromDatabase(name: string): readonly string[] | undefined {
  if (statSync(database, { throwIfNoEntry: false }) === undefined) return undefined;
  const { emitWarning } = process;
  // Node still calls this module experimental, which is nothing to a person at a prompt.
  process.emitWarning = () => {};
  try {
    const { DatabaseSync } = process.getBuiltinModule("node:sqlite");
    const opened = new DatabaseSync(database, { readOnly: true });
    try {
      const rows = opened
        .prepare(
          "SELECT DISTINCT packages.name AS name FROM commands JOIN packages USING (pkgID) WHERE command = ? ORDER BY packages.priority DESC, packages.name LIMIT 3",
        )
        .all(name);
      return rows.map((row) => String(row.name));
    } finally {
      opened.close();
    }
  } catch {
    return undefined;
  } finally {
    process.emitWarning = emitWarning;
  }
}

const lists = "/var/lib/apt/lists";

/** Lists of commands that come with the lists of packages, as on Ubuntu. */
function fromLists(name: string): readonly string[] | undefined {
  const files = namesIn(lists).filter((file) => /_cnf_Commands-[^.]+$/.test(file));
  if (files.length === 0) return undefined;
  return findInCommandLists(
    files.map((file) => readText(`${lists}/${file}`) ?? ""),
    name,
  );
}

/** Packages whose `commands:` name this one. */
export function findInCommandLists(texts: readonly string[], name: string): readonly string[] {
  const quoted = name.replace(/[.+]/g, "\\$&");
  const line = new RegExp(`^commands:(?:.*[ ,])?${quoted}(?:,.*)?$`, "gm");
  const found = new Set<string>();
  for (const text of texts) {
    for (const { index } of text.matchAll(line)) {
      const start = text.lastIndexOf("\n\n", index) + 1;
      const owner = /^name: *(\S+)/m.exec(text.slice(start, index))?.[1];
      if (owner !== undefined) found.add(owner);
    }
  }
  return [...found].slice(0, mostNames);
}

/** The package of the same name, by the list that the search for packages has made. */
function fromCatalogue(name: string, path: Path | undefined): readonly string[] {
  const text = path === undefined ? undefined : readText(path);
  return text?.includes(`\n${name}\t`) === true ? [name] : [];
}

/** Milliseconds that apt may take; with its caches made it takes far less. */
const patience = 400;

/** The same from apt's own cache; where there is none it would be made first, which takes seconds. */
function fromApt(name: string): readonly string[] {
  const program = findTrustedProgram("apt-cache");
  const hasCache = statSync("/var/cache/apt/pkgcache.bin", { throwIfNoEntry: false });
  if (program === undefined || hasCache === undefined) return [];
  const { stdout } = spawnSync(program, ["pkgnames", name], {
    env: cleanEnvironment({}),
    stdio: ["ignore", "pipe", "ignore"],
    timeout: patience,
    killSignal: "SIGKILL",
    encoding: "utf8",
  });
  return (stdout ?? "").split("\n").includes(name) ? [name] : [];
}
