import type { PackageChange } from "../../domain/packages.ts";
import { compareVersions } from "./versions.ts";

/** A change as apt's simulation words it, with the sources that have the new version. */
export interface SimulatedChange {
  readonly name: string;
  readonly action: PackageChange["action"];
  readonly before?: string;
  readonly after?: string;
  /** As apt names them: `Debian-Security:12/oldstable-security`. */
  readonly sources: readonly string[];
  readonly architecture?: string;
}

export interface SimulationText {
  readonly changes: readonly SimulatedChange[];
  readonly keptBack: readonly string[];
  /** Packages that somebody fixed at their version, and that it would change all the same. */
  readonly held: readonly string[];
  /** Packages that an earlier run left half done: whatever is asked for, they are set up as well. */
  readonly unfinished: readonly string[];
}

/** What `apt-get --simulate` prints, without its words for people. */
export function readSimulation(output: string): SimulationText {
  const lines = output.split("\n");
  const changes = lines.map(readChange).filter((change) => change !== undefined);
  const unpacked = new Set(changes.map(({ name }) => name));
  const configured = lines.flatMap((line) => /^Conf (\S+)/.exec(line)?.[1] ?? []);
  return {
    changes,
    keptBack: [
      ...readList(lines, "The following packages have been kept back:"),
      // Ubuntu hands updates out to some machines before others.
      ...readList(lines, "The following upgrades have been deferred due to phasing:"),
    ],
    held: readList(lines, "The following held packages will be changed:"),
    unfinished: configured.filter((name) => !unpacked.has(name)),
  };
}

/** `Inst NAME [OLD] (NEW SOURCE, SOURCE [ARCHITECTURE])`, `Remv NAME [OLD]`, `Purg NAME [OLD]`. */
function readChange(line: string): SimulatedChange | undefined {
  const match =
    /^(Inst|Remv|Purg) (\S+)(?: \[([^\]]*)\])?(?: \((\S+) ?(.*?)(?: ?\[([^\]]*)\])?\))?/.exec(line);
  const [, word, name, before, after, sources, architecture] = match ?? [];
  if (word === undefined || name === undefined) return undefined;
  const old = before === undefined || before === "" ? {} : { before };
  if (word !== "Inst") {
    return { name, action: word === "Remv" ? "remove" : "purge", ...old, sources: [] };
  }
  if (after === undefined) return undefined;
  return {
    name,
    action: actionOf(before, after),
    ...old,
    after,
    sources: sources === undefined || sources === "" ? [] : sources.split(", "),
    ...(architecture === undefined ? {} : { architecture }),
  };
}

function actionOf(before: string | undefined, after: string): PackageChange["action"] {
  if (before === undefined) return "install";
  const order = compareVersions(after, before);
  if (order === 0) return "reinstall";
  return order > 0 ? "upgrade" : "downgrade";
}

/** The names on the indented lines under a heading. */
function readList(lines: readonly string[], heading: string): readonly string[] {
  const start = lines.indexOf(heading);
  if (start < 0) return [];
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => !line.startsWith(" "));
  return rest
    .slice(0, end < 0 ? rest.length : end)
    .join(" ")
    .split(/\s+/)
    .filter((word) => word !== "");
}
