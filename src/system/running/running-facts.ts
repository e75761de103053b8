import type { AccountFacts } from "../../domain/facts.ts";
import type { RunningFacts } from "../../domain/running-facts.ts";
import type { Path } from "../../domain/world.ts";
import { directoriesFor } from "../directories.ts";
import { lazily } from "../lazily.ts";
import { makePrivateDirectory } from "../private-directory.ts";
import { makeAdministratorFacts } from "./administrator-facts.ts";
import { checkText, readSshdSettings } from "./check-text.ts";
import { makeNetworkFacts } from "./network-facts.ts";
import { makeProcessFacts } from "./process-facts.ts";
import { makeServiceFacts } from "./service-facts.ts";
import { makeSessionFacts } from "./session-facts.ts";

/** What runs here and how one gets in; nothing is read before it is asked for. */
export function makeRunningFacts(
  accounts: AccountFacts,
  environment: () => ReadonlyMap<string, string>,
): RunningFacts {
  const processes = lazily(() => makeProcessFacts(process.pid, process.ppid));
  const session = lazily(() => makeSessionFacts(environment, processes(), accounts));
  const administrators = lazily(() => makeAdministratorFacts(accounts));
  const services = lazily(makeServiceFacts);
  const network = lazily(makeNetworkFacts);
  return {
    get processes() {
      return processes();
    },
    get session() {
      return session();
    },
    get administrators() {
      return administrators();
    },
    get services() {
      return services();
    },
    checkers: {
      check: (kind, text) => checkText(kind, text, () => privateFolder(environment())),
      sshdSettings: readSshdSettings,
    },
    get network() {
      return network();
    },
  };
}

function privateFolder(environment: ReadonlyMap<string, string>): Path | undefined {
  const uid = process.geteuid?.() ?? 0;
  const { cache } = directoriesFor(uid, "/", environment);
  return makePrivateDirectory(cache, uid);
}
