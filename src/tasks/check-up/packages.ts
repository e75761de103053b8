import type { CheckUpItem } from "../../domain/check-up.ts";
import type { PackageHealth, Probed } from "../../domain/check-up-facts.ts";
import { countOf, listWords } from "../../domain/text.ts";
import { type Judged, judge } from "./judging.ts";

/** Whether all packages are whole and set up. */
export function judgePackages(probed: Probed<PackageHealth>): CheckUpItem {
  return judge({ id: "packages", about: "the state of packages" }, probed, judgeFacts);
}

function judgeFacts({ halfDone, isInterrupted, audit }: PackageHealth): Judged {
  const details = [
    ...(isInterrupted ? ["A run of dpkg was cut off while it wrote down what it did."] : []),
    ...halfDone.map(
      ({ name, state, isBroken }) =>
        `${name}: ${state}${isBroken ? ", must be installed again" : ""}`,
    ),
    ...audit,
  ];
  const mending = { task: "configure-packages", answers: {}, label: "finish" };
  if (halfDone.length > 0) {
    const names = listWords(halfDone.map(({ name }) => name));
    const isBroken = isInterrupted || halfDone.some((one) => one.isBroken);
    const summary = `${countOf(halfDone.length, "package")} ${halfDone.length === 1 ? "is" : "are"} half installed (${names})`;
    const why = "Until that is finished, installing and updating fail.";
    return {
      condition: isBroken ? "danger" : "caution",
      summary,
      details: [why, ...details],
      mending,
    };
  }
  if (isInterrupted) {
    return {
      condition: "danger",
      summary: "a run of the package manager was cut off",
      details,
      mending,
    };
  }
  if (audit.length > 0) {
    return {
      condition: "note",
      summary: `dpkg finds ${countOf(audit.length, "thing")} amiss with packages`,
      details,
    };
  }
  return { condition: "ok", summary: "all packages are whole and set up" };
}
