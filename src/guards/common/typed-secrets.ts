import type { Span } from "../../domain/argument.ts";
import type { Foreseen, Step } from "../../domain/plan.ts";

/** A password or token that stands in the line itself. */
export interface TypedSecret {
  readonly span: Span;
  readonly program: string;
  readonly kind: "password" | "token";
}

/** Secrets among the words of commands, as long as they were typed and not taken from a variable. */
export function typedSecrets({ steps, line }: Foreseen): readonly TypedSecret[] {
  const found = steps.flatMap((step) => {
    const [first = "", ...words] = step.argv;
    const program = first.slice(first.lastIndexOf("/") + 1);
    const hit = secretAmong(program, words, step, steps);
    // What came out of a variable or a file does not stand in the history.
    if (hit === undefined || !line.includes(hit.text)) return [];
    return [{ span: step.span, program, kind: hit.kind }];
  });
  return found.slice(0, 1);
}

interface Hit {
  readonly text: string;
  readonly kind: TypedSecret["kind"];
}

function secretAmong(
  program: string,
  words: readonly string[],
  step: Step,
  steps: readonly Step[],
): Hit | undefined {
  for (const [at, word] of words.entries()) {
    const text = tokenIn(word) ?? userInAddress(word);
    if (text !== undefined) return { text, kind: "token" };
    const password = passwordAt(program, word, words[at - 1] ?? "");
    if (password !== undefined) return { text: password, kind: "password" };
  }
  return program === "chpasswd" ? typedAccount(step, steps) : undefined;
}

/** Tokens that tell by their beginning what they are. */
function tokenIn(word: string): string | undefined {
  // None is shorter, and most words are: the pattern is long to compile.
  if (word.length < 15) return undefined;
  const known =
    /\b(gh[pousr]_[A-Za-z0-9]{30,}|github_pat_\w{20,}|glpat-[\w-]{18,}|xox[abp]-[\w-]{10,}|AKIA[0-9A-Z]{16}|sk_live_\w{16,})/;
  return known.exec(word)?.[0];
}

/** `https://ann:secret@host/` */
function userInAddress(word: string): string | undefined {
  if (!word.includes("://")) return undefined;
  return /^\w+:\/\/[^/\s:@]+:([^/\s:@]{3,})@/.exec(word)?.[1];
}

function passwordAt(program: string, word: string, before: string): string | undefined {
  if (requesters.has(program)) return ofRequest(word, before);
  if (databaseClients.has(program)) return /^(?:-p|--password=)(.+)$/.exec(word)?.[1];
  if (program === "sshpass") {
    return before === "-p" ? word : /^-p(.+)$/.exec(word)?.[1];
  }
  if (program === "redis-cli") return before === "-a" ? word : undefined;
  if (program === "openssl") return /^pass:(.+)$/.exec(word)?.[1];
  return undefined;
}

const requesters: ReadonlySet<string> = new Set(["curl", "wget", "http", "https"]);
const databaseClients: ReadonlySet<string> = new Set(
  "mysql mysqldump mysqladmin mariadb mariadb-dump".split(" "),
);

function ofRequest(word: string, before: string): string | undefined {
  if (/^(-u|--user|--proxy-user|-a|--auth)$/.test(before)) return /^[^:\s]+:(.+)$/.exec(word)?.[1];
  const joined = /^(?:--user=|--http-password=|--password=|--proxy-user=)(?:[^:\s]+:)?(.+)$/.exec(
    word,
  );
  if (joined !== null) return joined[1];
  const header =
    /^(?:Authorization:\s*(?:Bearer|Basic|token)\s+|(?:X-)?(?:Api-Key|Auth-Token):\s*)(\S{6,})$/i;
  return /^(-H|--header)$/.test(before) ? header.exec(word)?.[1] : undefined;
}

/** `echo 'ann:secret' | chpasswd` */
function typedAccount(step: Step, steps: readonly Step[]): Hit | undefined {
  const before = steps[steps.indexOf(step) - 1];
  if (before === undefined || !/^(echo|printf)$/.test(before.argv[0] ?? "")) return undefined;
  const text = before.argv.slice(1).find((word) => /^[^:\s]+:[^:\s]+$/.test(word.trim()));
  return text === undefined ? undefined : { text: text.trim(), kind: "password" };
}
