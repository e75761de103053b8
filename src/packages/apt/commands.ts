import { type Consulted, consult, type Inquiry } from "../../domain/inquiry.ts";

/** Seconds: an update of everything is worked out for a minute on a small machine. */
const patience = 120;

/**
 * Asks one of apt's programs. Its parsed lists are kept in our own cache, since many machines keep
 * none (Docker's images do not) and reading them anew takes longer than all the rest; as root it
 * would otherwise write its caches in the system's own place.
 */
export function* askApt(program: string, words: readonly string[]): Inquiry<Consulted> {
  const { output: directory } = yield* consult({ kind: "cache-directory" });
  const cache = directory === "" ? "" : `${directory}/apt-sources.cache`;
  const settings = ["-o", "Dir::Cache::pkgcache=", "-o", `Dir::Cache::srcpkgcache=${cache}`];
  const look = { kind: "run", program, arguments: [...settings, ...words] } as const;
  return yield* consult({ ...look, patience });
}
