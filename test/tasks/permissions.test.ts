import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import fc from "fast-check";
import { gatherPermissions } from "../../src/cli/gather-permissions.ts";
import { openSession } from "../../src/cli/session.ts";
import { grantedPermissions } from "../../src/domain/access-list.ts";
import { rightNames } from "../../src/domain/access-report.ts";
import { emptyStream } from "../../src/domain/stream.ts";
import type { Answers } from "../../src/domain/task-plan.ts";
import { commandsOf } from "../../src/plan/commands-of.ts";
import { decide } from "../../src/tasks/permissions/decide.ts";
import type { Inode, PermissionFacts } from "../../src/tasks/permissions/facts.ts";
import { listsOf } from "../../src/tasks/permissions/target.ts";
import { skipUnless } from "../support/need.ts";

const skip = skipUnless({ root: true, tools: ["setfacl", "getfacl", "setpriv"] });

/** Somebody who asks: on the list, in a group of it, or neither. */
const people = {
  owner: { uid: 1000, gid: 1000, groups: [1000] },
  member: { uid: 1500, gid: 1000, groups: [1000] },
  listed: { uid: 33, gid: 33, groups: [33] },
  other: { uid: 34, gid: 34, groups: [34] },
  grouped: { uid: 1600, gid: 44, groups: [44] },
  stranger: { uid: 9999, gid: 9999, groups: [9999] },
};

type Person = keyof typeof people;
const names = Object.keys(people) as readonly Person[];

const mode = fc.oneof(
  fc.constantFrom(0o644, 0o755, 0o600, 0o777, 0o666, 0o750, 0o4755, 0o2755, 0o1777),
  fc.integer({ min: 0, max: 0o7777 }),
);
const letters = fc.constantFrom("r", "rw", "rx", "rwx", "-", "x");
const entry = fc
  .tuple(fc.constantFrom("u:33", "u:34", "g:44", "m:", "g:"), letters)
  .map(([who, bits]) => `${who}:${bits}`);
const acl = fc.oneof(
  { weight: 3, arbitrary: fc.constant([]) },
  {
    weight: 1,
    arbitrary: fc.uniqueArray(entry, { maxLength: 3, selector: (text) => text.slice(0, 4) }),
  },
);
const thing = fc.record({ isFolder: fc.boolean(), mode, acl, gid: fc.constantFrom(1000, 44) });
const tree = fc.record({ root: mode, rootAcl: acl, things: fc.array(thing, { maxLength: 4 }) });

const word = fc.constantFrom("owner", "group", "others", "user:www-data", "group:video");
const right = fc.oneof(
  fc.constant(undefined),
  fc.constant(["nobody"]),
  fc.uniqueArray(word, { minLength: 1, maxLength: 4 }),
  fc.uniqueArray(word, { minLength: 1, maxLength: 2 }).map((all) => all.map((one) => `+${one}`)),
  fc.uniqueArray(word, { minLength: 1, maxLength: 2 }).map((all) => all.map((one) => `-${one}`)),
);
const wishes = fc.record({ see: right, change: right, run: right, recursive: fc.boolean() });

type TreeSpec = typeof tree extends fc.Arbitrary<infer T> ? T : never;

function build({ root, rootAcl, things }: TreeSpec): string {
  const folder = mkdtempSync(join(tmpdir(), "handrail-permissions-"));
  chmodSync(folder, 0o755);
  const top = join(folder, "top");
  mkdirSync(top);
  things.forEach((one, at) => {
    const path = join(top, `n${at}`);
    if (one.isFolder) mkdirSync(path);
    else writeFileSync(path, "x");
    prepare(path, one.gid, one.mode, one.acl);
  });
  prepare(top, 1000, root, rootAcl);
  return top;
}

function prepare(path: string, gid: number, bits: number, entries: readonly string[]): void {
  chownSync(path, 1000, gid);
  chmodSync(path, bits);
  if (entries.length > 0) assert.equal(run(["setfacl", "-m", entries.join(","), path]), "");
}

function run([program = "", ...words]: readonly string[]): string {
  const { status, stderr } = spawnSync(program, words, { encoding: "utf8" });
  return status === 0 ? "" : `${program} ${words.join(" ")}: ${stderr}`;
}

const session = openSession({
  directory: "/",
  environment: new Map(),
  umask: 0o022,
  input: emptyStream,
  isOutputTerminal: false,
});

function gather(path: string, answers: Answers = {}): PermissionFacts {
  return gatherPermissions({ ...answers, path }, session);
}

function inodesOf({ root, below }: PermissionFacts): readonly Inode[] {
  assert.ok(typeof root !== "string");
  return [root, ...below];
}

function bitsFor(inode: Inode, person: Person): number {
  return grantedPermissions({ ...inode, list: listsOf(inode).access }, people[person]);
}

/** What the kernel itself says to each of the three questions, of every path. */
function askKernel(person: Person, paths: readonly string[]): readonly number[] {
  const { uid, gid } = people[person];
  const words = ["--reuid", String(uid), "--regid", String(gid), "--clear-groups"];
  const script =
    'for p; do n=0; for t in r:4 w:2 x:1; do [ -${t%:*} "$p" ] && n=$((n + ${t#*:})); done; echo $n; done';
  const { stdout } = spawnSync("setpriv", [...words, "sh", "-c", script, "sh", ...paths], {
    encoding: "utf8",
  });
  return stdout.trim().split("\n").map(Number);
}

describe("permissions of a tree", { skip }, () => {
  test("the words say what access(2) says", () => {
    fc.assert(
      fc.property(tree, (spec) => {
        const top = build({ ...spec, root: spec.root | 0o001, rootAcl: [] });
        chmodSync(top, 0o777);
        try {
          const inodes = inodesOf(gather(top));
          for (const person of names) {
            const said = inodes.map((inode) => bitsFor(inode, person));
            const asked = askKernel(
              person,
              inodes.map(({ path }) => path),
            );
            assert.deepEqual(said, asked, `${person} ${JSON.stringify(inodes)}`);
          }
        } finally {
          rmSync(join(top, ".."), { recursive: true });
        }
      }),
      { numRuns: 20 },
    );
  });

  test("the commands do what the preview says, keep set-id bits, and give nobody else anything", () => {
    fc.assert(
      fc.property(tree, wishes, (spec, wish) => {
        const answers = clean(wish);
        const top = build(spec);
        try {
          const facts = gather(top, answers);
          const decision = decide(answers, facts);
          if ("kind" in decision) return;
          const before = inodesOf(gather(top));
          for (const action of decision.actions) {
            for (const command of commandsOf(action, { gecosOf: () => [] })) {
              assert.equal(run(command), "");
            }
          }
          const after = inodesOf(gather(top));
          checkWishes(after[0], answers);
          const foretold = new Map(decision.changing.map((pair) => [pair.after.path, pair.after]));
          for (const [at, inode] of after.entries()) {
            const was = before[at];
            assert.ok(was !== undefined && was.path === inode.path);
            assert.deepEqual(shape(inode), shape(foretold.get(inode.path) ?? was));
            assert.equal(inode.mode & 0o7000, was.mode & 0o7000, "set-id and sticky bits");
            const isPlain = was.type === "file" && (was.mode & 0o111) === 0;
            if (isPlain && answers.recursive === true) assert.equal(inode.mode & 0o111, 0);
            checkNobodyGains(was, inode, answers);
          }
        } finally {
          rmSync(join(top, ".."), { recursive: true });
        }
      }),
      { numRuns: Number(process.env.PERMISSION_RUNS ?? 50) },
    );
  });
});

function clean(wish: Record<string, readonly string[] | boolean | undefined>): Answers {
  const given = Object.entries(wish).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as Answers;
}

/** Everything that is compared of one inode. */
function shape(inode: Inode) {
  const { access, inherited } = listsOf(inode);
  const sorted = (list: typeof access | undefined) =>
    list && { ...list, named: list.named.toSorted((a, b) => a.id - b.id) };
  const { path, mode: bits, uid, gid } = inode;
  return {
    path,
    mode: bits.toString(8),
    uid,
    gid,
    access: sorted(access),
    inherited: sorted(inherited),
  };
}

const personOf: Readonly<Record<string, Person>> = {
  owner: "owner",
  group: "member",
  others: "stranger",
  "user:www-data": "listed",
  "group:video": "grouped",
};

/** Whoever was named has what was asked for on the folder itself, and who was left out has it not. */
function checkWishes(top: Inode | undefined, answers: Answers): void {
  assert.ok(top !== undefined);
  for (const [at, name] of rightNames.entries()) {
    const answer = answers[name];
    if (!Array.isArray(answer)) continue;
    const words: readonly string[] = answer;
    const hasSigns = words.some((one) => /^[-+]/.test(one));
    for (const [word, person] of Object.entries(personOf)) {
      const given = words.find((one) => one.replace(/^[-+]/, "") === word);
      const isClass = !word.includes(":");
      if (given === undefined && (hasSigns || !isClass)) continue;
      const wanted = given !== undefined && !given.startsWith("-");
      const has: boolean = (bitsFor(top, person) & (4 >> at)) !== 0;
      // Folders stay enterable for those who see or change what is in them.
      if (name === "run" && !wanted) continue;
      assert.equal(has, wanted, `${name} ${word} ${JSON.stringify(top)}`);
    }
  }
}

/** A right that was not wished for anybody is had by nobody who had it not before. */
function checkNobodyGains(before: Inode, after: Inode, answers: Answers): void {
  for (const [at, name] of rightNames.entries()) {
    const words = answers[name];
    const isGiven = Array.isArray(words) && words.some((one: string) => !/^-|^nobody$/.test(one));
    const bit = 4 >> at;
    const entersToSee = name === "run" && before.type === "directory" && isNamed(answers);
    if (isGiven || entersToSee) continue;
    for (const person of names) {
      const gained = bitsFor(after, person) & ~bitsFor(before, person) & bit;
      assert.equal(gained, 0, `${person} gains ${name} of ${after.path}`);
    }
  }
}

function isNamed({ see, change }: Answers): boolean {
  return Array.isArray(see) || Array.isArray(change);
}
