import type {
  Account,
  AccountFacts,
  BlockDevice,
  Caller,
  Facts,
  GitFacts,
  Mount,
  MountFacts,
  PackageFacts,
} from "../../src/domain/facts.ts";
import { fileCapabilities, type Identity } from "../../src/domain/identity.ts";
import { isWithin } from "../../src/domain/view/tree.ts";
import type { Path } from "../../src/domain/world.ts";
import { isError } from "../../src/domain/world.ts";
import { fixtureCommands } from "./fixture-commands.ts";
import { fixtureOwnPlaces } from "./fixture-handrail.ts";
import { needOfPackage, simulatePackages } from "./fixture-packages.ts";
import { fixtureRunning } from "./fixture-running.ts";
import type { MemoryWorld } from "./memory-world.ts";

/** Who types the line. */
export type FixtureUser = "user" | "root";

/** The facts of the machine that `fixtureWorld` makes. */
export function fixtureFacts(world: MemoryWorld, as: FixtureUser): Facts {
  return {
    ...fixtureRunning(as),
    caller: callers[as],
    accounts,
    packages: makePackages(world),
    mounts,
    git,
    hostName: "web-1",
    commands: fixtureCommands,
    ownPlaces: fixtureOwnPlaces,
  };
}

const ann: Identity = { uid: 1000, gid: 1000, groups: [1000, 27, 100], capabilities: new Set() };
const root: Identity = { uid: 0, gid: 0, groups: [0], capabilities: fileCapabilities };

const callers: Readonly<Record<FixtureUser, Caller>> = {
  user: { identity: ann, name: "ann", home: "/home/ann", loginName: "ann" },
  root: { identity: root, name: "root", home: "/root", loginName: "root" },
};

function account(name: string, uid: number, home: Path, groups: readonly number[]): Account {
  const shell = uid > 0 && uid < 1000 ? "/usr/sbin/nologin" : "/bin/bash";
  return { name, uid, gid: uid, groups, home, shell };
}

const users = [
  account("root", 0, "/root", [0]),
  account("ann", 1000, "/home/ann", ann.groups),
  account("bob", 1001, "/home/bob", [1001, 100]),
  account("www-data", 33, "/var/www", [33]),
  account("mysql", 102, "/var/lib/mysql", [102]),
];

const groups = [
  { name: "root", gid: 0, members: [] },
  { name: "sudo", gid: 27, members: ["ann"] },
  { name: "adm", gid: 4, members: [] },
  { name: "dialout", gid: 20, members: [] },
  { name: "shadow", gid: 42, members: [] },
  { name: "www-data", gid: 33, members: [] },
  { name: "mysql", gid: 102, members: [] },
  { name: "users", gid: 100, members: ["ann", "bob"] },
  { name: "docker", gid: 998, members: [] },
  { name: "ann", gid: 1000, members: [] },
  { name: "bob", gid: 1001, members: [] },
];

const accounts: AccountFacts = {
  users,
  user: (nameOrUid) => users.find(({ name, uid }) => name === nameOrUid || uid === nameOrUid),
  group: (nameOrGid) => groups.find(({ name, gid }) => name === nameOrGid || gid === nameOrGid),
};

/** Which package a path belongs to, the first match counting; none for what is left over. */
const ownership: readonly (readonly [pattern: RegExp, owner: string])[] = [
  [/^\/usr\/local\/(bin|share)\/?$/, "base-files"],
  [/^\/usr\/local\//, ""],
  [/^\/usr\/share\/(doc|man)\/nginx/, "nginx-common"],
  [/^\/usr\/(s?bin|share)\/nginx|^\/etc\/nginx\/[^/]+\.(conf|types)$/, "nginx-common"],
  [/^\/usr\/bin\/(sudo|visudo)$|^\/etc\/sudoers/, "sudo"],
  [/^\/usr\/(sbin\/sshd|bin\/ssh)$|^\/etc\/ssh\/sshd_config$/, "openssh-server"],
  [/^\/usr\/lib\/x86_64-linux-gnu\/|^\/usr\/lib64/, "libc6"],
  [/^\/usr\/(bin|sbin|lib)\//, "coreutils"],
  [/^\/usr\/share\/(doc|man|locale)\//, "coreutils"],
  [/^\/(boot|usr\/lib\/modules)\//, "linux-image"],
  [/^\/etc\/(hosts|motd|profile|debian_version)$/, "base-files"],
  [/^\/etc\/pam\.d\//, "libpam-runtime"],
  [/^\/etc\/(apt|cron\.d)\/[^/]+$/, "apt"],
  [
    /^\/(usr|etc|var|boot|var\/(lib|log|www|cache|spool)|usr\/(bin|sbin|lib|share)|home|root|srv|opt|tmp)$/,
    "base-files",
  ],
];

const required = new Set(["libc6", "coreutils", "sudo", "openssh-server", "linux-image"]);

function makePackages(world: MemoryWorld): PackageFacts {
  const owner = (path: Path): string =>
    ownership.find(([pattern]) => pattern.test(path))?.[1] ?? "";
  const owned = world.paths().filter((path) => {
    const status = world.lstat(path);
    return owner(path) !== "" && !isError(status) && status.type === "file";
  });
  return {
    isKnown: true,
    manager: "dpkg",
    needOf: needOfPackage,
    simulate: simulatePackages,
    owners: (path) => (owner(path) === "" ? [] : [owner(path)]),
    below: (path) => {
      const files = owned.filter((one) => isWithin(one, path));
      const owners = new Set(files.map(owner));
      const requiredFiles = files.filter((one) => required.has(owner(one))).length;
      return { files: files.length, packages: owners.size, requiredFiles };
    },
    requirement: (path) => {
      const severity = /\/(libc\.so\.6|(ba)?sh|dash|ld-linux[^/]*|systemd|vmlinuz[^/]*)$/.test(path)
        ? "critical"
        : "danger";
      const name = owner(path);
      if (!required.has(name) || /\/(doc|man|locale)\//.test(path)) return undefined;
      return { severity, purpose: "by every program", package: name };
    },
  };
}

const rootMount: Mount = {
  path: "/",
  device: 2049,
  source: "/dev/sda",
  type: "ext4",
  isReadOnly: false,
};

const backupMount: Mount = { ...rootMount, path: "/mnt", device: 2113, source: "/dev/sde1" };

function disk(name: string, model: string, gigabytes: number): BlockDevice {
  const size = gigabytes * 1_000_000_000;
  return { name, model, size, isRemovable: false, mountPoints: [], isRoot: false, content: "" };
}

const disks = new Map<number, BlockDevice>([
  [2048, { ...disk("sda", "SSD 870 EVO", 500), mountPoints: ["/"], isRoot: true, content: "ext4" }],
  [2064, { ...disk("sdb", "WD Elements", 64), content: "dos" }],
  [2065, { ...disk("sdb1", "WD Elements", 64), content: "ext4" }],
  [2080, { ...disk("sdc", "Flash Drive", 8), isRemovable: true }],
]);

const mounts: MountFacts = {
  list: [rootMount, backupMount],
  of: (path) => (isWithin(path, backupMount.path) ? backupMount : rootMount),
  device: (deviceNumber) => disks.get(deviceNumber),
  freeBytes: () => 20_000_000_000,
  removable: () => [...disks.values()].filter(({ isRemovable }) => isRemovable),
};

const repository = "/home/ann/src";
/** Files of the repository that were changed and not committed. */
export const uncommittedFiles: readonly Path[] = ["changed.c", "new.c", "todo.txt"].map(
  (name) => `${repository}/${name}`,
);

const git: GitFacts = {
  onlyHere: (root) =>
    root === repository ? { uncommitted: uncommittedFiles.length, unpushed: 2 } : undefined,
  state(path) {
    if (!isWithin(path, repository)) return undefined;
    const isIgnored = ["build", "target", ".env"].some((name) =>
      isWithin(path, `${repository}/${name}`),
    );
    const uncommitted = uncommittedFiles.filter((one) => isWithin(one, path)).length;
    return { repository, isIgnored, isCommitted: !isIgnored && uncommitted === 0, uncommitted };
  },
};
