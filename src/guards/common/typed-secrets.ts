import type { Span } from "../../domain/argument.ts";
import type { Foreseen, Step } from "../../domain/plan.ts";
import { passwordAt, readsPassword } from "./typed-passwords.ts";

/** A password or token that stands in the line itself. */
export interface TypedSecret {
  readonly span: Span;
  readonly program: string;
  readonly kind: "password" | "token";
}

/** Secrets among the words of commands, as long as they were typed and not taken from a variable. */
export function typedSecrets(foreseen: Foreseen): readonly TypedSecret[] {
  const { steps, line } = foreseen;
  const found = steps.flatMap((step) => {
    const [first = "", ...words] = step.argv;
    const program = first.slice(first.lastIndexOf("/") + 1);
    const hit = secretAmong(program, words, step);
    // What came out of a variable or a file does not stand in the history.
    if (hit === undefined || !line.includes(hit.text)) return [];
    return [{ span: step.span, program, kind: hit.kind }];
  });
  return [...found, ...typedValues(foreseen), ...storedSecrets(foreseen)].slice(0, 1);
}

/** `export DB_PASSWORD=hunter2`, `PGPASSWORD=hunter2 psql` */
function typedValues({ typed = [] }: Foreseen): readonly TypedSecret[] {
  return typed.flatMap(({ name, value, span }) => {
    const isNamed =
      /(?:pass(?:word|wd|phrase)?|pw|secret|token|credentials?|(?:api|access|private|secret|auth)_?key)\d?$/i;
    if (!isNamed.test(name) || !isLikely(value)) return [];
    return [{ span, program: name, kind: /pass|pw$/i.test(name) ? "password" : "token" }];
  });
}

/** `echo password=hunter2 >> settings`: the file has it, and so has the history. */
function storedSecrets({ effects, line, textAfter, textBefore }: Foreseen): readonly TypedSecret[] {
  return effects.flatMap((effect): readonly TypedSecret[] => {
    if (effect.kind !== "create" && effect.kind !== "write") return [];
    // `passwd: files` says there where accounts are looked up.
    if (effect.path === "/etc/nsswitch.conf") return [];
    if (!mentionsSecret(line)) return [];
    const text = textAfter?.(effect.path) ?? "";
    const value = storedValue(text);
    if (value === undefined || !isLikely(value) || !line.includes(value)) return [];
    if (textBefore?.(effect.path)?.includes(value) === true) return [];
    return [{ span: effect.cause.span, program: effect.path, kind: "password" }];
  });
}

/** Spares most lines the look into what they write. */
function mentionsSecret(line: string): boolean {
  return /pass|secret|token|api_?key/i.test(line);
}

/** `password = x`, `"token": "x"`, and netrc's `password x`. */
function storedValue(text: string): string | undefined {
  const set =
    /(?:^|[^a-z])(?:pass(?:word|wd|phrase)?|secret|token|api[_-]?key|secret[_-]?(?:access[_-]?)?key)["']?\s*[=:]\s*["']?([^\s"',;]+)/i;
  return set.exec(text)?.[1] ?? /\blogin\s+\S+\s+password\s+(\S+)/.exec(text)?.[1];
}

/** Not a name of another place to look at, a placeholder or a switch. */
function isLikely(value: string): boolean {
  if (value.length < 4 || (/[$`{}<>]|^[./~]|\//.test(value) && !/[A-Za-z0-9+/]{20}/.test(value)))
    return false;
  return !/^(?:true|false|none|null|yes|no|ask|prompt|auto|required|optional|x+|\*+|changeme|example|password|secret|token)$/i.test(
    value,
  );
}

interface Hit {
  readonly text: string;
  readonly kind: TypedSecret["kind"];
}

function secretAmong(program: string, words: readonly string[], step: Step): Hit | undefined {
  for (const [at, word] of words.entries()) {
    const text = tokenIn(word) ?? userInAddress(word);
    if (text !== undefined) return { text, kind: "token" };
    const password = passwordAt(program, word, words[at - 1] ?? "", words);
    if (password !== undefined) return { text: password, kind: "password" };
  }
  return readsPassword(program, words) ? givenSecret(program, step) : undefined;
}

/** Tokens that tell by their beginning what they are. */
function tokenIn(word: string): string | undefined {
  // None is shorter, and most words are: the pattern is long to compile.
  if (word.length < 15) return undefined;
  const known =
    /\b(gh[pousr]_[A-Za-z0-9]{30,}|github_pat_\w{20,}|glpat-[\w-]{18,}|xox[abp]-[\w-]{10,}|AKIA[0-9A-Z]{16}|sk_live_\w{16,})/;
  return known.exec(word)?.[0];
}

/** `https://ann:secret@host/`, `https://host/?token=secret` */
function userInAddress(word: string): string | undefined {
  if (!word.includes("://")) return undefined;
  const asked = /[?&](?:api_?key|access_token|auth_token|token|secret|password)=([^&\s]{6,})/i;
  return /^\w+:\/\/[^/\s:@]+:([^/\s:@]{3,})@/.exec(word)?.[1] ?? asked.exec(word)?.[1];
}

/** `echo 'ann:secret' | chpasswd`, `echo secret | sudo -S true` */
function givenSecret(program: string, { given = "" }: Step): Hit | undefined {
  const [first = ""] = given.split("\n");
  const isOne = program === "chpasswd" ? /^[^:\s]+:[^:\s]+$/.test(first) : /^\S{3,}$/.test(first);
  return isOne ? { text: first, kind: "password" } : undefined;
}
