import { normalize } from "node:path/posix";
import type { Action } from "./action.ts";
import { levels } from "./finding.ts";
import { readLockedAccount, readSourceEdit, readSshLogin } from "./read-safety-action.ts";
import type { Path } from "./world.ts";

type Fields = Readonly<Record<string, unknown>>;

/** More than any machine has packages installed. */
const longestList = 20_000;

/**
 * An action out of what somebody else wrote: another process, a file. Nothing passes that is not
 * exactly of the closed set, so that no word of it can become an option of a program, or a path
 * lead elsewhere than it reads. Undefined for anything else.
 */
export function readAction(value: unknown): Action | undefined {
  if (!isFields(value)) return undefined;
  switch (value.kind) {
    case "packages":
      return readPackages(value);
    case "refresh-packages":
    case "configure-packages":
      return { kind: value.kind };
    case "change-mode":
      return readMode(value);
    case "change-owner":
      return readOwner(value);
    case "change-acl":
      return readAccessList(value);
    case "take-configuration":
      return readConfiguration(value);
    case "service":
      return readService(value);
    case "lock-account":
      return readLockedAccount(value);
    case "ssh-login":
      return readSshLogin(value);
    case "edit-source":
      return readSourceEdit(value);
    case "set-level":
      return readLevel(value);
    case "clear-level":
      return readClearing(value);
    case "undo-entry":
      return readUndo(value);
    default:
      return undefined;
  }
}

/** A name, perhaps with an architecture and a version. A dash at its end would mean "remove". */
const packagePattern =
  /^[a-z0-9][a-z0-9+.-]*(?<!-)(:[a-z0-9][a-z0-9-]*(?<!-))?(=[A-Za-z0-9][A-Za-z0-9.+:~-]*)?$/;

function readPackages(value: Fields): Action | undefined {
  const { operation, packages, automatic } = value;
  const isKnown =
    operation === "install" ||
    operation === "remove" ||
    operation === "purge" ||
    operation === "upgrade";
  if (!isKnown || !isListOf(packages, packagePattern)) return undefined;
  if (packages.length === 0 && operation !== "upgrade") return undefined;
  if (automatic === undefined) return { kind: "packages", operation, packages };
  if (!isListOf(automatic, packagePattern)) return undefined;
  return { kind: "packages", operation, packages, automatic };
}

const modePattern = /^([0-7]{1,5}|[ugoa]*([-+=][rwxXst]*)+(,[ugoa]*([-+=][rwxXst]*)+)*)$/;

function readMode({ path, mode, isRecursive, only }: Fields): Action | undefined {
  if (!isPath(path) || !isMatch(mode, modePattern) || typeof isRecursive !== "boolean") {
    return undefined;
  }
  const action = { kind: "change-mode", path, mode, isRecursive } as const;
  return withOnly(action, only);
}

/** Adds what of a tree an action is meant for; undefined for what is no such word. */
function withOnly<A extends Action>(action: A, only: unknown): A | undefined {
  if (only === undefined) return action;
  return only === "files" || only === "directories" ? { ...action, only } : undefined;
}

const accountPattern = /^[A-Za-z0-9_][A-Za-z0-9_.@-]*\$?$/;

function readOwner({ path, owner, group, isRecursive, only }: Fields): Action | undefined {
  if (!isPath(path) || typeof isRecursive !== "boolean") return undefined;
  if (owner === undefined && group === undefined) return undefined;
  if (owner !== undefined && !isMatch(owner, accountPattern)) return undefined;
  if (group !== undefined && !isMatch(group, accountPattern)) return undefined;
  const whose = {
    ...(owner === undefined ? {} : { owner }),
    ...(group === undefined ? {} : { group }),
  };
  return withOnly({ kind: "change-owner", path, ...whose, isRecursive }, only);
}

const settingPattern =
  /^(d(efault)?:)?([ug]|user|group|m|mask|o|other)?:([A-Za-z0-9_][A-Za-z0-9_.@-]*\$?)?:([rwxX-]{1,4}|[0-7])$/;
const removalPattern =
  /^(d(efault)?:)?([ug]|user|group|m|mask)?:([A-Za-z0-9_][A-Za-z0-9_.@-]*\$?)?:?$/;

function readAccessList(value: Fields): Action | undefined {
  const { path, set, remove, withDefaults, isRecursive } = value;
  if (!isPath(path) || !isListOf(set, settingPattern) || !isListOf(remove, removalPattern)) {
    return undefined;
  }
  if (typeof withDefaults !== "boolean" || typeof isRecursive !== "boolean") return undefined;
  if (set.length + remove.length === 0) return undefined;
  return withOnly({ kind: "change-acl", path, set, remove, withDefaults, isRecursive }, value.only);
}

function readConfiguration({ path, from }: Fields): Action | undefined {
  if (!isPath(path) || !isPath(from)) return undefined;
  // Kept beside it by the package manager: no other file can be put in its place.
  const isBeside = [".dpkg-dist", ".dpkg-new", ".ucf-dist", ".rpmnew", ".pacnew", ".apk-new"].some(
    (ending) => from === path + ending,
  );
  return isBeside ? { kind: "take-configuration", path, from } : undefined;
}

function readService({ unit, operation }: Fields): Action | undefined {
  if (!isMatch(unit, /^[A-Za-z0-9_][A-Za-z0-9_.@:\\-]*$/)) return undefined;
  switch (operation) {
    case "restart":
    case "reload":
    case "start":
    case "stop":
      return { kind: "service", unit, operation };
    default:
      return undefined;
  }
}

function readLevel({ user, level }: Fields): Action | undefined {
  const known = levels.find((one) => one === level);
  if (known === undefined || !isMatch(user, accountPattern)) return undefined;
  return { kind: "set-level", user, level: known };
}

function readClearing({ user, parts }: Fields): Action | undefined {
  const isCount = Number.isInteger(parts) && Number(parts) >= 0 && Number(parts) <= 5;
  if (!isCount || !isMatch(user, accountPattern)) return undefined;
  return { kind: "clear-level", user, parts: Number(parts) };
}

function readUndo({ entry, leave, replace }: Fields): Action | undefined {
  if (!isMatch(entry, /^[0-9a-hjkmnp-tv-z]{7}$/)) return undefined;
  if (![leave, replace].every((paths) => paths === undefined || isListOfPaths(paths))) {
    return undefined;
  }
  return {
    kind: "undo-entry",
    entry,
    ...(isListOfPaths(leave) ? { leave } : {}),
    ...(isListOfPaths(replace) ? { replace } : {}),
  };
}

function isListOfPaths(value: unknown): value is readonly Path[] {
  return Array.isArray(value) && value.length <= longestList && value.every(isPath);
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null;
}

function isMatch(value: unknown, pattern: RegExp): value is string {
  return typeof value === "string" && value.length <= 4096 && pattern.test(value);
}

function isListOf(value: unknown, pattern: RegExp): value is readonly string[] {
  if (!Array.isArray(value) || value.length > longestList) return false;
  return value.every((one) => isMatch(one, pattern));
}

/** Absolute and without detours. */
function isPath(value: unknown): value is Path {
  if (typeof value !== "string" || !value.startsWith("/") || value.includes("\0")) return false;
  const isPlain = value === "/" || !value.endsWith("/");
  return isPlain && value.length <= 4096 && normalize(value) === value;
}
