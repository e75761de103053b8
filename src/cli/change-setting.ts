import { chmodSync, mkdirSync } from "node:fs";
import { problemWithAllowance } from "../domain/policy.ts";
import { problemWithPath, type SettingChange } from "../domain/settings.ts";
import { readSettings } from "../system/configuration.ts";
import { nodePath } from "../system/node-path.ts";
import type { Settings } from "../system/parse-settings.ts";
import { makePrivateDirectory } from "../system/private-directory.ts";
import type { Session } from "./session.ts";

/** Writes the change into the person's own file, root's into the system's; a sentence where it cannot be. */
export async function changeSetting(
  change: SettingChange,
  session: Session,
): Promise<string | undefined> {
  const { uid } = session.engine.machine.facts.caller.identity;
  const { configuration: directory } = session.directories;
  const file = `${directory}/config.json`;
  const before = readSettings(file, uid);
  // What is in the file and was not understood would be lost.
  if (before.isUnusable === true) return before.problems[0];
  const problem = problemWith(change, before, session);
  if (problem !== undefined) return problem;
  if (!makeDirectory(directory, uid)) {
    return `${directory} cannot be made, or others can write to it.`;
  }
  const { default: Conf } = await import("conf");
  const conf = new Conf({ cwd: nodePath(directory).toString(), configName: "config" });
  const [key, value] = entryAfter(change, before);
  conf.set(key, value);
  // Everybody reads the system's file; a person's own is nobody else's business.
  chmodSync(nodePath(file), uid === 0 ? 0o644 : 0o600);
  return undefined;
}

/** Why the change cannot be, a sentence. */
function problemWith(
  change: SettingChange,
  before: Settings,
  { engine, configuration }: Session,
): string | undefined {
  const isRoot = engine.machine.facts.caller.identity.uid === 0;
  const { policy } = configuration;
  switch (change.kind) {
    case "add-path":
      return problemWithPath(change.path, before.paths);
    case "guard": {
      if (change.rule !== "off") return undefined;
      if (isRoot) return "What holds for everybody can only be stricter: ask or refuse.";
      const isFixed = policy.rules.get(change.guard)?.by === "machine";
      return isFixed || policy.unacceptable.has(change.guard)
        ? `The settings of this machine do not let anybody turn ${change.guard} off.`
        : undefined;
    }
    case "allow": {
      if (isRoot) return "What holds for everybody can only be stricter: nothing is allowed there.";
      const wanted = problemWithAllowance(change.allowance);
      return wanted === undefined ? undefined : `It needs ${wanted}.`;
    }
    case "disallow":
      return before.allowances.some(({ path }) => path === change.path)
        ? undefined
        : "Nothing is allowed at that path.";
    case "level":
    case "remove-path":
      return undefined;
  }
}

function makeDirectory(directory: string, uid: number): boolean {
  if (uid !== 0) return makePrivateDirectory(directory, uid) !== undefined;
  try {
    mkdirSync(nodePath(directory), { recursive: true, mode: 0o755 });
    return true;
  } catch {
    return false;
  }
}

/** The key of the file that changes, and what it holds from now on. */
function entryAfter(change: SettingChange, before: Settings): readonly [string, unknown] {
  switch (change.kind) {
    case "level":
      return ["level", change.level];
    case "add-path":
      return ["paths", [...before.paths.filter((path) => path !== change.path), change.path]];
    case "remove-path":
      return ["paths", before.paths.filter((path) => path !== change.path)];
    case "guard": {
      const rules = new Map(before.rules);
      if (change.rule === undefined) rules.delete(change.guard);
      else rules.set(change.guard, change.rule);
      return ["policy.guards", Object.fromEntries(rules)];
    }
    case "allow": {
      const { path } = change.allowance;
      const others = before.allowances.filter((one) => one.path !== path);
      return ["policy.allowed", [...others, change.allowance]];
    }
    case "disallow":
      return ["policy.allowed", before.allowances.filter(({ path }) => path !== change.path)];
  }
}
