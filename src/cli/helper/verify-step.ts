import { areSameLists, listOfMode } from "../../domain/access-list.ts";
import type { FileEffect } from "../../domain/effect.ts";
import type { ForeseenStep, Verification } from "../../domain/task-plan.ts";
import { formatMode, showName } from "../../domain/text.ts";
import { isError, type Path } from "../../domain/world.ts";
import { runStep } from "../../system/run-step.ts";
import { askLater, packageManager } from "../package-manager.ts";
import { planEnvironment } from "../plan-engine.ts";
import type { Session } from "../session.ts";
import { runDirectory } from "./run-directory.ts";
import { verifyLocked, verifySource, verifySshSetting } from "./verify-safety.ts";

/** Looks again whether a step did what it should; a sentence where it did not. */
export async function verifyStep(
  step: ForeseenStep,
  session: Session,
): Promise<string | undefined> {
  const { verify } = step;
  switch (verify.kind) {
    case "none":
      return undefined;
    case "packages":
      return verifyPackages(verify, session);
    case "service":
      return verifyService(verify, session);
    case "locked":
      return verifyLocked(verify);
    case "ssh-setting":
      return verifySshSetting(verify, session);
    case "source":
      return verifySource(verify);
    case "as-foreseen":
      return verifyFiles(step, session);
  }
}

async function verifyPackages(
  { present, absent }: Verification & { readonly kind: "packages" },
  session: Session,
): Promise<string | undefined> {
  const names = [...present.map(({ name }) => name), ...absent];
  const states = await askLater(packageManager.states(names), session);
  const known = new Map(states.map((state) => [state.name, state]));
  for (const { name, version } of present) {
    const state = known.get(name);
    if (state === undefined) return `${showName(name)} is not installed.`;
    if (!state.isConfigured) return `${showName(name)} is there, but not set up.`;
    if (version !== undefined && state.version !== version) {
      return `${showName(name)} has version ${showName(state.version)}, not ${showName(version)}.`;
    }
  }
  const left = absent.find((name) => known.has(name));
  return left === undefined ? undefined : `${showName(left)} is still installed.`;
}

async function verifyService(
  { unit, isActive }: Verification & { readonly kind: "service" },
  session: Session,
): Promise<string | undefined> {
  const { home, name } = session.engine.machine.facts.caller;
  const status = await runStep({
    argv: ["systemctl", "is-active", "--quiet", unit],
    environment: planEnvironment(home, name),
    directory: runDirectory(session),
    onOutput: () => undefined,
  });
  if ((status === 0) === isActive) return undefined;
  return `${showName(unit)} ${isActive ? "does not run" : "still runs"}.`;
}

/** Each path is as the last effect on it foretold. */
function verifyFiles({ effects }: ForeseenStep, session: Session): string | undefined {
  const last = new Map<Path, FileEffect>();
  for (const effect of effects) {
    if (effect.kind === "metadata" || effect.kind === "delete" || effect.kind === "create") {
      last.set(effect.path, effect);
    } else if (effect.kind === "write" || effect.kind === "link") last.delete(effect.path);
    else if (effect.kind === "move") {
      last.delete(effect.path);
      last.delete(effect.from);
    }
  }
  for (const effect of last.values()) {
    const problem = compare(effect, session);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function compare(effect: FileEffect, { engine }: Session): string | undefined {
  const now = engine.machine.world.lstat(effect.path);
  const path = showName(effect.path);
  if (effect.kind === "delete") return isError(now) ? undefined : `${path} is still there.`;
  if (isError(now)) return `${path} is gone.`;
  if (effect.kind !== "metadata") return undefined;
  const { mode, uid, gid } = effect.after;
  if (now.uid !== uid || now.gid !== gid) return `${path} does not have the owner it should have.`;
  if (now.mode !== mode) {
    return `${path} has the permissions ${formatMode(now.mode)}, not ${formatMode(mode)}.`;
  }
  if (effect.lists === undefined) return undefined;
  const lists = engine.machine.world.accessLists?.(effect.path, false)?.get(effect.path);
  const found = lists ?? { access: listOfMode(now.mode) };
  return areSameLists(found, effect.lists.after)
    ? undefined
    : `${path} does not have the access list it should have.`;
}
