import { basename } from "node:path/posix";
import type { Cause, Effect, ServiceEffect } from "../../domain/effect.ts";
import type { Foreseen } from "../../domain/plan.ts";
import { effectsOf } from "./existing.ts";
import { isMaintainer } from "./maintainers.ts";
import { oncePerLine } from "./memory.ts";

/** Everything that becomes of services, whether `systemctl` does it or a link is set by hand. */
export const serviceChanges = oncePerLine((foreseen: Foreseen): readonly ServiceEffect[] => [
  ...effectsOf(foreseen, "service"),
  ...foreseen.effects.flatMap(byHand),
]);

const places = ["/etc/systemd/system/", "/run/systemd/system/"];

function byHand(effect: Effect): readonly ServiceEffect[] {
  if (effect.kind !== "link" && effect.kind !== "delete" && effect.kind !== "move") return [];
  const path = effect.kind === "move" ? effect.from : effect.path;
  const linked = effect.kind === "link" || effect.kind === "move" ? effect.path : "";
  if (!places.some((place) => path.startsWith(place) || linked.startsWith(place))) return [];
  if (isMaintainer(effect.cause.program)) return [];
  if (effect.kind === "link") return linking(effect.path, effect.target, effect.cause);
  // What lies in such a folder says what is started along.
  const isWanted = /\.(wants|requires)\/[^/]+$/.test(path);
  return isWanted ? [change("disable", basename(path), effect.cause)] : [];
}

function linking(path: string, target: string, cause: Cause): readonly ServiceEffect[] {
  const name = basename(path);
  if (target === "/dev/null") return [change("mask", name, cause)];
  if (name === "default.target") return [change("set-default", basename(target), cause)];
  return /\.(wants|requires)\//.test(path) ? [change("enable", name, cause)] : [];
}

function change(action: string, target: string, cause: Cause): ServiceEffect {
  return { kind: "service", action, target, cause };
}
