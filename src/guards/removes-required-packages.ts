import type { Cause, PackageEffect } from "../domain/effect.ts";
import type { Facts, PackageNeed } from "../domain/facts.ts";
import type { Severity } from "../domain/finding.ts";
import { defineGuard } from "../domain/guard.ts";
import { countOf, listWords, showName } from "../domain/text.ts";
import { groupByCommand } from "./common/by-command.ts";
import { effectsOf } from "./common/existing.ts";
import { whoNeeds } from "./common/package-remedies.ts";

interface NeededPackage extends PackageNeed {
  readonly name: string;
}

interface Hit {
  readonly cause: Cause;
  /** Packages that go and that the machine needs, the direst first. */
  readonly needed: readonly NeededPackage[];
  /** Packages that go although nobody named them. */
  readonly unnamed: readonly string[];
}

/** Taking away packages that the machine, or other packages, cannot do without. */
export const removesRequiredPackages = defineGuard<Hit>({
  id: "removes-required-packages",
  title: "Removes packages that are needed",
  severity: "critical",
  concerns: ["package"],
  why: "A package manager takes away whatever it is told to, and all that depends on it. Without some packages the machine does not start, nobody can log in or become root, or nothing can be installed to repair it.",
  examples: () => [
    {
      line: "apt-get remove sudo",
      expect: "danger",
      as: "root",
      why: "nobody could become root any more",
    },
    { line: "apt-get remove sudo", expect: "quiet", why: "an ordinary user may not" },
    {
      line: "sudo apt remove openssh-server",
      expect: "danger",
      why: "the way in over the network",
    },
    { line: "sudo apt purge -y libc6", expect: "critical", why: "every program needs it" },
    { line: "sudo dpkg --purge libc6", expect: "critical", why: "the same below apt" },
    { line: "sudo apt remove nginx", expect: "quiet", why: "nothing else needs it" },
    {
      line: "sudo apt remove nginx-common",
      expect: "caution",
      why: "nginx would go with it, and was not named",
    },
    {
      line: "sudo apt remove nginx nginx-common",
      expect: "quiet",
      why: "both were named",
    },
    { line: "sudo apt autoremove", expect: "quiet", why: "only what nothing needs any more" },
    { line: "sudo apt install cowsay", expect: "quiet", why: "nothing goes" },
    {
      line: "sudo apt install exim4",
      expect: "caution",
      why: "it takes the place of postfix, which would go",
    },
    { line: "apt-get -s remove sudo", expect: "quiet", as: "root", why: "only tells" },
    { line: "sudo dnf remove glibc", expect: "critical", why: "the same on other systems" },
    { line: "pacman -Rdd glibc", expect: "critical", as: "root", why: "past every question" },
    {
      line: "apk del alpine-base",
      expect: "critical",
      as: "root",
      why: "all that makes it a system",
    },
    {
      line: "rpm -e --nodeps systemd",
      expect: "critical",
      as: "root",
      why: "it starts the machine",
    },
    {
      line: "zypper rm kernel-default",
      expect: "danger",
      as: "root",
      why: "what the machine starts",
    },
    { line: "dnf remove htop", expect: "quiet", as: "root", why: "nothing else needs it" },
    { line: "dnf --assumeno remove glibc", expect: "quiet", as: "root", why: "only tells" },
  ],
  blindSpots:
    "What a package is needed for is known of the base system; a service that people rely on counts as any other package. Of managers that are not this machine's own only what a call names is known, not what would go with it. What the scripts of a package do is not read.",
  check: (foreseen, facts) =>
    groupByCommand(effectsOf(foreseen, "package").filter(isRemoval)).flatMap(({ cause, effects }) =>
      hitOf(cause, effects, facts),
    ),
  explain({ cause, needed, unnamed }, _foreseen, facts) {
    const severity = severityOf(needed, unnamed);
    const names = needed.length > 0 ? needed.map(({ name }) => name) : unnamed;
    return {
      severity,
      title: describeTitle(needed, unnamed),
      what: describeWhat(needed, unnamed),
      why: describeWhy(severity),
      instead: whoNeeds(cause, names[0]),
      span: cause.span,
      paths: [],
      pathCount: 0,
      confirmWords:
        names.length === 1
          ? `remove ${showName(names[0] ?? "")} from ${showName(facts.hostName)}`
          : `remove ${countOf(names.length, "package")} from ${showName(facts.hostName)}`,
    };
  },
});

function isRemoval({ action }: PackageEffect): boolean {
  return action === "remove" || action === "purge";
}

function hitOf(cause: Cause, effects: readonly PackageEffect[], facts: Facts): readonly Hit[] {
  const leaving = effects.map(({ target }) => target);
  const needed = leaving
    .flatMap((name): readonly NeededPackage[] => {
      const need = facts.packages.needOf?.(name, leaving);
      return need === undefined ? [] : [{ ...need, name }];
    })
    .sort((one, two) => rank(one) - rank(two));
  const unnamed = effects
    .filter(({ change }) => change?.isAutomatic === true)
    .map(({ target }) => target);
  return needed.length === 0 && unnamed.length === 0 ? [] : [{ cause, needed, unnamed }];
}

function rank({ severity }: PackageNeed): number {
  return severity === "critical" ? 0 : 1;
}

/** Packages that go unnamed at or above which much of what people use here goes with them. */
const manyUnnamed = 20;

function severityOf([worst]: readonly NeededPackage[], unnamed: readonly string[]): Severity {
  return worst?.severity ?? (unnamed.length >= manyUnnamed ? "danger" : "caution");
}

function describeTitle(needed: readonly NeededPackage[], unnamed: readonly string[]): string {
  if (needed.length > 0) {
    const count = countOf(needed.length, "package");
    return `This would remove ${count} that the machine needs`;
  }
  return `This would remove ${countOf(unnamed.length, "package")} that nobody named`;
}

function describeWhat(needed: readonly NeededPackage[], unnamed: readonly string[]): string {
  const named = needed
    .slice(0, 3)
    .map(({ name, purpose }) => `${showName(name)} is needed ${purpose}.`);
  const more = needed.length - named.length;
  const others = unnamed.map((name) => showName(name));
  return [
    ...named,
    ...(more > 0 ? [`So ${more === 1 ? "is 1 more" : `are ${more} more`}.`] : []),
    ...(others.length > 0
      ? [`With what was named ${others.length === 1 ? "goes" : "go"} ${listWords(others, 8)}.`]
      : []),
  ].join(" ");
}

function describeWhy(severity: Severity): string {
  switch (severity) {
    case "critical":
      return "Programs would stop starting, and the package manager could not bring them back.";
    case "danger":
      return "What it is needed for would not work any more, and could be what it takes to repair it.";
    default:
      return "They need what is removed, or cannot be there beside what is installed.";
  }
}
