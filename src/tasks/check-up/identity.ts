import type { CheckUpItem } from "../../domain/check-up.ts";
import type { OwnIdentity } from "../../domain/check-up-facts.ts";
import { judge } from "./judging.ts";

/** Whether one is root now. */
export function judgeIdentity(identity: OwnIdentity): CheckUpItem {
  const probed = { kind: "known", facts: identity } as const;
  return judge({ id: "identity", about: "who you are" }, probed, ({ isRoot, loginName }) =>
    isRoot
      ? {
          condition: "caution",
          summary: "you are root: a mistake reaches the whole machine",
          details: [advice],
        }
      : { condition: "ok", summary: `you are ${loginName}, not root` },
  );
}

const advice =
  "Start handrail as yourself. What needs root is asked for when it is needed, and reviewed before.";
