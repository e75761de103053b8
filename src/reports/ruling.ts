import type { Ruling } from "../domain/policy.ts";
import { showName } from "../domain/text.ts";

/** What a setting did to a finding: a label of at most eight letters, and why. */
export function describeRuling(ruling: Ruling): readonly [label: string, text: string] {
  switch (ruling.kind) {
    case "allowed":
      return [
        "Allowed",
        `in ${showName(ruling.path)} until ${ruling.until}, because: ${showName(ruling.reason)}`,
      ];
    case "off":
      return ["Off", "your settings let this guard ask nothing"];
    case "ask":
      return ["Asked", `${owner(ruling.by)} ask about this at every level`];
    case "refuse":
      return ["Refused", `${owner(ruling.by)} never let this run; --yes does not change that`];
  }
}

function owner(by: "machine" | "person"): string {
  return by === "machine" ? "the settings of this machine" : "your settings";
}
