import type { Explanation } from "../../domain/finding.ts";
import type { Foreseen } from "../../domain/plan.ts";
import { showName } from "../../domain/text.ts";
import { type EffectOf, effectsOf } from "./existing.ts";

type MountEffect = EffectOf<"mount">;

/** Swap space that goes and that the line does not bring back. */
export function lostSwap(foreseen: Foreseen): readonly MountEffect[] {
  const mounts = effectsOf(foreseen, "mount");
  return mounts
    .filter(
      ({ action, target }, at) =>
        action === "swap-off" &&
        !mounts
          .slice(at + 1)
          .some(
            (one) => one.action === "swap-on" && (one.target === "all" || one.target === target),
          ),
    )
    .slice(0, 1);
}

export function describeLostSwap({ target, cause }: MountEffect, host: string): Explanation {
  const what =
    target === "all"
      ? "All swap space would be taken out of use"
      : `The swap space ${showName(target)} would be taken out of use`;
  return {
    severity: "caution",
    title: "This would take swap space away",
    what: `${what}.`,
    why: "What lies there has to fit into memory; where it does not, programs are ended to make room.",
    instead: [{ line: "swapon --show", why: "shows how much of it is used" }],
    span: cause.span,
    paths: [],
    pathCount: 0,
    confirmWords: `take the swap space of ${showName(host)}`,
  };
}
