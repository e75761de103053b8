import { existsSync } from "node:fs";
import type { Path } from "../../domain/world.ts";
import { nodePath } from "../node-path.ts";
import { readText } from "../read-text.ts";

/** A configuration file with the maintainer's newer version beside it. */
interface Waiting {
  readonly path: Path;
  readonly from: Path;
  readonly package: string;
}

/** Configuration files that an update left as they were, by what dpkg and ucf put beside them. */
export function findWaitingConfigurations(
  database: Path = "/var/lib/dpkg/status",
  ucfRegistry: Path = "/var/lib/ucf/registry",
): readonly Waiting[] {
  const files = [
    ...configurationFiles(readText(database) ?? "").map((file) => ({ ...file, end: ".dpkg-dist" })),
    ...registeredFiles(readText(ucfRegistry) ?? "").map((file) => ({ ...file, end: ".ucf-dist" })),
  ];
  return files.flatMap(({ path, name, end }) => {
    const from = `${path}${end}`;
    return existsSync(nodePath(from)) ? [{ path, from, package: name }] : [];
  });
}

interface ConfigurationFile {
  readonly path: Path;
  readonly name: string;
}

/** The lines ` PATH SUM` below `Conffiles:`; those called obsolete are no package's any more. */
function configurationFiles(status: string): readonly ConfigurationFile[] {
  return status.split("\n\n").flatMap((paragraph) => {
    const name = /^Package: (.*)$/m.exec(paragraph)?.[1];
    const list = /^Conffiles:\n((?: .*\n?)*)/m.exec(paragraph)?.[1];
    if (name === undefined || list === undefined) return [];
    return [...list.matchAll(/^ (\/.*) [0-9a-f]{32}$/gm)].map(([, path = ""]) => ({ path, name }));
  });
}

/** Lines of a package's name, blanks and a path. */
function registeredFiles(registry: string): readonly ConfigurationFile[] {
  return [...registry.matchAll(/^(\S+)\s+(\/.*)$/gm)].map(([, name = "", path = ""]) => ({
    path,
    name,
  }));
}
