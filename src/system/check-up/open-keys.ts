import { lstatSync, readdirSync } from "node:fs";
import { dirname } from "node:path/posix";
import { decodeBytes } from "../../domain/bytes.ts";
import type { OpenKey, Probed, UnusualFile } from "../../domain/check-up-facts.ts";
import type { AccountFacts } from "../../domain/facts.ts";
import { isError, type Path } from "../../domain/world.ts";
import type { AskProgram } from "../ask-program.ts";
import { asideForVerify } from "../make-way.ts";
import { nodePath } from "../node-path.ts";
import { readFileStart } from "../read-file.ts";
import { parseFound } from "./unusual-files.ts";

/** Where keys are kept by people and by servers. */
const usualPlaces: readonly Path[] = [
  "/etc",
  "/root",
  "/home",
  "/opt",
  "/srv",
  "/usr/local/etc",
  "/var/lib",
  "/var/www",
];

/** A key lies near the top; deeper down are the test data of packages and checkouts. */
const deepest = 6;
const leftOut =
  "node_modules .git .cache site-packages docker containers containerd testdata".split(" ");
const names = "id_* *_key *-key *.key *.pem *.ppk *.p8 privkey* identity".split(" ");

/** Private keys that somebody besides their owner can read. */
export async function probeOpenKeys(
  ask: AskProgram,
  accounts: AccountFacts,
  places = usualPlaces,
): Promise<Probed<readonly OpenKey[]>> {
  const there = places.filter(isDirectory);
  if (there.length === 0) return { kind: "known", facts: [] };
  const answer = await ask({
    program: "find",
    arguments: [...there, ...condition()],
    patience: 120,
    niceness: asideForVerify,
  });
  if (typeof answer === "string") {
    return { kind: "unknown", reason: "The places of keys could not be looked through." };
  }
  const facts: OpenKey[] = [];
  for (const file of parseFound(decodeBytes(answer.output))) {
    const readers = readersOf(file, accounts);
    if (readers === undefined || !isPrivateKey(file.path)) continue;
    const owner = accounts.user(file.uid)?.name ?? String(file.uid);
    facts.push({ path: file.path, mode: file.mode, owner, readers });
  }
  const isPartial = /Permission denied/.test(answer.errors);
  return { kind: "known", facts, ...(isPartial ? { isPartial } : {}) };
}

function condition(): readonly string[] {
  const either = (words: readonly string[]) =>
    words.flatMap((name, at) => (at === 0 ? ["-name", name] : ["-o", "-name", name]));
  return [
    ...["-xdev", "-maxdepth", String(deepest)],
    ...["(", "-type", "d", "(", ...either(leftOut), ")", "-prune", ")", "-o"],
    ...["-type", "f", "-size", "-64k", "-perm", "/044"],
    ...["(", ...either(names), ")", "!", "-name", "*.pub", "-printf", "%y %m %U %G %p\\0"],
  ];
}

/** Who else can read it; undefined for nobody, or a group that is the owner's or a service's own. */
function readersOf(
  { path, mode, uid, gid }: UnusualFile,
  accounts: AccountFacts,
): string | undefined {
  if ((mode & 0o004) !== 0 && isReachable(path, 0o001)) return "everybody";
  if ((mode & 0o040) === 0 || !isReachable(path, 0o011)) return undefined;
  const group = accounts.group(gid);
  const owner = accounts.user(uid);
  // A user's own group has no other members; groups of the system hold what services share.
  const isOwn =
    group === undefined || gid === owner?.gid ? (group?.members.length ?? 0) === 0 : false;
  return isOwn || (gid < 1000 && gid !== 100) ? undefined : group?.name;
}

/** Whether every directory on the way lets others in, by one of the bits. */
function isReachable(path: Path, bits: number): boolean {
  for (let at = dirname(path); at !== "/"; at = dirname(at)) {
    const stats = lstatSync(nodePath(at), { throwIfNoEntry: false });
    if (stats === undefined || (stats.mode & bits) === 0) return false;
  }
  return true;
}

/** The head of PEM, OpenSSH's and PuTTY's private keys; no file is believed by its name. */
function isPrivateKey(path: Path): boolean {
  const start = readFileStart(path, 16 * 1024);
  if (isError(start)) return false;
  const text = Buffer.from(start).toString("latin1");
  return /^-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----|^PuTTY-User-Key-File-\d/m.test(text);
}

function isDirectory(path: Path): boolean {
  try {
    readdirSync(path);
    return true;
  } catch {
    return false;
  }
}
