import type { CheckUpItem, CheckUpLine } from "../../domain/check-up.ts";
import type { Probed, Sources, WeakSource } from "../../domain/check-up-facts.ts";
import { countOf } from "../../domain/text.ts";
import { type Judged, judge } from "./judging.ts";

/** Whether packages are taken only from whom this machine trusts. */
export function judgeSources(probed: Probed<Sources>): CheckUpItem {
  return judge({ id: "sources", about: "sources of packages" }, probed, judgeFacts);
}

function judgeFacts({ count, weak }: Sources): Judged {
  if (weak.length === 0) {
    return { condition: "ok", summary: `${countOf(count, "source")} of packages, all signed` };
  }
  const hasEntries = weak.some(({ line }) => line !== undefined);
  const hasSettings = weak.some(({ why }) => why === "unauthenticated");
  const isOrAre = weak.length === 1 ? "is" : "are";
  return {
    condition: "danger",
    summary: `${countOf(weak.length, "source")} of packages ${isOrAre} trusted without a signature`,
    details: [advice, ...weak.map(describeSource)],
    ...(hasEntries ? { mending: { task: "mend-sources", answers: {}, label: "mend" } } : {}),
    ...(hasSettings ? { lines: [findSetting] } : {}),
  };
}

const findSetting: CheckUpLine = {
  line: "grep -rnE 'AllowUnauthenticated|AllowInsecure|AllowDowngradeToInsecure' /etc/apt",
  why: "shows the setting for all sources: take that line out of its file",
};

const advice =
  "Whoever can change what comes over the network could put packages of their own in, which are installed as root.";

const reasons: Record<WeakSource["why"], string> = {
  trusted: "marked [trusted=yes], so that no signature is looked at",
  insecure: "marked to be taken without a signature, or with a weak one",
  unsigned: "what was fetched from it is not signed",
  unauthenticated: "a setting for all sources",
};

function describeSource({ name, file, why }: WeakSource): string {
  return `${name}: ${reasons[why]} (${file})`;
}
