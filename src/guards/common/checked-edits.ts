import type { Effect } from "../../domain/effect.ts";
import type { Facts } from "../../domain/facts.ts";
import type { Severity } from "../../domain/finding.ts";
import type { Foreseen } from "../../domain/plan.ts";
import type { CheckedKind } from "../../domain/running-facts.ts";
import { showName } from "../../domain/text.ts";
import { isUndefinedAlias } from "../../domain/undefined-alias.ts";
import type { Path } from "../../domain/world.ts";
import { findAccountMistake, isRootLost } from "./account-file.ts";
import { isEditor } from "./editors.ts";
import { effectsOf } from "./existing.ts";
import {
  findLimitMistake,
  findNameSourceMistake,
  findPamMistake,
  type LoginMistake,
  loginService,
} from "./login-text.ts";
import { isMaintainer } from "./maintainers.ts";
import { findSshdMistake } from "./sshd-text.ts";
import { findStartMistake } from "./start-text.ts";
import { losesRules } from "./sudo-rules.ts";
import { findTableMistake, lostRootLine, wrongKindIn } from "./table-file.ts";

/** A file that some program looks over before it counts. */
interface CheckedFile {
  readonly pattern: RegExp;
  readonly kind: CheckedKind | "accounts" | "pam" | "names" | "limits" | "start" | "preload";
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
    readonly kind: "broken" | "unchecked" | "open" | "idle" | "loaded";
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
  {
    pattern: loginService,
    kind: "pam",
    why: "Every login, and sudo as well, asks these rules, and one wrong line shuts everybody out",
    whenBroken: "Nobody could log in or become root with it, not even to mend it",
    instead: keepCopy,
    insteadWhy: "keeps what is there now, to go back to from a second session as root",
  },
  {
    pattern: /^\/etc\/nsswitch\.conf$/,
    kind: "names",
    why: "It says where the names of accounts come from, and without them nobody logs in",
    whenBroken: "No account of this machine would be known any more, root's among them",
    instead: keepCopy,
    insteadWhy: "keeps what is there now, to go back to from a second session as root",
  },
  {
    pattern: /^\/etc\/security\/(limits|access)\.conf$|^\/etc\/security\/limits\.d\/[^/]+\.conf$/,
    kind: "limits",
    why: "It holds at every login",
    whenBroken: "It holds at every login, root's among them",
    instead: keepCopy,
    insteadWhy: "keeps what is there now, to go back to from a second session as root",
  },
  {
    pattern: /^\/etc\/default\/grub$|^\/etc\/default\/grub\.d\/[^/]+\.cfg$/,
    kind: "start",
    why: "The boot loader tells the kernel what stands here, once its menu is made anew",
    whenBroken:
      "The machine could not be reached after its next start, once the boot menu is made anew",
    instead: keepCopy,
    insteadWhy: "keeps what is there now, to go back to before the boot menu is made anew",
  },
  {
    pattern: /^\/etc\/ld\.so\.preload$/,
    kind: "preload",
    why: "Every program loads what stands there first, root's programs among them. A mistake in it breaks all of them at once",
    whenBroken: "Every program that starts would complain of it",
    instead: () => ["ls", "-l", "/etc/ld.so.preload"],
    insteadWhy: "shows whether there is such a file: on most systems there is none",
  },
];

function keepCopy(path: Path): readonly string[] {
  return ["cp", "-a", path, `${path}.bak`];
}

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
  const before = foreseen.textBefore?.(effect.path) ?? "";
  const mistake = mistakeIn(effect.path, file, text, before, foreseen, facts);
  if (mistake !== undefined) {
    // What was wrong before is not this line's doing.
    if (
      before !== "" &&
      mistakeIn(effect.path, file, before, before, foreseen, facts) === mistake
    ) {
      return undefined;
    }
    const isFatal = file.kind === "accounts" && isRootLost(text);
    const severity = isFatal && /\/(passwd|shadow)$/.test(effect.path) ? "critical" : "danger";
    return { severity, problem: { kind: "broken", detail: showName(mistake) } };
  }
  const login = loginMistake(effect.path, file, text, before, foreseen);
  if (login !== undefined) {
    return { severity: "danger", problem: { kind: login.kind, detail: login.detail } };
  }
  return idleRule(effect.path, file, text, before, facts) ?? openedBy(file, text, before);
}

/**
 * A rule about a name that nothing defines: sudo works and passes over it. The other files of rules
 * may define what one beside the main one names, while the main one stands with all it includes.
 */
function idleRule(
  path: Path,
  file: CheckedFile,
  text: string,
  before: string,
  facts: Facts,
): Pick<CheckedEdit, "severity" | "problem"> | undefined {
  if (path !== "/etc/sudoers" || file.kind !== "sudoers") return undefined;
  const complaint = complaintOf("sudoers", text, facts);
  if (complaint === undefined || complaint === complaintOf("sudoers", before, facts)) {
    return undefined;
  }
  return { severity: "caution", problem: { kind: "idle", detail: showName(complaint) } };
}

function loginMistake(
  path: Path,
  file: CheckedFile,
  text: string,
  before: string,
  foreseen: Foreseen,
): LoginMistake | undefined {
  switch (file.kind) {
    case "pam":
      return findPamMistake(path, text, before, foreseen);
    case "names":
      return findNameSourceMistake(text);
    case "limits":
      return findLimitMistake(text);
    case "start":
      return findStartMistake(text, before);
    default:
      return undefined;
  }
}

/** Settings that are sound and let somebody in who was not let in before. */
function openedBy(
  file: CheckedFile,
  text: string,
  before: string,
): Pick<CheckedEdit, "severity" | "problem"> | undefined {
  const old = new Set(before.split("\n"));
  for (const line of text.split("\n")) {
    if (old.has(line)) continue;
    if (file.kind === "preload" && /^\s*[^#\s]/.test(line)) {
      const detail = `it would name ${showName(line.trim())}`;
      return { severity: "danger", problem: { kind: "loaded", detail } };
    }
    const severity = openness(file.kind, line);
    if (severity === undefined) continue;
    const detail = `it would say ${showName(line.trim())}`;
    return { severity, problem: { kind: "open", detail } };
  }
  return undefined;
}

function openness(kind: CheckedFile["kind"], line: string): Severity | undefined {
  if (kind === "sudoers" && /^[^#]*NOPASSWD:\s*ALL/.test(line)) {
    return /^\s*ALL\b/.test(line) ? "danger" : "caution";
  }
  if (kind === "sshd_config") {
    if (/^\s*PermitEmptyPasswords\s+yes\b/i.test(line)) return "danger";
    return /^\s*PermitRootLogin\s+yes\b/i.test(line) ? "caution" : undefined;
  }
  // `toor::0:0:…`: a second root, or an account without a password.
  if (kind === "accounts" && /^(?!root:)[^:]+:[^:]*:0:\d+:/.test(line)) return "danger";
  return kind === "accounts" && /^[^:]+::(\d+:\d+:[^:]*:|\d*:\d*:\d*:)/.test(line)
    ? "danger"
    : undefined;
}

/** What cannot be read beforehand: a person types it, or it comes from a program. */
function unread(
  effect: Writing,
  file: CheckedFile,
): Pick<CheckedEdit, "severity" | "problem"> | undefined {
  const isStrict = /^(sudoers|accounts|pam|names|preload)$/.test(file.kind);
  const detail = "what would be written into it is not known beforehand, and nothing checks it";
  const isTyped = isEditor(effect.cause.program);
  if (!isTyped && effect.kind !== "write") return undefined;
  return { severity: isStrict ? "caution" : "note", problem: { kind: "unchecked", detail } };
}

function mistakeIn(
  path: Path,
  file: CheckedFile,
  text: string,
  before: string,
  foreseen: Foreseen,
  facts: Facts,
): string | undefined {
  switch (file.kind) {
    case "accounts":
      return findAccountMistake(path, text);
    case "fstab":
      return (
        findTableMistake(text) ??
        lostRootLine(text, before) ??
        wrongKindIn(text, facts.mounts.list) ??
        checkTable(text, before, foreseen, facts)
      );
    case "sudoers": {
      const complaint = complaintOf(file.kind, text, facts);
      return (
        (complaint !== undefined && !isUndefinedAlias(complaint) ? complaint : undefined) ??
        (losesRules(path, text, before) ? "the rules in it now would be gone" : undefined)
      );
    }
    case "sshd_config":
      return facts.checkers.check(file.kind, text) === undefined
        ? findSshdMistake(text)
        : complaintOf(file.kind, text, facts);
    default:
      return undefined;
  }
}

function complaintOf(kind: CheckedKind, text: string, facts: Facts): string | undefined {
  const answer = facts.checkers.check(kind, text);
  return answer?.isSound === false ? answer.complaint : undefined;
}

/**
 * Only what the line adds is shown to the checker: what fails now already is not its doing. A disk
 * that the line itself formats will be there, and the start does not wait for swap space.
 */
function checkTable(
  text: string,
  before: string,
  foreseen: Foreseen,
  facts: Facts,
): string | undefined {
  const old = new Set(before.split("\n"));
  const added = text.split("\n").filter((line) => !old.has(line) && !/^\s*(#|$)/.test(line));
  const made = new Set(effectsOf(foreseen, "device").map(({ path }) => path));
  const needed = added.filter((line) => {
    const [source = "", , type] = line.trim().split(/\s+/);
    return type !== "swap" && !made.has(source) && !/\b(nofail|noauto|_netdev)\b/.test(line);
  });
  if (needed.length === 0) return undefined;
  return complaintOf("fstab", `${needed.join("\n")}\n`, facts);
}
