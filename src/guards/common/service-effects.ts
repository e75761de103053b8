import type { ServiceEffect } from "../../domain/effect.ts";
import type { Facts } from "../../domain/facts.ts";
import type { Foreseen } from "../../domain/plan.ts";
import { oncePerLine } from "./memory.ts";
import { serviceChanges } from "./unit-edits.ts";

/** What becomes of a service for guards: it stops, or will not start again. */
export interface ServiceLoss {
  readonly effect: ServiceEffect;
  /** Its name with other names resolved: `ssh.service` for `sshd`. */
  readonly unit: string;
  /** now: it stops; later: it is not started again; restart: it stops for a moment. */
  readonly when: "now" | "later" | "restart";
}

const stopping = new Set(["stop", "kill", "freeze"]);
const disabling = new Set(["disable", "mask"]);
const restarting = new Set(["restart", "try-restart", "condrestart", "force-reload"]);
const starting = new Set(["start", "restart", "unmask", "enable", "reload-or-restart", "thaw"]);

/** Services of the system that would stop; one that the line starts again later is left out. */
export const serviceLosses = oncePerLine(
  (foreseen: Foreseen, facts: Facts): readonly ServiceLoss[] => {
    const effects = serviceChanges(foreseen, facts).filter(({ detail }) => detail !== "user");
    return effects.flatMap((effect, at) => {
      const when = whenOf(effect.action);
      if (when === undefined) return [];
      const unit = facts.services.canonicalName(effect.target);
      const isUndone = effects
        .slice(at + 1)
        .some(
          (later) =>
            starting.has(later.action) && facts.services.canonicalName(later.target) === unit,
        );
      return isUndone && when !== "restart" ? [] : [{ effect, unit, when }];
    });
  },
);

function whenOf(action: string): ServiceLoss["when"] | undefined {
  if (stopping.has(action)) return "now";
  if (disabling.has(action)) return "later";
  return restarting.has(action) ? "restart" : undefined;
}
