import type { CheckUpItem } from "../../domain/check-up.ts";
import type { OpenKey, Probed } from "../../domain/check-up-facts.ts";
import { countOf, formatMode } from "../../domain/text.ts";
import { asFarAsSeen, type Judged, judge, limited } from "./judging.ts";

/** Whether private keys are private. */
export function judgePrivateKeys(probed: Probed<readonly OpenKey[]>): CheckUpItem {
  return judge({ id: "private-keys", about: "private keys" }, probed, judgeFacts);
}

function judgeFacts(keys: readonly OpenKey[], isPartial: boolean): Judged {
  if (keys.length === 0) {
    return {
      condition: "ok",
      summary: `no private key can be read by others${asFarAsSeen(isPartial)}`,
    };
  }
  const forAll = keys.filter(({ readers }) => readers === "everybody");
  const who = forAll.length > 0 ? "everybody here" : `the group ${keys[0]?.readers}`;
  const count = forAll.length > 0 ? forAll.length : keys.length;
  const summary = `${countOf(count, "private key")} can be read by ${who}`;
  const path = (forAll[0] ?? keys[0])?.path ?? "/";
  return {
    condition: forAll.length > 0 ? "danger" : "caution",
    summary,
    details: [advice, ...limited(keys.map(describeKey))],
    mending: { task: "permissions", answers: { path, ...closed }, label: "mend" },
  };
}

/** As ssh wants it: the owner alone. */
const closed = {
  recursive: false,
  see: ["-group", "-others"],
  change: ["-group", "-others"],
};

const advice =
  "Who reads a private key can be whom it stands for. Close it to others; where somebody else may have read it, make a new one.";

function describeKey({ path, mode, owner, readers }: OpenKey): string {
  return `${path}  ${formatMode(mode)}, belongs to ${owner}, read by ${readers}`;
}
