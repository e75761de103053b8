import type { PackageNeed } from "../../src/domain/facts.ts";
import type {
  PackageChange,
  PackageRequest,
  PackageSimulation,
} from "../../src/domain/packages.ts";
import { needByName } from "../../src/system/packages/critical-packages.ts";

/** What the packages of the decisions' machine are needed for. */
const needs: Readonly<Record<string, PackageNeed>> = {
  libc6: { severity: "critical", purpose: "by every program" },
  coreutils: { severity: "critical", purpose: "by nearly every script" },
  sudo: { severity: "danger", purpose: "to become root" },
  "openssh-server": { severity: "danger", purpose: "to log in over the network" },
  "linux-image": { severity: "danger", purpose: "to start the machine" },
};

/** Installed beside those above. */
const others = ["bash", "dpkg", "nginx", "nginx-common", "postfix", "unneeded-library"];
const installed = new Set([...Object.keys(needs), ...others]);

/** What goes with a package that goes. */
const dependents: Readonly<Record<string, readonly string[]>> = { "nginx-common": ["nginx"] };

/** What is not installed and can be had; `tool` only from a source that nobody signs. */
const available: Readonly<Record<string, Partial<PackageChange>>> = {
  cowsay: {},
  exim4: {},
  tool: { origin: "Tools", trust: "unsigned" },
};

export function needOfPackage(name: string): PackageNeed | undefined {
  return Object.hasOwn(needs, name) ? needs[name] : needByName(name);
}

/** As apt's simulation, for a handful of packages. */
export function simulatePackages({ operation, names }: PackageRequest): PackageSimulation {
  switch (operation) {
    case "install":
      return transaction(names.flatMap(installing));
    case "remove":
    case "purge":
      return transaction(removing(names, operation));
    case "autoremove":
      return transaction([removal("unneeded-library", "remove", false)]);
    default:
      return transaction([]);
  }
}

function installing(name: string): readonly PackageChange[] {
  const file = /([^/_]+)_[^/]*\.deb$/.exec(name)?.[1];
  if (file !== undefined) return [addition(file, { origin: "a file", trust: "unsigned" })];
  const more = available[name];
  if (more === undefined) return [];
  const gone = name === "exim4" ? [removal("postfix", "remove", true)] : [];
  return [...gone, addition(name, more)];
}

function removing(names: readonly string[], action: "remove" | "purge"): readonly PackageChange[] {
  const going = new Set(names.filter((name) => installed.has(name)));
  for (const name of [...going]) for (const other of dependents[name] ?? []) going.add(other);
  return [...going].map((name) => removal(name, action, !names.includes(name)));
}

function addition(name: string, more: Partial<PackageChange>): PackageChange {
  const change = { name, action: "install", after: "1.0", isAutomatic: false } as const;
  return { ...change, isSecurity: false, origin: "Debian", trust: "signed", ...more };
}

function removal(name: string, action: "remove" | "purge", isAutomatic: boolean): PackageChange {
  return { name, action, before: "1.0", isAutomatic, isSecurity: false };
}

function transaction(changes: readonly PackageChange[]): PackageSimulation {
  return { kind: "transaction", changes, keptBack: [] };
}
