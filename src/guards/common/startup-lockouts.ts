import type { Effect } from "../../domain/effect.ts";
import type { Facts } from "../../domain/facts.ts";
import type { Foreseen } from "../../domain/plan.ts";
import { showName } from "../../domain/text.ts";
import type { Path } from "../../domain/world.ts";
import type { Lockout } from "./lockout.ts";
import { describePath } from "./wording.ts";

const everybodys = new Set([
  "/etc/profile",
  "/etc/bash.bashrc",
  "/etc/zsh/zshrc",
  "/etc/zsh/zprofile",
  "/etc/environment",
]);
const ownNames =
  ".profile .bash_profile .bash_login .bashrc .zshrc .zprofile .zshenv .zlogin".split(" ");

/** Files that shells run at the beginning, with an end in them: every login is over at once. */
export function startupLockouts(foreseen: Foreseen, facts: Facts): readonly Lockout[] {
  const { home, loginName } = facts.caller;
  const homes = [home, facts.accounts.user(loginName)?.home ?? home];
  const own = new Set(homes.flatMap((one) => ownNames.map((name) => `${one}/${name}`)));
  const found = foreseen.effects.flatMap((effect) => {
    if (!isWriting(effect)) return [];
    const { path } = effect;
    if (!everybodys.has(path) && !/^\/etc\/profile\.d\/[^/]+\.sh$/.test(path) && !own.has(path)) {
      return [];
    }
    const ending = addedEnding(path, foreseen);
    if (ending !== undefined) return [lockoutOf(effect, ending, own.has(path), facts)];
    const lost = lostPrograms(path, foreseen);
    return lost === undefined ? [] : [withoutPrograms(effect, lost, own.has(path), facts)];
  });
  return found.slice(0, 1);
}

type Writing = Extract<Effect, { readonly kind: "write" | "create" | "move" }>;

function isWriting(effect: Effect): effect is Writing {
  return effect.kind === "write" || effect.kind === "create" || effect.kind === "move";
}

/** A command at the beginning of a line, within no condition, after which the shell ends. */
function addedEnding(path: Path, foreseen: Foreseen): string | undefined {
  const endings = (text = ""): readonly string[] => [
    ...(text.match(/^(?:exit|logout|kill -9 \$\$|exec false)\b.*$/gm) ?? []),
    ...execsNothing(text, foreseen),
  ];
  const before = endings(foreseen.textBefore?.(path));
  const after = endings(foreseen.textAfter?.(path));
  return after.length > before.length ? after.at(-1) : undefined;
}

/** `exec PROGRAM` of a program that is not there: what began the login ends with it. */
function execsNothing(text: string, { textAfter }: Foreseen): readonly string[] {
  return [...text.matchAll(/^exec\s+(\/\S+).*$/gm)].flatMap(([line, program = ""]) => {
    // A program of the system may well be too large to be looked into.
    const isOfSystem = /^\/(?:usr\/)?s?bin\//.test(program);
    return isOfSystem || textAfter?.(program) !== undefined ? [] : [line];
  });
}

/** PATH as it is set there, where none of the system's directories is left in it. */
function lostPrograms(path: Path, { textAfter, textBefore }: Foreseen): string | undefined {
  const last = (text = ""): string | undefined =>
    (text.match(/^\s*(?:export\s+)?PATH=.*$/gm) ?? []).at(-1)?.trim();
  const set = last(textAfter?.(path));
  if (set === undefined || set === last(textBefore?.(path))) return undefined;
  const keepsSome = /\$\{?PATH\b|\$\(|`|(?:[="':]|^)\/(?:usr\/)?bin\b/.test(set);
  return keepsSome ? undefined : set;
}

function withoutPrograms(effect: Writing, set: string, isOwn: boolean, facts: Facts): Lockout {
  return {
    effect,
    severity: isOwn ? "caution" : "danger",
    kind: "startup",
    what: `${describePath(effect.path, facts)} would say ${showName(set)}, and no command of the system is found any more after the next login`,
    why: "Not even ls or sudo would be found by its name, and programs that start others would fail",
    confirmWords: "take the system's commands out of PATH",
    path: effect.path,
    instead: [],
  };
}

function lockoutOf(effect: Writing, ending: string, isOwn: boolean, facts: Facts): Lockout {
  const isRemote = facts.session.remote !== undefined;
  return {
    effect,
    severity: isRemote || !isOwn ? "danger" : "caution",
    kind: "startup",
    what: `${describePath(effect.path, facts)} would say ${showName(ending)}, and every shell that reads it ends there`,
    why: isOwn
      ? "You could no longer log in: the shell would close as soon as it opens"
      : "Nobody could log in any more: every shell would close as soon as it opens",
    confirmWords: "end every login at once",
    path: effect.path,
    instead: [],
  };
}
