import { lstatSync, realpathSync } from "node:fs";
import { dirname } from "node:path/posix";
import type { OwnPlaces } from "../domain/facts.ts";
import { type Directories, systemDirectories } from "../system/directories.ts";
import { lazily } from "../system/lazily.ts";
import { handrailProgram } from "./handrail-program.ts";

/** Where Handrail keeps what it needs, for this person and for the machine. */
export function ownPlaces(directories: Directories, searchPath = ""): OwnPlaces {
  const system = systemDirectories;
  const programs = lazily(() => programPlaces(searchPath));
  return {
    settings: [...new Set([system.configuration, directories.configuration])],
    journal: [...new Set([system.state, system.log, directories.state])],
    // Costs a look at every directory of the search path, and few paths lie in such a place.
    get program() {
      return programs();
    },
  };
}

/** The package's own folders, and the names by which its programs are found. */
function programPlaces(searchPath: string): readonly string[] {
  try {
    const launchers = dirname(realpathSync(handrailProgram()));
    const names = searchPath
      .split(":")
      .filter((directory) => directory.startsWith("/"))
      .flatMap((directory) => [`${directory}/guard`, `${directory}/handrail`])
      .filter((path) => leadsTo(path, launchers));
    return [launchers, `${dirname(launchers)}/dist`, ...names];
  } catch {
    return [];
  }
}

function leadsTo(path: string, launchers: string): boolean {
  if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return false;
  return dirname(realpathSync(path)) === launchers;
}
