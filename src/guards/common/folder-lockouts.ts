import type { Argument } from "../../domain/argument.ts";
import type { Facts } from "../../domain/facts.ts";
import type { Foreseen } from "../../domain/plan.ts";
import { formatMode, showName } from "../../domain/text.ts";
import { type AccessChange, accessChanges, lostBits } from "./access-changes.ts";
import { type CommandEffects, groupByCommand } from "./by-command.ts";
import { alternatives, editLine, lineAs, typedForm } from "./edit-line.ts";
import type { Lockout } from "./lockout.ts";
import { canBePackaged, homeAbove } from "./places.ts";
import { secretKind } from "./secrets.ts";
import { describePath } from "./wording.ts";

/** Folders that whoever works in them could no longer enter: `chmod -R 644 site`. */
export function folderLockouts(foreseen: Foreseen, facts: Facts): readonly Lockout[] {
  const shut = accessChanges(foreseen).filter((change) => isShut(change));
  if (shut.length === 0) return [];
  return groupByCommand(shut).flatMap((command) => {
    const [first] = command.effects;
    return first === undefined ? [] : [lockoutOf(first, command, foreseen, facts)];
  });
}

/** To enter a folder takes its x: the owner's, or everybody's where root only looks after it. */
function isShut(change: AccessChange): boolean {
  const { path, before, after } = change;
  if (before.type !== "directory" || secretKind(path) !== undefined) return false;
  const isSystems = canBePackaged(path) && !/^\/(var\/www|srv|opt)(\/|$)/.test(path);
  if (isSystems) return false;
  if (after.uid !== 0) return (lostBits(change) & 0o100) !== 0 && before.uid === after.uid;
  // A mode without any x at all is no way of keeping others out.
  return (lostBits(change) & 0o111) !== 0 && (after.mode & 0o111) === 0;
}

const manyBelow = 200;

function lockoutOf(
  first: AccessChange,
  command: CommandEffects<AccessChange>,
  foreseen: Foreseen,
  facts: Facts,
): Lockout {
  const { path } = first;
  const isHome = facts.accounts.users.some(({ home, uid }) => home === path && uid !== 0);
  const isLarge = isHome || command.effects.length >= manyBelow;
  const name = describePath(path, facts);
  const more = command.effects.length - 1;
  return {
    effect: first,
    severity: isLarge ? "danger" : "caution",
    kind: "folder",
    what: `${name}${more > 0 ? ` and ${more} folders in it` : ""} would get the permissions ${formatMode(first.after.mode)}, and nothing in there could be reached any more`,
    why: isHome
      ? "Without x nobody can enter a folder: its account could not even log in properly"
      : "To enter a folder takes its x, which files need only where they are programs",
    confirmWords: `shut ${showName(path.slice(path.lastIndexOf("/") + 1))}`,
    path,
    instead: remedies(command, foreseen, homeAbove(path, facts) === path),
  };
}

/** The same permissions with X, which means x for folders and programs only. */
function remedies(command: CommandEffects<AccessChange>, foreseen: Foreseen, isHome: boolean) {
  const { cause, operands } = command;
  const mode = cause.command
    .slice(1)
    .find(({ text }) => /^0?[0-7]{3}$|^[ugoa]*-[rwxXst]+$/.test(text));
  if (mode === undefined || cause.program !== "chmod" || isHome) return [];
  if (/^0?[0-7]{3}$/.test(mode.text)) {
    const text = withFolders(mode.text);
    return text === undefined
      ? []
      : alternatives([
          editLine(foreseen, cause, [[mode, text]]),
          "folders stay open: X is x for folders and programs only",
        ]);
  }
  const names = operands.map((operand: Argument) => typedForm(operand));
  const line = lineAs(cause, [
    "find",
    ...names,
    "-type",
    "f",
    "-exec",
    "chmod",
    mode.text,
    "{}",
    "+",
  ]);
  return alternatives([line, "files only, and folders stay open"]);
}

/** `644` as `u=rwX,go=rX`: what a file may be done with, and folders entered. */
function withFolders(mode: string): string | undefined {
  const digits = [...mode.slice(-3)].map(Number);
  if ((digits[0] ?? 0) < 4) return undefined;
  const sets = digits.map((digit) =>
    digit === 0 ? "" : `${(digit & 4) !== 0 ? "r" : ""}${(digit & 2) !== 0 ? "w" : ""}X`,
  );
  const [user = "", group = "", other = ""] = sets;
  if (user === group && group === other) return `a=${user}`;
  if (group === other) return `u=${user},go=${group}`;
  return user === group ? `ug=${user},o=${other}` : `u=${user},g=${group},o=${other}`;
}
