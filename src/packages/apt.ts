import type { Inquiry } from "../domain/inquiry.ts";
import { askCatalogue } from "./apt/catalogue.ts";
import { askChangelog } from "./apt/changelog.ts";
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
  simulate: (request) => simulate(request),
  waiting: (...given) => askWaiting(...given),
  updates: askUpdates,
  catalogue: (...given) => askCatalogue(...given),
  details: (...given) => askDetails(...given),
  changelog: (...given) => askChangelog(...given),
  states: (...given) => askStates(...given),
  unfinished: (...given) => askUnfinished(...given),
  isLacking: (...given) => askLacking(...given),
  obtainable: (...given) => askObtainable(...given),
  readProgress: (...given) => readProgress(...given),
  describeFailure: (...given) => describeFailure(...given),
  locks: [
    "/var/lib/dpkg/lock-frontend",
    "/var/lib/dpkg/lock",
    "/var/cache/apt/archives/lock",
    "/var/lib/apt/lists/lock",
  ],
  // dpkg notes every single step in a file of the directory.
  databases: ["/var/lib/dpkg/status", "/var/lib/dpkg/updates", "/var/lib/apt/extended_states"],
};

function* askUpdates(): Inquiry<PackageUpdates> {
  const simulation = yield* simulate({ operation: "upgrade", names: [] });
  return simulation.kind === "failure" ? { changes: [], keptBack: [] } : simulation;
}
