import type { Call } from "../../../domain/program.ts";
import type { WalkEntry } from "../../../domain/view/files.ts";
import { type FileStatus, type FileType, isError } from "../../../domain/world.ts";
import { compilePattern } from "../fnmatch.ts";
import type { ActionContext } from "./actions.ts";
import type { Check, Obstacle } from "./compile.ts";
import type { Primary } from "./grammar.ts";
import { compareNumber } from "./numbers.ts";
import { compilePermission } from "./permission.ts";
import { compileRegex } from "./regex.ts";
import { compileTime } from "./times.ts";

type Maker = (
  call: Call,
  primary: Primary,
  value: string,
  context: ActionContext,
) => Check | undefined;

/** A test as a function of an entry. */
export function compileTest(
  call: Call,
  primary: Primary,
  context: ActionContext,
): Check | Obstacle {
  const value = primary.values[0]?.text ?? "";
  const maker = makers[primary.name];
  const timed = compileTime(call, primary, context);
  if (timed !== undefined) return timed;
  if (maker === undefined) {
    return {
      kind: "unknown",
      reason: `the test \`${primary.name}\` of find is not modelled`,
      primary,
    };
  }
  const check = maker(call, primary, value, context);
  const reason = `invalid argument \`${value}' to \`${primary.name}'`;
  if (check === undefined) return { kind: "wrong", reason, primary };
  return withoutLooking.test(primary.name) ? check : looking(check, context);
}

/** Tests that go by names and by the type that a directory tells; access is refused quietly. */
const withoutLooking =
  /^-(true|false|i?name|i?path|i?wholename|i?regex|type|readable|writable|executable|fstype|daystart|d|depth|follow|(no)?ignore_readdir_race|maxdepth|mindepth|mount|xdev|noleaf|(no)?warn|regextype)$/;

/** A test that fails, and with it find, on what cannot be looked at. */
function looking(check: Check, { report }: ActionContext): Check {
  return (entry) => {
    if (entry.isUnseen !== true) return check(entry);
    report.failOn("", entry.path, "EACCES");
    return false;
  };
}

const always: Maker = () => () => true;

/** Tests by name; undefined where the value is not valid. Options of the walk are always true. */
const makers: Readonly<Record<string, Maker>> = {
  "-true": always,
  "-false": () => () => false,
  "-daystart": always,
  "-depth": always,
  "-d": always,
  "-follow": always,
  "-ignore_readdir_race": always,
  "-noignore_readdir_race": always,
  "-maxdepth": always,
  "-mindepth": always,
  "-mount": always,
  "-xdev": always,
  "-noleaf": always,
  "-nowarn": always,
  "-warn": always,
  "-regextype": always,
  "-name": (_call, _primary, value) => byName(value, false),
  "-iname": (_call, _primary, value) => byName(value, true),
  "-path": (_call, _primary, value) => byPath(value, false),
  "-wholename": (_call, _primary, value) => byPath(value, false),
  "-ipath": (_call, _primary, value) => byPath(value, true),
  "-iwholename": (_call, _primary, value) => byPath(value, true),
  "-lname": (call, _primary, value) => byTarget(call, value, false),
  "-ilname": (call, _primary, value) => byTarget(call, value, true),
  "-regex": (_call, primary, value, context) => byRegex(primary, value, context, false),
  "-iregex": (_call, primary, value, context) => byRegex(primary, value, context, true),
  "-type": (_call, _primary, value) => byType(value, (entry) => entry.type),
  "-xtype": (call, _primary, value, context) =>
    byType(value, (entry) => otherType(call, entry, context)),
  "-empty": (call) => (entry) => isEmpty(call, entry),
  "-size": (_call, _primary, value) => bySize(value),
  "-links": (_call, _primary, value) => byNumber(value, (status) => status.links),
  "-inum": (_call, _primary, value) => byNumber(value, (status) => status.inode),
  "-uid": (_call, _primary, value) => byNumber(value, (status) => status.uid),
  "-gid": (_call, _primary, value) => byNumber(value, (status) => status.gid),
  "-user": (call, _primary, value) => byOwner(call.facts.accounts.user(value)?.uid, value, "uid"),
  "-group": (call, _primary, value) => byOwner(call.facts.accounts.group(value)?.gid, value, "gid"),
  "-nouser": (call) => (entry) => call.facts.accounts.user(entry.status.uid) === undefined,
  "-nogroup": (call) => (entry) => call.facts.accounts.group(entry.status.gid) === undefined,
  "-perm": (_call, _primary, value) => compilePermission(value),
  "-readable": (call) => (entry) => call.files.access(entry.path, "read") === undefined,
  "-writable": (call) => (entry) => call.files.access(entry.path, "write") === undefined,
  "-executable": (call) => (entry) => isExecutable(call, entry),
  "-samefile": (call, _primary, value, context) => bySameFile(call, value, context),
  "-fstype": (call, _primary, value) => (entry) => mountType(call, entry.path) === value,
};

function byName(pattern: string, ignoresCase: boolean): Check {
  const matcher = compilePattern(pattern, { ignoresCase });
  return (entry) => matcher.test(entry.name);
}

function byPath(pattern: string, ignoresCase: boolean): Check {
  const matcher = compilePattern(pattern, { ignoresCase });
  return (entry) => matcher.test(entry.path);
}

function byTarget(call: Call, pattern: string, ignoresCase: boolean): Check {
  const matcher = compilePattern(pattern, { ignoresCase });
  return (entry) => {
    const target = entry.type === "link" ? call.files.readLink(entry.path) : "EINVAL";
    return !isError(target) && matcher.test(target);
  };
}

function byRegex(
  primary: Primary,
  value: string,
  context: ActionContext,
  ignoresCase: boolean,
): Check | undefined {
  const matcher = compileRegex(value, context.regexTypeOf(primary), ignoresCase);
  return matcher === undefined ? undefined : (entry) => matcher.test(entry.path);
}

const letters: Readonly<Record<string, FileType>> = {
  f: "file",
  d: "directory",
  l: "link",
  p: "fifo",
  s: "socket",
  b: "block",
  c: "character",
};

function byType(
  value: string,
  typeOf: (entry: WalkEntry) => FileType | undefined,
): Check | undefined {
  const types = value.split(",").map((letter) => letters[letter]);
  if (types.some((type) => type === undefined)) return undefined;
  const isTold = ({ isUnseen, error }: WalkEntry): boolean =>
    isUnseen !== true || error === undefined;
  return (entry) => {
    const type = isTold(entry) ? typeOf(entry) : undefined;
    return type !== undefined && types.includes(type);
  };
}

/**
 * What -xtype looks at: the target of a link, or the link itself where it was followed, as with -L, or
 * -H for what the words name. Of a link in a circle find tells nothing.
 */
function otherType(call: Call, entry: WalkEntry, { follow }: ActionContext): FileType | undefined {
  const isFollowed = follow === "always" || (follow === "root" && entry.depth === 0);
  const status = isFollowed ? call.files.lstat(entry.path) : call.files.stat(entry.path);
  if (isError(status)) return status === "ELOOP" ? undefined : "link";
  return status.type;
}

function isEmpty(call: Call, entry: WalkEntry): boolean {
  if (entry.type === "file") return entry.status.size === 0;
  if (entry.type !== "directory") return false;
  const entries = call.files.readDirectory(entry.path);
  return !isError(entries) && entries.length === 0;
}

const units: Readonly<Record<string, number>> = {
  b: 512,
  c: 1,
  w: 2,
  k: 1024,
  M: 1_048_576,
  G: 1_073_741_824,
};

/** Sizes are rounded up to whole units. */
function bySize(value: string): Check | undefined {
  const match = /^([+-]?\d+)([bcwkMG])?$/.exec(value);
  const compare = compareNumber(match?.[1] ?? "");
  const unit = units[match?.[2] ?? "b"];
  if (match === null || compare === undefined || unit === undefined) return undefined;
  return (entry) => compare(Math.ceil(entry.status.size / unit));
}

function byNumber(value: string, numberOf: (status: FileStatus) => number): Check | undefined {
  const compare = compareNumber(value);
  return compare === undefined ? undefined : (entry) => compare(numberOf(entry.status));
}

/** A name, else a number. */
function byOwner(named: number | undefined, value: string, key: "uid" | "gid"): Check | undefined {
  if (named !== undefined) return (entry) => entry.status[key] === named;
  return byNumber(value, (status) => status[key]);
}

function isExecutable(call: Call, entry: WalkEntry): boolean {
  return call.files.access(entry.path, "execute") === undefined;
}

function bySameFile(call: Call, value: string, context: ActionContext): Check | undefined {
  const status = context.follow === "never" ? call.files.lstat(value) : call.files.stat(value);
  if (isError(status)) return undefined;
  return (entry) => entry.status.inode === status.inode && entry.status.device === status.device;
}

function mountType(call: Call, path: string): string | undefined {
  const place = call.files.canonicalPath(path);
  return isError(place) ? undefined : call.facts.mounts.of(place)?.type;
}
