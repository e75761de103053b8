import type { Cause, PackageBypass, PackageEffect } from "../../domain/effect.ts";
import type { Facts } from "../../domain/facts.ts";
import type { Severity } from "../../domain/finding.ts";
import type { Foreseen } from "../../domain/plan.ts";
import type { Path } from "../../domain/world.ts";
import { groupByCommand } from "./by-command.ts";
import { effectsOf } from "./existing.ts";
import { type HandPlaced, handPlaced } from "./hand-placed.ts";

/** A way by which things come into the system, or go, that its package manager does not know of. */
export type Bypass =
  | { readonly kind: "placed"; readonly placed: HandPlaced }
  /** The manager is told to pass over a check of its own. */
  | {
      readonly kind: "check";
      readonly cause: Cause;
      readonly bypass: PackageBypass;
      readonly names: readonly string[];
      readonly isRemoval: boolean;
    }
  /** The files go by which managers keep out of each other's way. */
  | { readonly kind: "locks"; readonly cause: Cause; readonly paths: readonly Path[] }
  /** A program without a model installs as root what was built here. */
  | { readonly kind: "build"; readonly cause: Cause };

/** Every bypass of the line. */
export function packageBypasses(foreseen: Foreseen, facts: Facts): readonly Bypass[] {
  return [
    ...handPlaced(foreseen, facts).map((placed): Bypass => ({ kind: "placed", placed })),
    ...checks(foreseen),
    ...builds(foreseen),
    ...locks(foreseen),
  ];
}

export function severityOfBypass(hit: Bypass): Severity {
  if (hit.kind !== "check") return "caution";
  return hit.bypass === "needs" || hit.bypass === "every-check" ? "danger" : "caution";
}

function checks(foreseen: Foreseen): readonly Bypass[] {
  const passing = effectsOf(foreseen, "package").filter(({ bypass }) => bypass !== undefined);
  return groupByCommand(passing).flatMap(({ cause, effects }) => {
    const bypass = effects[0]?.bypass;
    if (bypass === undefined) return [];
    const isRemoval = effects.some(isGoing);
    return [
      { kind: "check", cause, bypass, names: effects.map(({ target }) => target), isRemoval },
    ];
  });
}

function isGoing({ action }: PackageEffect): boolean {
  return action === "remove" || action === "purge";
}

const lockFiles: ReadonlySet<Path> = new Set([
  "/var/lib/dpkg/lock",
  "/var/lib/dpkg/lock-frontend",
  "/var/lib/apt/lists/lock",
  "/var/cache/apt/archives/lock",
  "/var/lib/rpm/.rpm.lock",
  "/usr/lib/sysimage/rpm/.rpm.lock",
  "/var/lib/pacman/db.lck",
  "/run/zypp.pid",
  "/run/dnf.pid",
]);

function locks(foreseen: Foreseen): readonly Bypass[] {
  const gone = effectsOf(foreseen, "delete").filter(({ path }) => lockFiles.has(path));
  return groupByCommand(gone).map(({ cause, effects }) => ({
    kind: "locks",
    cause,
    paths: effects.map(({ path }) => path),
  }));
}

const builders = new Set([
  "make",
  "gmake",
  "bmake",
  "ninja",
  "cmake",
  "meson",
  "python3",
  "python",
]);

function builds(foreseen: Foreseen): readonly Bypass[] {
  return effectsOf(foreseen, "run-code").flatMap(({ source, cause }) =>
    source.kind === "program" && cause.identity.uid === 0 && installsBuilt(cause)
      ? [{ kind: "build" as const, cause }]
      : [],
  );
}

/** `make install` without a word on where to: into /usr/local or /usr, as the sources say. */
function installsBuilt({ program, command }: Cause): boolean {
  if (!builders.has(program)) return false;
  const words = command.slice(1).map(({ text }) => text);
  const isInstalling = words.some((word) => /^(?:--)?(?:u?n?install(?:-[a-z]+)*)$/.test(word));
  if (!isInstalling || words.some((word) => /^(?:-n|--dry-run|--just-print)$/.test(word))) {
    return false;
  }
  const places = words.filter((word) => /^(?:--)?(?:PREFIX|DESTDIR|prefix|root)=/.test(word));
  const isPython = program.startsWith("python");
  if (isPython && !words.some((word) => /^setup\.py$|\/setup\.py$/.test(word))) return false;
  return places.every((word) => /=(?:\/|\/usr\/?)?$/.test(word));
}
