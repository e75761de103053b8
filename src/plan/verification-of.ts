import type { Action } from "../domain/action.ts";
import type { Verification } from "../domain/task-plan.ts";

/** How it is told afterwards that an action did what it says, where nobody knows more. */
export function verificationOf(action: Action): Verification {
  switch (action.kind) {
    case "packages": {
      const packages = action.packages.map(splitVersion);
      const isThere = action.operation === "install" || action.operation === "upgrade";
      return isThere
        ? { kind: "packages", present: packages, absent: [] }
        : { kind: "packages", present: [], absent: packages.map(({ name }) => name) };
    }
    case "service":
      return { kind: "service", unit: action.unit, isActive: action.operation !== "stop" };
    case "lock-account":
      return { kind: "locked", user: action.user };
    case "ssh-login":
      return { kind: "ssh-setting", setting: action.setting, value: action.value };
    case "change-mode":
    case "change-owner":
    case "change-acl":
    case "take-configuration":
    case "set-level":
    case "clear-level":
      return { kind: "as-foreseen" };
    case "edit-source":
    case "refresh-packages":
    case "configure-packages":
    case "undo-entry":
      return { kind: "none" };
  }
}

function splitVersion(word: string): { readonly name: string; readonly version?: string } {
  const equals = word.indexOf("=");
  if (equals < 0) return { name: word };
  return { name: word.slice(0, equals), version: word.slice(equals + 1) };
}
