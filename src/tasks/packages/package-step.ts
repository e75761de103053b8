import type { Action } from "../../domain/action.ts";
import type { PackageChange } from "../../domain/packages.ts";
import type { TaskStep, Verification } from "../../domain/task-plan.ts";
import type { PackageTaskFacts } from "./facts.ts";
import { inverseOf } from "./inverse.ts";

type PackageAction = Action & { readonly kind: "packages" };

/**
 * The step that carries out the manager's plan, and nothing but it: every package that comes is
 * named, in the version that was shown.
 */
export function packageStep(
  title: string,
  operation: PackageAction["operation"],
  changes: readonly PackageChange[],
  facts: PackageTaskFacts,
): TaskStep {
  return {
    title,
    action: actionOf(operation, changes, facts),
    runAs: "root",
    verify: verificationOf(changes),
    ...inverseOf(changes, facts),
  };
}

function actionOf(
  operation: PackageAction["operation"],
  changes: readonly PackageChange[],
  { automatic }: PackageTaskFacts,
): PackageAction {
  if (operation === "remove" || operation === "purge") {
    // What goes with them is not named, so that it is told apart; what would really go is compared
    // with what was agreed to before anything is done.
    const named = changes.filter(({ isAutomatic }) => !isAutomatic).map(({ name }) => name);
    return { kind: "packages", operation, packages: named };
  }
  // Naming a package makes it one that somebody wanted; what came for others is marked so again.
  const forOthers = changes.filter(({ name, before, isAutomatic }) =>
    before === undefined ? isAutomatic : automatic.has(name),
  );
  return {
    kind: "packages",
    operation,
    packages: changes.flatMap(({ name, after }) => (after === undefined ? [] : `${name}=${after}`)),
    ...(forOthers.length === 0 ? {} : { automatic: forOthers.map(({ name }) => name) }),
  };
}

function verificationOf(changes: readonly PackageChange[]): Verification {
  return {
    kind: "packages",
    present: changes.flatMap(({ name, after }) =>
      after === undefined ? [] : [{ name, version: after }],
    ),
    absent: changes.filter(({ after }) => after === undefined).map(({ name }) => name),
  };
}
