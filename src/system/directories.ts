import type { Path } from "../domain/world.ts";

/** Handrail's own places for one user, by the contract's table. Nothing is made by asking. */
export interface Directories {
  readonly configuration: Path;
  readonly state: Path;
  readonly cache: Path;
  readonly log: Path;
}

export const systemDirectories: Directories = {
  configuration: "/etc/handrail",
  state: "/var/lib/handrail",
  cache: "/var/cache/handrail",
  log: "/var/log/handrail",
};

/** The directories of a user. Root ignores HOME and XDG_*: a user could have set them. */
export function directoriesFor(
  uid: number,
  home: Path,
  environment: ReadonlyMap<string, string>,
): Directories {
  if (uid === 0) return systemDirectories;
  const base = absolute(environment.get("HOME")) ?? home;
  const place = (name: string, fallback: string) =>
    `${absolute(environment.get(name)) ?? `${base}/${fallback}`}/handrail`;
  const state = place("XDG_STATE_HOME", ".local/state");
  return {
    configuration: place("XDG_CONFIG_HOME", ".config"),
    state,
    cache: place("XDG_CACHE_HOME", ".cache"),
    log: `${state}/log`,
  };
}

/** The XDG specification: a path that is not absolute is to be ignored. */
function absolute(path: string | undefined): Path | undefined {
  return path?.startsWith("/") ? path.replace(/(.)\/+$/, "$1") : undefined;
}

/**
 * Permission bits that let others change a file. Where every user has a group of their own, a
 * user's files are writable by it as a matter of course; root accepts no such.
 */
export function othersMayWrite(uid: number): number {
  return uid === 0 ? 0o022 : 0o002;
}
