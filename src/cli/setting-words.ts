import { resolve } from "node:path/posix";
import { guardIds, levels } from "../domain/finding.ts";
import { nearNames } from "../domain/near-names.ts";
import { guardRules, problemWithAllowance } from "../domain/policy.ts";
import type { SettingChange } from "../domain/settings.ts";
import type { UsageFailure } from "./guard-options.ts";
import { describeUnknownGuard } from "./unknown-guard.ts";

type Words = readonly string[];

/** The change that the words after `handrail settings` ask for. */
export function readSettingChange(words: Words, directory: string): SettingChange | UsageFailure {
  const [what, ...rest] = words;
  switch (what) {
    case "guard":
      return readGuardRule(rest);
    case "allow":
      return readAllowance(rest, directory);
    case "disallow":
      return readPath("disallow", rest, directory);
    case "path":
      return readPath("add-path", rest, directory);
    case "no-path":
      return readPath("remove-path", rest, directory);
    case "level":
      return readLevel(rest);
    default: {
      const parts = ["guard", "allow", "disallow", "path", "no-path", "level"];
      const [near] = nearNames(what ?? "", parts);
      const more = near === undefined ? `they are ${parts.join(", ")}` : `did you mean ${near}?`;
      return usage(`settings has no part ${what}; ${more}`);
    }
  }
}

function readGuardRule([id, word, ...more]: Words): SettingChange | UsageFailure {
  const guard = guardIds.find((known) => known === id);
  if (id === undefined) return usage("handrail settings guard GUARD off, ask, refuse or usual");
  if (guard === undefined) return usage(describeUnknownGuard(id));
  const rule = guardRules.find((known) => known === word);
  if (more.length > 0 || (rule === undefined && word !== "usual")) {
    return usage("handrail settings guard GUARD off, ask, refuse or usual");
  }
  return { kind: "guard", guard, ...(rule === undefined ? {} : { rule }) };
}

const allowUsage = "handrail settings allow PATH until DAY because REASON [for GUARD,...]";

function readAllowance(words: Words, directory: string): SettingChange | UsageFailure {
  const [path, until, day, because, ...rest] = words;
  const isComplete = until === "until" && because === "because";
  const { reason, guards } = readReason(rest);
  if (path === undefined || day === undefined || reason === "" || !isComplete) {
    return usage(allowUsage);
  }
  const strange = guards?.find((name) => !guardIds.some((known) => known === name));
  if (strange !== undefined) return usage(describeUnknownGuard(strange));
  const place = resolve(directory, path);
  const allowance = { path: place, until: day, reason, ...(guards && { guards }) };
  const wanted = problemWithAllowance(allowance);
  return wanted === undefined ? { kind: "allow", allowance } : usage(`it needs ${wanted}`);
}

/** The words of a reason, quoted or not, and the guards of a last `for GUARD,...`. */
function readReason(words: Words): { readonly reason: string; readonly guards?: Words } {
  const [before, last = ""] = words.slice(-2);
  const names = last.split(",");
  // `because data for tests`: the last word belongs to the reason unless it is, or is like, a guard.
  const isLikeGuard = (name: string): boolean => nearNames(name, guardIds, 1).length > 0;
  const isKnown = (name: string): boolean => guardIds.some((id) => id === name);
  if (before !== "for" || !(names.length > 1 || names.some(isKnown) || names.some(isLikeGuard))) {
    return { reason: words.join(" ").trim() };
  }
  return { reason: words.slice(0, -2).join(" ").trim(), guards: names };
}

function readPath(
  kind: "disallow" | "add-path" | "remove-path",
  [path, ...more]: Words,
  directory: string,
): SettingChange | UsageFailure {
  if (path === undefined || more.length > 0) return usage("one path is needed");
  return { kind, path: resolve(directory, path) };
}

function readLevel([word, ...more]: Words): SettingChange | UsageFailure {
  const level = levels.find((known) => known === word);
  if (level === undefined || more.length > 0)
    return usage(`a level is one of ${levels.join(", ")}`);
  return { kind: "level", level };
}

function usage(message: string): UsageFailure {
  return { kind: "usage", message };
}
