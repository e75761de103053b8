import type { Effect } from "../../domain/effect.ts";
import type { Facts } from "../../domain/facts.ts";
import type { Severity } from "../../domain/finding.ts";
import type { Foreseen } from "../../domain/plan.ts";
import type { CheckedKind } from "../../domain/running-facts.ts";
import { showName } from "../../domain/text.ts";
import type { Path } from "../../domain/world.ts";
import { findAccountMistake } from "./account-file.ts";
import { isEditor } from "./editors.ts";
import { isMaintainer } from "./maintainers.ts";
import { findTableMistake } from "./table-file.ts";

/** A file that some program looks over before it counts. */
interface CheckedFile {
  readonly pattern: RegExp;
  readonly kind: CheckedKind | "accounts" | "fstab";
  readonly why: string;
  readonly whenBroken: string;
  readonly instead: (path: Path) => readonly string[];
  readonly insteadWhy: string;
}

export interface CheckedEdit {
  readonly effect: Effect;
  readonly path: Path;
  readonly file: CheckedFile;
  readonly severity: Severity;
  readonly problem: {
    readonly kind: "broken" | "unchecked" | "open";
    /** A part of a sentence. */
    readonly detail: string;
  };
}

const files: readonly CheckedFile[] = [
  {
    pattern: /^\/etc\/sudoers$|^\/etc\/sudoers\.d\/[^/.~]+$/,
    kind: "sudoers",
    why: "With one wrong line in it sudo refuses to work, and nobody can become root to mend it",
    whenBroken: "sudo refuses to work with it, and nobody could become root to mend it",
    instead: (path) => (path === "/etc/sudoers" ? ["visudo"] : ["visudo", "-f", path]),
    insteadWhy: "opens it in an editor and checks it before it is stored",
  },
  {
    pattern: /^\/etc\/ssh\/sshd_config$|^\/etc\/ssh\/sshd_config\.d\/[^/]+\.conf$/,
    kind: "sshd_config",
    why: "With one wrong line in it ssh does not start again",
    whenBroken: "ssh does not start with it, and nobody could log in over the network",
    instead: () => ["sshd", "-t"],
    insteadWhy: "checks the settings, before ssh is restarted",
  },
  {
    pattern: /^\/etc\/fstab$/,
    kind: "fstab",
    why: "With one wrong line in it the machine stops while it starts",
    whenBroken: "The machine could stop while it starts and ask for root's password",
    instead: () => ["findmnt", "--verify"],
    insteadWhy: "checks the table, before the machine is restarted",
  },
  {
    pattern: /^\/etc\/(passwd|group|shadow|gshadow)$/,
    kind: "accounts",
    why: "Programs that write it at the same time would undo each other's changes, and one wrong line shuts accounts out",
    whenBroken: "Accounts could not log in, and programs would not know whose files are whose",
    instead: (path) =>
      ({
        "/etc/passwd": ["vipw"],
        "/etc/shadow": ["vipw", "-s"],
        "/etc/group": ["vigr"],
        "/etc/gshadow": ["vigr", "-s"],
      })[path] ?? ["vipw"],
    insteadWhy: "keeps other programs from writing it meanwhile",
  },
];

export function findCheckedEdits(foreseen: Foreseen, facts: Facts): readonly CheckedEdit[] {
  const found = new Map<Path, CheckedEdit>();
  for (const effect of foreseen.effects) {
    if (!isWriting(effect) || isMaintainer(effect.cause.program)) continue;
    const { path } = effect;
    // Patterns are compiled when they are first asked, and few paths lie here.
    const file = path.startsWith("/etc/")
      ? files.find(({ pattern }) => pattern.test(path))
      : undefined;
    if (file === undefined || found.has(path)) continue;
    const judged = judge(effect, file, foreseen, facts);
    if (judged !== undefined) found.set(path, { effect, path, file, ...judged });
  }
  return [...found.values()];
}

type Writing = Extract<Effect, { readonly kind: "write" | "create" | "move" | "link" }>;

function isWriting(effect: Effect): effect is Writing {
  if (effect.kind === "write") return !effect.isSame;
  return effect.kind === "create" || effect.kind === "move" || effect.kind === "link";
}

function judge(
  effect: Writing,
  file: CheckedFile,
  foreseen: Foreseen,
  facts: Facts,
): Pick<CheckedEdit, "severity" | "problem"> | undefined {
  const text = isEditor(effect.cause.program) ? undefined : foreseen.textAfter?.(effect.path);
  if (text === undefined) return unread(effect, file);
  const mistake = mistakeIn(effect.path, file, text, facts);
  if (mistake !== undefined) {
    // What was wrong before is not this line's doing.
    const before = foreseen.textBefore?.(effect.path);
    if (
      before !== undefined &&
      before !== "" &&
      mistakeIn(effect.path, file, before, facts) === mistake
    ) {
      return undefined;
    }
    return { severity: "danger", problem: { kind: "broken", detail: showName(mistake) } };
  }
  const added = /^[^#\n]*NOPASSWD:\s*ALL/m.exec(text)?.[0];
  if (file.kind === "sudoers" && added !== undefined) {
    const detail = `it would say ${showName(added.trim())}`;
    return { severity: "caution", problem: { kind: "open", detail } };
  }
  return undefined;
}

/** What cannot be read beforehand: a person types it, or it comes from a program. */
function unread(
  effect: Writing,
  file: CheckedFile,
): Pick<CheckedEdit, "severity" | "problem"> | undefined {
  const isStrict = file.kind === "sudoers" || file.kind === "accounts";
  const detail = "what would be written into it is not known beforehand, and nothing checks it";
  const isTyped = isEditor(effect.cause.program);
  if (!isTyped && effect.kind !== "write") return undefined;
  return { severity: isStrict ? "caution" : "note", problem: { kind: "unchecked", detail } };
}

function mistakeIn(path: Path, file: CheckedFile, text: string, facts: Facts): string | undefined {
  if (file.kind === "accounts") return findAccountMistake(path, text);
  if (file.kind === "fstab") return findTableMistake(text);
  const answer = facts.checkers.check(file.kind, text);
  return answer?.isSound === false ? answer.complaint : undefined;
}
