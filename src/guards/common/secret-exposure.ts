import { resolve } from "node:path/posix";
import type { AccessList } from "../../domain/access-list.ts";
import type { Effect } from "../../domain/effect.ts";
import type { Facts } from "../../domain/facts.ts";
import type { Severity } from "../../domain/finding.ts";
import type { Foreseen, Step } from "../../domain/plan.ts";
import { isWithin } from "../../domain/view/tree.ts";
import type { Path } from "../../domain/world.ts";
import { commandKey } from "./by-command.ts";
import { type ReadSecret, secretOf, secretsRead, sentKind } from "./secret-sources.ts";
import { type SecretKind, secretKind } from "./secrets.ts";
import { servedSecrets } from "./served-folders.ts";
import { severest } from "./wording.ts";

/** How a secret comes to those who must not have it. */
export type Exposure =
  /** Its content lies in a file that everybody may read. */
  | "readable-copy"
  /** A copy lies about where everybody puts things, closed though it is. */
  | "left-about"
  /** A list names others who may read it. */
  | "listed"
  /** It is sent to another machine. */
  | "sent"
  /** It lies in a folder that is handed out over the network. */
  | "served"
  /** It is put into a repository, whose history is handed on. */
  | "committed";

/** A secret that a command of the line would expose. */
export interface ExposedSecret {
  readonly exposure: Exposure;
  readonly secret: Path;
  /** All that one command exposes in this way, `secret` the first of them. */
  readonly secrets: readonly Path[];
  readonly kind: SecretKind;
  /** Where it can be read, or to whom it goes, each once. */
  readonly where: readonly string[];
  readonly effect: Effect;
  readonly severity: Severity;
}

/** Secrets of which a line would make a readable copy, name a reader, or send one away. */
export function exposedSecrets(foreseen: Foreseen, facts: Facts): readonly ExposedSecret[] {
  const read = secretsRead(foreseen);
  const served = servedSecrets(foreseen, facts).map(({ effect, path }) =>
    exposure("served", path, secretKind(path) ?? "credentials", effect.target, effect),
  );
  const found = foreseen.effects.flatMap((effect) => [
    ...readableCopy(effect, read),
    ...leftAbout(effect),
    ...openedCopy(effect, foreseen),
    ...publishedTree(effect, foreseen, facts),
    ...listedReaders(effect, facts),
    ...sentAway(effect, foreseen.directory),
    ...sentThrough(effect, read, foreseen.line),
    ...committed(effect),
  ]);
  const groups = new Map<string, ExposedSecret>();
  for (const one of [...served, ...found]) {
    const key = `${one.exposure} ${commandKey(one.effect.cause)}`;
    const known = groups.get(key);
    groups.set(key, known === undefined ? one : merged(known, one));
  }
  return [...groups.values()];
}

function merged(first: ExposedSecret, second: ExposedSecret): ExposedSecret {
  return {
    ...first,
    secrets: [...new Set([...first.secrets, ...second.secrets])],
    where: [...new Set([...first.where, ...second.where])],
    severity: severest([first.severity, second.severity]),
  };
}

function readableCopy(effect: Effect, read: readonly ReadSecret[]): readonly ExposedSecret[] {
  if (effect.kind !== "create" && effect.kind !== "write") return [];
  if (effect.kind === "create" && effect.type !== "file") return [];
  const mode = effect.kind === "create" ? effect.access.mode : effect.before.mode;
  if ((mode & 0o004) === 0 || isKeptPrivate(effect.path)) return [];
  const kind = effect.copyOf === undefined ? undefined : secretOf(effect.copyOf);
  if (effect.copyOf !== undefined) {
    if (kind === undefined) return [];
    return [exposure("readable-copy", effect.copyOf, kind, effect.path, effect)];
  }
  // Another program's own copy, and what it made of files that it read before.
  const source = read.find(
    ({ step, path }) =>
      path !== effect.path && secretOf(path) !== undefined && isSourceOf(step, effect),
  );
  if (source === undefined) return [];
  return [exposure("readable-copy", source.path, source.kind, effect.path, effect)];
}

/** A folder that others cannot enter keeps what is in it, whatever its permissions say. */
function isKeptPrivate(path: Path): boolean {
  return /\/\.(ssh|gnupg)\//.test(path) || path.startsWith("/etc/ssl/private/");
}

/** `cp KEY copy; chmod 644 copy`: private when it is made, and then opened. */
function openedCopy(effect: Effect, { effects }: Foreseen): readonly ExposedSecret[] {
  if (effect.kind !== "metadata" || effect.before.inode >= 0) return [];
  if ((effect.after.mode & ~effect.before.mode & 0o004) === 0) return [];
  const made = effects.find(
    (one): one is Extract<Effect, { readonly kind: "create" }> =>
      one.kind === "create" && one.path === effect.path && one.copyOf !== undefined,
  );
  const source = made?.copyOf;
  const kind = source === undefined ? undefined : secretOf(source);
  if (source === undefined || kind === undefined) return [];
  return [exposure("readable-copy", source, kind, effect.path, effect)];
}

/** Places that everybody looks into, or that a web server hands out. */
const shared = /^\/(tmp|var\/tmp|dev\/shm|var\/www|srv|usr\/share\/nginx)\//;

/** `cp KEY /tmp/`: only its owner can read it, and nobody thinks of it any more. */
function leftAbout(effect: Effect): readonly ExposedSecret[] {
  if (effect.kind !== "create" || effect.type !== "file" || effect.copyOf === undefined) return [];
  const isOpen = (effect.access.mode & 0o004) !== 0;
  const kind = secretOf(effect.copyOf);
  if (kind === undefined || isOpen || !shared.test(effect.path)) return [];
  const found = exposure("left-about", effect.copyOf, kind, effect.path, effect);
  return [{ ...found, severity: "caution" }];
}

/** An archive of a whole home, or of all settings, where everybody can read it. */
function publishedTree(effect: Effect, foreseen: Foreseen, facts: Facts): readonly ExposedSecret[] {
  if (effect.kind !== "create" || effect.type !== "file" || !shared.test(effect.path)) return [];
  const { program, command, directory, identity } = effect.cause;
  if (!/^(tar|zip)$/.test(program) || (effect.access.mode & 0o004) === 0) return [];
  const packed = command.slice(1).map(({ text }) => resolve(directory, text));
  const held = secretsBelow(packed, foreseen, facts, identity.uid === 0);
  return held === undefined
    ? []
    : [
        {
          ...exposure("readable-copy", held.path, held.kind, effect.path, effect),
          severity: "caution",
        },
      ];
}

/** The best known secrets that lie in one of the folders. */
function secretsBelow(
  folders: readonly Path[],
  { textBefore }: Foreseen,
  facts: Facts,
  isRoot: boolean,
): { readonly path: Path; readonly kind: SecretKind } | undefined {
  if (isRoot && folders.some((folder) => isWithin("/etc/shadow", folder))) {
    return { path: "/etc/shadow", kind: "password-hashes" };
  }
  const homes = isRoot ? facts.accounts.users.map(({ home }) => home) : [facts.caller.home];
  const keys = homes
    .filter((home) => folders.some((folder) => isWithin(`${home}/.ssh`, folder)))
    .flatMap((home) => ["rsa", "ed25519", "ecdsa"].map((kind) => `${home}/.ssh/id_${kind}`));
  const path = keys.find((key) => textBefore?.(key) !== undefined);
  return path === undefined ? undefined : { path, kind: "ssh-key" };
}

/** Programs that send on what flows into them. */
const senders = new Set(
  "ssh nc ncat netcat socat telnet curl wget mosh mail mailx mutt sendmail msmtp aws gsutil gcloud rclone s3cmd mc gh croc wormhole pastebinit ftp lftp tftp".split(
    " ",
  ),
);

/** `cat KEY | ssh host …`, `nc host 80 < KEY`: what was read goes to another machine. */
function sentThrough(
  effect: Effect,
  read: readonly ReadSecret[],
  line: string,
): readonly ExposedSecret[] {
  if (effect.kind !== "network" || !senders.has(effect.cause.program)) return [];
  const { cause, target } = effect;
  const source = read.find(({ step }) => {
    if (step.span[0] === cause.span[0]) return step.input !== undefined;
    const between = line.slice(step.span[1], cause.span[0]);
    return step.span[1] <= cause.span[0] && /\|/.test(between) && !/;|&&|\|\||\n|>/.test(between);
  });
  if (source === undefined || !takesInput(cause)) return [];
  return [exposure("sent", source.path, source.kind, target, effect)];
}

/** curl and wget send standard input only where they are told to. */
function takesInput({ program, command }: Effect["cause"]): boolean {
  if (program !== "curl" && program !== "wget") return true;
  return command.some(({ text }) => /@-|^-$|^--post-file=-|^-T-$/.test(text));
}

/** `git add -f .env`: what is committed once stays in every copy of the history. */
function committed(effect: Effect): readonly ExposedSecret[] {
  if (effect.kind !== "repository" || effect.target !== "the index") return [];
  const { command, program } = effect.cause;
  if (program !== "git" || !command.some(({ text }) => text === "add" || text === "stage"))
    return [];
  return takenUp(effect).flatMap((path) => {
    const kind = sentKind(path);
    return kind === undefined
      ? []
      : [
          {
            ...exposure("committed", path, kind, effect.repository, effect),
            severity: "caution" as const,
          },
        ];
  });
}

/** What git takes up for the first time, or what is named where that is not known. */
function takenUp({ paths, cause }: Extract<Effect, { kind: "repository" }>): readonly Path[] {
  if (paths !== undefined) return paths;
  const names = cause.command.slice(2).filter(({ text }) => !text.startsWith("-"));
  return names.map(({ text }) => resolve(cause.directory, text));
}

/** Whether a command's output can be in what the effect makes: by itself, or through a pipe. */
function isSourceOf({ argv, span }: Step, { cause }: Effect): boolean {
  const program = (argv[0] ?? "").replace(/^.*\//, "");
  if (/^(cp|install|rsync)$/.test(program)) return false;
  const isPacking = /^(tar|zip|cpio|gzip|bzip2|xz|zstd|dd)$/.test(program);
  if (isPacking) return cause.program === program || cause.program.startsWith(">");
  const isNear = cause.span[0] >= span[0];
  return isNear && (cause.program.startsWith(">") || cause.program === "tee");
}

/** Others that an access list lets read a secret. */
function listedReaders(effect: Effect, { accounts }: Facts): readonly ExposedSecret[] {
  if (effect.kind !== "metadata" || effect.lists === undefined) return [];
  // To list the names in a folder of keys is not to read a key.
  if (effect.before.type !== "file") return [];
  const kind = secretKind(effect.path);
  if (kind === undefined) return [];
  const { before, after } = effect.lists;
  const had = new Map(effective(before.access));
  return effective(after.access).flatMap(([key, permissions]) => {
    const gained = permissions & ~(had.get(key) ?? 0) & 6;
    if (gained === 0) return [];
    const [tag, id = ""] = key.split(":");
    const name =
      tag === "user" ? accounts.user(Number(id))?.name : accounts.group(Number(id))?.name;
    if (name === "root") return [];
    return [exposure("listed", effect.path, kind, name ?? id, effect)];
  });
}

function effective({ named, mask = 7 }: AccessList): readonly (readonly [string, number])[] {
  return named.map(({ tag, id, permissions }) => [`${tag}:${id}`, permissions & mask]);
}

/** Files that a command hands to another machine, in the ways that such programs have. */
function sentAway(effect: Effect, directory: Path): readonly ExposedSecret[] {
  if (effect.kind !== "network") return [];
  const { program, command } = effect.cause;
  const words = command.slice(1).map(({ text }) => text);
  const names = /^(curl|wget)$/.test(program) ? uploads(words) : transfers(program, words);
  return names.flatMap((name) => {
    const path = resolve(directory, name);
    const kind = sentKind(path);
    return kind === undefined ? [] : [exposure("sent", path, kind, effect.target, effect)];
  });
}

/** `-F x=@FILE`, `-d @FILE`, `--data-binary=@FILE`, `-T FILE`. */
function uploads(words: readonly string[]): readonly string[] {
  return words.flatMap((word, at) => {
    const given = /(?:^|=)@(.+)$/.exec(word)?.[1]?.replace(/;.*$/, "");
    if (given !== undefined) return [given];
    const posted = /^--(?:post|body)-file=(.+)$/.exec(word)?.[1];
    if (posted !== undefined) return [posted];
    return /^(-T|--upload-file)$/.test(words[at - 1] ?? "") ? [word] : [];
  });
}

/** Programs that hand over whatever files they are given. */
const givers = new Set(
  "aws gsutil gcloud rclone s3cmd mc gh croc wormhole pastebinit mutt mail mailx swaks".split(" "),
);

/** Sources of scp and rsync whose last operand is on another machine. */
function transfers(program: string, words: readonly string[]): readonly string[] {
  if (givers.has(program)) return words.filter((word) => !word.startsWith("-"));
  if (program !== "scp" && program !== "rsync") return [];
  const operands = words.filter(
    (word, at) => !word.startsWith("-") && !/^-[iFoPcSJlDXe]$/.test(words[at - 1] ?? ""),
  );
  const target = operands.at(-1) ?? "";
  return /^[^/]*:/.test(target) ? operands.slice(0, -1) : [];
}

function exposure(
  how: Exposure,
  secret: Path,
  kind: SecretKind,
  where: string,
  effect: Effect,
): ExposedSecret {
  const severity = severityOf(how, secret, kind);
  return { exposure: how, secret, secrets: [secret], kind, where: [where], effect, severity };
}

function severityOf(how: Exposure, secret: Path, kind: SecretKind): Severity {
  const isSystem = kind === "password-hashes" || kind === "host-key" || isWithin(secret, "/etc");
  const isKeys = kind === "ssh-key" || (how === "sent" && /^(ssh-directory|gnupg)$/.test(kind));
  return isSystem || (how !== "listed" && isKeys) ? "danger" : "caution";
}
