import type { CheckUpItem } from "../../domain/check-up.ts";
import type { PackageHealth, Probed } from "../../domain/check-up-facts.ts";
import { countOf, listWords } from "../../domain/text.ts";
import { finishPackages } from "../packages/words.ts";
import { type Judged, judge } from "./judging.ts";

/** Whether all packages are whole and set up. */
export function judgePackages(probed: Probed<PackageHealth>): CheckUpItem {
  return judge({ id: "packages", about: "the state of packages" }, probed, judgeFacts);
}

function judgeFacts(health: PackageHealth): Judged {
  const { halfDone, isInterrupted, audit } = health;
  const details = detailsOf(health);
  if (halfDone.length > 0) {
    const isBroken = isInterrupted || halfDone.some((one) => one.isBroken);
    const why = "Until that is finished, installing and updating fail.";
    const summary = describeHalfDone(halfDone.map(({ name }) => name));
    return {
      condition: isBroken ? "danger" : "caution",
      summary,
      details: [why, ...details],
      mending: finishPackages,
    };
  }
  if (isInterrupted) {
    const summary = "a run of the package manager was cut off";
    return { condition: "danger", summary, details, mending: finishPackages };
  }
  if (audit.length === 0) return { condition: "ok", summary: "all packages are whole and set up" };
  const summary = `dpkg finds ${countOf(audit.length, "thing")} amiss with packages`;
  const lines = [{ line: "dpkg --audit", why: "says what to do about each" }];
  return { condition: "note", summary, details, lines };
}

function describeHalfDone(names: readonly string[]): string {
  const isOrAre = names.length === 1 ? "is" : "are";
  return `${countOf(names.length, "package")} ${isOrAre} half installed (${listWords(names)})`;
}

function detailsOf({ halfDone, isInterrupted, audit }: PackageHealth): readonly string[] {
  return [
    ...(isInterrupted ? ["A run of dpkg was cut off while it wrote down what it did."] : []),
    ...halfDone.map(
      ({ name, state, isBroken }) =>
        `${name}: ${state}${isBroken ? ", must be installed again" : ""}`,
    ),
    ...audit,
  ];
}
