import { basename, dirname } from "node:path/posix";
import type { Facts } from "../../domain/facts.ts";
import { isWithin } from "../../domain/view/tree.ts";
import type { Path } from "../../domain/world.ts";

const packagedTops = new Set("bin boot etc lib lib32 lib64 libx32 opt sbin usr var".split(" "));

/** Whether a package could own the path, so that asking for its owner is worth the time. */
export function canBePackaged(path: Path): boolean {
  return path === "/" || packagedTops.has(topOf(path));
}

/** The first name of an absolute path. */
function topOf(path: Path): string {
  const end = path.indexOf("/", 1);
  return end < 0 ? path.slice(1) : path.slice(1, end);
}

/** Places whose files nobody expects to last; programs make them again or go without. */
const passingPlaces: readonly Path[] = [
  "/tmp",
  "/var/tmp",
  "/dev/shm",
  "/var/cache",
  "/var/crash",
  "/var/lib/apt/lists",
];

/**
 * Whether what lies at a path is there for a while only: temporary files and caches. Files around
 * the directory that somebody works in are not, even below /tmp.
 */
export function isPassing(path: Path, workingDirectory: Path, facts: Facts): boolean {
  if (isCache(path)) return true;
  const place = passingPlaces.find((known) => path.startsWith(`${known}/`));
  if (place === undefined) return false;
  if (workingDirectory.startsWith(`${place}/`) && isWithin(path, workingDirectory)) return false;
  return !isWithin(path, facts.caller.home) || facts.caller.home === "/";
}

function isCache(path: Path): boolean {
  return /^(\/home\/[^/]+|\/root)\/\.cache\/./.test(path) || /^\/home\/[^/]+\/\.cache$/.test(path);
}

const passingEnds: readonly string[] = [
  ...["~", ".bak", ".orig", ".rej", ".tmp", ".temp", ".pyc", ".pyo", ".o", ".part", ".crdownload"],
];
const passingNames: ReadonlySet<string> = new Set([".DS_Store", "Thumbs.db", "nohup.out"]);

/**
 * Whether the name alone says that a program left the file behind: swap and backup files and such.
 * Without one pattern of them all, which would take a check longer to compile than all its names.
 */
export function hasPassingName(path: Path): boolean {
  const name = basename(path);
  if (passingNames.has(name) || passingEnds.some((end) => name.endsWith(end))) return true;
  if (name.startsWith(".#") || (name.length > 1 && name.startsWith("#") && name.endsWith("#"))) {
    return true;
  }
  if (name.slice(-4, -1) === ".sw") return /[a-p]$/.test(name);
  return name.startsWith("core.") && /^core\.\d+$/.test(name);
}

const rebuiltNames = new Set([
  "node_modules",
  "__pycache__",
  ".pytest_cache",
  ".mypy_cache",
  ".ruff_cache",
  ".tox",
  ".nox",
  ".parcel-cache",
  ".next",
  ".nuxt",
  ".turbo",
  ".gradle",
  ".eggs",
  ".sass-cache",
  ".ccache",
  ".nyc_output",
]);

/** Whether a directory's name, on the way to the path, says that a tool fills it again. */
export function isRebuilt(path: Path): boolean {
  return path.split("/").some((name) => rebuiltNames.has(name));
}

/** Data that a service keeps and nothing else has: databases, containers, virtual machines. */
export function isServiceData(path: Path): boolean {
  return /^\/var\/lib\/(mysql|mariadb|postgres(ql)?|pgsql|mongodb|redis|influxdb|elasticsearch|clickhouse|couchdb|cassandra|neo4j|docker\/volumes|libvirt\/images|ldap|samba|gitlab|grafana|prometheus)\/./.test(
    path,
  );
}

/** Rotated logs: old ones that the system itself would delete in time. */
export function isRotatedLog(path: Path): boolean {
  return path.startsWith("/var/log/") && /\.(\d+|gz|xz|old|zst)$|-\d{8}$/.test(path);
}

/** Whether the path is a folder directly in somebody's home: `~/Documents`. */
export function isHomeFolder(path: Path, facts: Facts): boolean {
  return homeAbove(path, facts) === dirname(path);
}

/** The home that a path is or lies in: the caller's, or one of those in /home. */
export function homeAbove(path: Path, facts: Facts): Path | undefined {
  const { home } = facts.caller;
  if (home !== "/" && isWithin(path, home)) return home;
  const other = /^\/(home\/[^/]+|root)(?=\/|$)/.exec(path)?.[0];
  return other;
}
