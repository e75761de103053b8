import { chmodSync } from "node:fs";
import { problemWithPath, type SettingChange } from "../domain/settings.ts";
import { readSettings } from "../system/configuration.ts";
import { makePrivateDirectory } from "../system/directories.ts";
import { nodePath } from "../system/node-path.ts";
import type { Session } from "./session.ts";

/** Writes the change into the person's own file; a sentence where that cannot be. */
export async function changeSetting(
  change: SettingChange,
  session: Session,
): Promise<string | undefined> {
  const { uid } = session.engine.machine.facts.caller.identity;
  const { configuration: directory } = session.directories;
  if (uid === 0) return `Root's settings are the system's: ${directory}/config.json.`;
  const file = `${directory}/config.json`;
  const before = readSettings(file, uid);
  const problem =
    before.problems[0] ??
    (change.kind === "add-path" ? problemWithPath(change.path, before.paths) : undefined);
  // What is in the file and was not understood would be lost.
  if (problem !== undefined) return problem;
  if (makePrivateDirectory(directory, uid) === undefined) {
    return `${directory} cannot be made, or others can write to it.`;
  }
  const { default: Conf } = await import("conf");
  const conf = new Conf({ cwd: nodePath(directory).toString(), configName: "config" });
  if (change.kind === "level") conf.set("level", change.level);
  else conf.set("paths", pathsAfter(before.paths, change));
  chmodSync(nodePath(file), 0o600);
  return undefined;
}

function pathsAfter(
  paths: readonly string[],
  change: Exclude<SettingChange, { readonly kind: "level" }>,
): readonly string[] {
  const others = paths.filter((path) => path !== change.path);
  return change.kind === "add-path" ? [...others, change.path] : others;
}
