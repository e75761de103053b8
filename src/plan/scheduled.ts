import type { Span } from "../domain/argument.ts";
import type { Effect } from "../domain/effect.ts";
import { quoteWord } from "../domain/text.ts";
import type { Path } from "../domain/world.ts";

/** Shell text that the line leaves to be run later by itself. */
export interface Scheduled {
  readonly text: string;
  /** Where it stands or waits, for people. */
  readonly where: string;
  readonly span: Span;
}

/** What is needed to see what a file gains. */
export interface FileTexts {
  before(path: Path): string | undefined;
  after(path: Path): string | undefined;
}

/** Jobs beyond these are not looked at. */
const mostJobs = 20;

const tables = /^\/etc\/(crontab|cron\.d\/[^/]+)$|^\/var\/spool\/cron\/(crontabs\/)?([^/]+)$/;
const units =
  /^(\/etc|\/run|\/usr\/lib|\/home\/[^/]+\/\.config|\/root\/\.config)\/systemd\/.*\.service$/;
const scripts =
  /^\/etc\/(cron\.(hourly|daily|weekly|monthly)\/[^/]+|rc\.local|profile|profile\.d\/[^/]+\.sh|bash\.bashrc)$|\/\.(bashrc|bash_profile|bash_login|bash_logout|bash_aliases|profile|zshrc|zprofile|zlogin|xinitrc|xsessionrc)$/;
const launchers = /\/\.config\/autostart\/[^/]+\.desktop$/;

/** Whether an effect may leave something to be run later; asked of every effect of every line. */
export function mayBeScheduling(effect: Effect): boolean {
  if (effect.kind === "service") return isJob(effect.action) && effect.detail !== undefined;
  if (effect.kind !== "create" && effect.kind !== "write" && effect.kind !== "move") return false;
  const { path } = effect;
  return path.startsWith("/etc/") || path.startsWith("/var/spool/cron/") || path.includes("/.");
}

/** What a new home is filled with is what every home here began as. */
function isFromPattern(effect: Effect): boolean {
  return effect.kind === "create" && effect.copyOf?.startsWith("/etc/skel/") === true;
}

function isJob(action: string): boolean {
  return action === "add-jobs" || action === "replace-jobs" || action === "schedule-job";
}

/** What the line leaves to be run later, by cron, at a login or a start. */
export function scheduledBy(effects: readonly Effect[], files: FileTexts): readonly Scheduled[] {
  const written = new Map<Path, Span>();
  const found: Scheduled[] = [];
  for (const effect of effects) {
    if (!mayBeScheduling(effect)) continue;
    const { span } = effect.cause;
    if (effect.kind === "service") found.push(...fromJob(effect, span));
    else if ("path" in effect && effect.path !== undefined && !isFromPattern(effect))
      written.set(effect.path, span);
  }
  for (const [path, span] of written) found.push(...fromFile(path, span, files));
  return found.slice(0, mostJobs);
}

function fromJob(
  { action, target, detail = "" }: Extract<Effect, { readonly kind: "service" }>,
  span: Span,
): readonly Scheduled[] {
  if (action === "schedule-job") return [{ text: detail, where: `the job for ${target}`, span }];
  const where = `the scheduled jobs of ${target}`;
  return detail.split("\n").flatMap((line) => {
    const text = commandOf(line, 5);
    return text === undefined ? [] : [{ text, where, span }];
  });
}

function fromFile(path: Path, span: Span, files: FileTexts): readonly Scheduled[] {
  const isTable = tables.test(path);
  if (!isTable && !units.test(path) && !scripts.test(path) && !launchers.test(path)) return [];
  const added = addedLines(path, files);
  if (isTable) {
    const isSystem = path.startsWith("/etc/");
    return added.flatMap((line) => {
      const [, user] = isSystem ? (/^\s*(?:@\w+|(?:\S+\s+){4}\S+)\s+(\S+)/.exec(line) ?? []) : [];
      const text = commandOf(line, isSystem ? 6 : 5);
      return text === undefined ? [] : [{ text: runAs(user ?? "root", text), where: path, span }];
    });
  }
  if (scripts.test(path)) return [{ text: added.join("\n"), where: path, span }];
  const user = added.map((line) => /^User=(\S+)/.exec(line)?.[1]).find((name) => name) ?? "root";
  const isOwn = path.includes("/.config/");
  return added.flatMap((line) => {
    const text = /^Exec(?:Start|StartPre|StartPost|Stop|StopPost|Reload)?=[-@:+!|]*(.+)$/.exec(
      line,
    )?.[1];
    return text === undefined
      ? []
      : [{ text: isOwn ? text : runAs(user, text), where: path, span }];
  });
}

function addedLines(path: Path, files: FileTexts): readonly string[] {
  const before = new Set((files.before(path) ?? "").split("\n"));
  return (files.after(path) ?? "").split("\n").filter((line) => !before.has(line));
}

/** The command of a line of a table of jobs, which has so many fields before it. */
function commandOf(line: string, fields: number): string | undefined {
  if (/^\s*(#|$|[A-Za-z_]+\s*=)/.test(line)) return undefined;
  const isNamed = /^\s*@/.test(line);
  const count = isNamed ? fields - 4 : fields;
  const found = new RegExp(`^\\s*(?:\\S+\\s+){${count}}(.+)$`).exec(line)?.[1];
  // From a percent sign on it is what the command reads.
  return found?.replace(/(?<!\\)%.*$/s, "").replaceAll("\\%", "%");
}

function runAs(user: string, text: string): string {
  return `sudo -u ${quoteWord(user)} sh -c ${quoteWord(text)}`;
}
