import { consult, type Inquiry } from "../domain/inquiry.ts";
import { askCatalogue } from "./apt/catalogue.ts";
import { askApt } from "./apt/commands.ts";
import { askDetails } from "./apt/details.ts";
import { describeFailure } from "./apt/failures.ts";
import { readProgress } from "./apt/progress.ts";
import { simulate } from "./apt/simulate.ts";
import { askLacking, askObtainable, askStates, askUnfinished } from "./apt/states.ts";
import { askWaiting } from "./apt/waiting.ts";
import type { PackageManager, PackageUpdates } from "./manager.ts";

/** Debian's and Ubuntu's package manager. */
export const apt: PackageManager = {
  id: "apt",
  simulate,
  waiting: askWaiting,
  updates: askUpdates,
  catalogue: askCatalogue,
  details: askDetails,
  changelog: askChangelog,
  states: askStates,
  unfinished: askUnfinished,
  isLacking: askLacking,
  obtainable: askObtainable,
  readProgress,
  describeFailure,
  locks: [
    "/var/lib/dpkg/lock-frontend",
    "/var/lib/dpkg/lock",
    "/var/cache/apt/archives/lock",
    "/var/lib/apt/lists/lock",
  ],
};

function* askUpdates(): Inquiry<PackageUpdates> {
  const simulation = yield* simulate({ operation: "upgrade", names: [] });
  return simulation.kind === "failure" ? { changes: [], keptBack: [] } : simulation;
}

/** Fetched from the source; where that cannot be, what the installed version brought along. */
function* askChangelog(name: string): Inquiry<string | undefined> {
  const { status, output } = yield* askApt("apt-get", ["changelog", "-qq", "--", name]);
  if (status === 0 && output !== "") return output;
  const plain = name.replace(/:.*/, "");
  for (const file of ["changelog.Debian.gz", "changelog.gz"]) {
    const path = `/usr/share/doc/${plain}/${file}`;
    const kept = yield* consult({ kind: "run", program: "gzip", arguments: ["-cd", "--", path] });
    if (kept.status === 0 && kept.output !== "") return kept.output;
  }
  return undefined;
}
