import { resolve } from "node:path/posix";
import type { DiskBefore } from "../../domain/disk-before.ts";
import type { Cause } from "../../domain/effect.ts";
import type { Facts } from "../../domain/facts.ts";
import type { Foreseen, Step } from "../../domain/plan.ts";
import type { FileStatus, Path } from "../../domain/world.ts";

/** A command run as root for what takes less: nothing, a group, or one single right. */
export interface LesserRights {
  readonly kind: "lesser";
  readonly cause: Cause;
  readonly paths: readonly Path[];
  readonly enough:
    | { readonly by: "nothing" }
    /** Whoever is in the group may do it. */
    | { readonly by: "group"; readonly name: string }
    /** The right to answer on a port below 1,024; `program` where a file can be given it. */
    | { readonly by: "port"; readonly port: number; readonly program?: Path };
}

/** Commands of the line that were raised to root's rights and need less. */
export function findLesserRights(foreseen: Foreseen, facts: Facts): readonly LesserRights[] {
  const { before } = foreseen;
  if (before === undefined) return [];
  return foreseen.steps.flatMap(({ raised, status, missing }: Step): readonly LesserRights[] => {
    if (raised === undefined || raised.identity.uid !== 0 || isInContainer(raised)) return [];
    if (/^(?:sudo|doas|run0|pkexec|su|env|sh|bash)$/.test(raised.program)) return [];
    // What root itself could not do shows nothing; a program that is not here is judged as if it were.
    const hasWorked = missing !== undefined || (status ?? 0) === 0;
    const found = hasWorked ? lookAt(raised, before, facts) : undefined;
    return found ?? lowPort(raised, foreseen);
  });
}

function isInContainer({ identity }: Cause): boolean {
  return /^(?:docker|podman|nerdctl)/.test(identity.elevatedBy ?? "");
}

/** Programs that only show what lies in the files that they are given. */
const readers = new Set(
  "bat cat cmp column cut diff egrep fgrep file grep head hexdump jq less md5sum more most nl od sha256sum sort stat strings tac tail uniq wc xxd zcat zgrep zless".split(
    " ",
  ),
);

/** Programs that talk to a device which they are given. */
const talkers = new Set("avrdude cu esptool esptool.py minicom picocom screen stty tio".split(" "));

/** Programs that the kernel lets everybody use in full. */
const forAll = new Set("dig host man mtr nslookup ping ping6 tldr tracepath".split(" "));

/** Groups that may read all of the journal, whose files have lists of their own. */
const journalGroups = ["systemd-journal", "adm"];

/** The door to docker: whoever may knock there needs no root for it. */
const dockerDoor = "/var/run/docker.sock";

function lookAt(
  cause: Cause,
  before: DiskBefore,
  facts: Facts,
): readonly LesserRights[] | undefined {
  const { program } = cause;
  const base = { kind: "lesser", cause, paths: [] } as const;
  if (forAll.has(program)) return [{ ...base, enough: { by: "nothing" } }];
  if (program === "journalctl") return journal(base, facts);
  const places = placesOf(cause, before);
  if (places.length === 0) return undefined;
  const enough = enoughFor(places, before, facts);
  return enough === undefined ? undefined : [{ ...base, paths: places, enough }];
}

/** Only what shows the journal: `--vacuum-size` and the like take from it. */
function journal(
  base: Omit<LesserRights, "enough">,
  { accounts, caller }: Facts,
): readonly LesserRights[] | undefined {
  if (base.cause.command.some(({ text }) => /^--(?:vacuum|rotate|flush|sync|setup)/.test(text))) {
    return undefined;
  }
  const groups = journalGroups.flatMap((name) => accounts.group(name) ?? []);
  const { gid, groups: own } = caller.identity;
  const isMember = groups.some((group) => group.gid === gid || own.includes(group.gid));
  if (isMember) return [{ ...base, enough: { by: "nothing" } }];
  const name = groups[0]?.name;
  return name === undefined ? undefined : [{ ...base, enough: { by: "group", name } }];
}

function placesOf(cause: Cause, before: DiskBefore): readonly Path[] {
  const { program } = cause;
  if (program === "docker") return [dockerDoor];
  return readers.has(program) || talkers.has(program) ? operandsOf(cause, before) : [];
}

/** Existing files and devices among the words; a directory would have to be searched first. */
function operandsOf({ command, directory }: Cause, before: DiskBefore): readonly Path[] {
  return command.slice(1).flatMap(({ text, unknown }) => {
    if (unknown !== undefined) return [];
    // `--port=/dev/ttyUSB0`, `-F/dev/ttyUSB0`
    const word = /^-.*?(\/dev\/.+)$/.exec(text)?.[1] ?? text;
    if (word === "" || word.startsWith("-")) return [];
    const path = resolve(directory, word);
    return before.status(path) === undefined ? [] : [path];
  });
}

/** Groups whose members are as good as root, or could read every password. */
const mighty = new Set(
  "root disk shadow sudo wheel admin docker lxd incus incus-admin libvirt kmem utmp".split(" "),
);

function enoughFor(
  places: readonly Path[],
  before: DiskBefore,
  { accounts }: Facts,
): LesserRights["enough"] | undefined {
  const groups = new Set<string>();
  for (const path of places) {
    const status = before.status(path);
    if (status === undefined) return undefined;
    const want = wantOf(status);
    if (want === undefined) return undefined;
    if (before.isOpenTo(path, want)) continue;
    const name = before.isOpenTo(path, want, status.gid)
      ? accounts.group(status.gid)?.name
      : undefined;
    if (name === undefined || mighty.has(name)) return undefined;
    groups.add(name);
  }
  const [name] = groups;
  if (name === undefined) return { by: "nothing" };
  return groups.size > 1 ? undefined : { by: "group", name };
}

/** What it takes to use it; nothing is said of directories, whose files would have to be looked at. */
function wantOf({ type }: FileStatus): readonly ("read" | "write" | "execute")[] | undefined {
  switch (type) {
    case "file":
      return ["read"];
    case "character":
    case "socket":
      return ["read", "write"];
    default:
      return undefined;
  }
}

/** Programs that run what others wrote: a right given to their file would be everybody's. */
const interpreters =
  /^(?:python[\d.]*|node|nodejs|deno|bun|ruby|php|perl|java|uvicorn|gunicorn|flask|caddy|hugo|http-server)$/;

function lowPort(cause: Cause, { effects }: Foreseen): readonly LesserRights[] {
  const run = effects.find(
    (effect) => effect.kind === "run-code" && effect.cause.command === cause.command,
  );
  const source = run?.kind === "run-code" ? run.source : undefined;
  const own = source?.kind === "program" && source.package === undefined ? source.path : undefined;
  if (own === undefined && !interpreters.test(cause.program)) return [];
  const port = portOf(cause.command.slice(1).map(({ text }) => text));
  if (port === undefined) return [];
  const program = interpreters.test(cause.program) ? undefined : own;
  return [
    {
      kind: "lesser",
      cause,
      paths: [],
      enough: { by: "port", port, ...(program === undefined ? {} : { program }) },
    },
  ];
}

/** `--port 80`, `-p 80`, `--port=80`, `0.0.0.0:80`, `-m http.server 80`. */
function portOf(words: readonly string[]): number | undefined {
  for (const [at, word] of words.entries()) {
    const joined = /^(?:--?(?:http-|listen-)?port=|[\w.[\]-]*:)(\d{1,3})$/.exec(word)?.[1];
    const follows = /^(?:--?(?:http-|listen-)?port|-[pP]|http\.server)$/.test(words[at - 1] ?? "");
    const text = joined ?? (follows && /^\d{1,4}$/.test(word) ? word : undefined);
    const port = Number(text ?? 0);
    if (port > 0 && port < 1024) return port;
  }
  return undefined;
}
