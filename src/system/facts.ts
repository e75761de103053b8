import type { Facts, OwnPlaces } from "../domain/facts.ts";
import { mountOf, mountPointsOf } from "../domain/mount-of.ts";
import type { Path } from "../domain/world.ts";
import { type AccountDatabase, makeAccounts } from "./accounts.ts";
import { readBlockDevice, readRemovableDisks } from "./block-devices.ts";
import { makeCaller } from "./caller.ts";
import { readCallerEnvironment } from "./caller-environment.ts";
import { makeCanonicalPath } from "./canonical-path.ts";
import { makeCommandFacts } from "./commands.ts";
import { directoriesFor } from "./directories.ts";
import { makeGitFacts } from "./git.ts";
import { readIdentity } from "./kernel-identity.ts";
import { lazily, remember } from "./lazily.ts";
import { freeBytes, readMounts } from "./mounts.ts";
import { makePackageFacts, type Simulate } from "./packages/package-facts.ts";
import { makeProperAccess } from "./packages/proper-access.ts";
import { readText } from "./read-text.ts";
import { makeRunningFacts } from "./running/running-facts.ts";

/** The facts, with what only the level needs. */
export interface MachineFacts extends Facts {
  readonly accounts: AccountDatabase;
  /** Set once the settings are read. */
  guardedPaths?: readonly Path[];
  ownPlaces?: OwnPlaces;
}

/** Makes what asks the package manager; it keeps its lists in Handrail's cache. */
type MakeSimulate = (cache: Path, uid: number) => Simulate;

/** Everything about this machine besides its files. Each part is read when it is first asked for. */
export function makeFacts(
  environment = readCallerEnvironment,
  makeSimulate?: MakeSimulate,
): MachineFacts {
  const accounts = makeAccounts();
  const caller = lazily(() => makeCaller(readIdentity(), accounts, environment()));
  const mounts = lazily(readMounts);
  const mountPoints = lazily(() => mountPointsOf(mounts()));
  const git = lazily(() => makeGitFacts());
  const canonicalPath = makeCanonicalPath();
  const packages = lazily(() => {
    const { identity, home } = caller();
    const { cache } = directoriesFor(identity.uid, home, environment());
    const simulate = makeSimulate?.(cache, identity.uid);
    const made = makePackageFacts({ directory: cache, uid: identity.uid }, simulate);
    return Object.assign(made, { properAccess: makeProperAccess(made.owners, accounts) });
  });
  const commands = lazily(() => {
    const { identity, home } = caller();
    const { cache } = directoriesFor(identity.uid, home, environment());
    return makeCommandFacts(
      () => environment().get("PATH"),
      () => `${cache}/catalogue-apt.text`,
    );
  });
  const running = lazily(() => makeRunningFacts(accounts, environment));
  return {
    accounts,
    get session() {
      return running().session;
    },
    get administrators() {
      return running().administrators;
    },
    get services() {
      return running().services;
    },
    get processes() {
      return running().processes;
    },
    get network() {
      return running().network;
    },
    get checkers() {
      return running().checkers;
    },
    get caller() {
      return caller();
    },
    get packages() {
      return packages();
    },
    get commands() {
      return commands();
    },
    get git() {
      return git();
    },
    mounts: {
      get list() {
        return mounts();
      },
      of: (path) => mountOf(mountPoints(), canonicalPath(path)),
      device: remember((number: number) => readBlockDevice(number, mounts())),
      freeBytes,
      removable: () => readRemovableDisks(mounts()),
    },
    get hostName() {
      return readText("/proc/sys/kernel/hostname")?.trim() ?? "localhost";
    },
  };
}
