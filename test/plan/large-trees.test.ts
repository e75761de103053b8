import assert from "node:assert/strict";
import { linkSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { type TestContext, test } from "node:test";
import { rootIdentity } from "../../src/domain/identity.ts";
import type { Change, Foreseen } from "../../src/domain/plan.ts";
import type { TreeLimits } from "../../src/domain/view/tree-limits.ts";
import type { World } from "../../src/domain/world.ts";
import { foreseeLine } from "../../src/plan/foresee.ts";
import { summarizeEffects } from "../../src/plan/summarize.ts";
import { programs } from "../../src/programs/index.ts";
import { makeWorld } from "../../src/system/world.ts";
import { machineFacts } from "../support/machine-facts.ts";
import { temporaryDirectory } from "../support/temporary.ts";

/** `tree`: ten directories of ten files of five bytes, and a link; 112 things with itself. */
function plant(test: TestContext): string {
  const folder = temporaryDirectory(test);
  for (let at = 0; at < 10; at += 1) {
    mkdirSync(`${folder}/tree/d${at}`, { recursive: true });
    for (let file = 0; file < 10; file += 1)
      writeFileSync(`${folder}/tree/d${at}/f${file}`, "12345");
  }
  symlinkSync("nowhere", `${folder}/tree/d9/link`);
  return folder;
}

interface Counting {
  readonly world: World;
  readonly looks: { lstat: number; lists: number };
}

function countingWorld(): Counting {
  const world = makeWorld();
  const looks = { lstat: 0, lists: 0 };
  const lstat: World["lstat"] = (path) => {
    looks.lstat += 1;
    return world.lstat(path);
  };
  const readNames: World["readNames"] = (path) => {
    looks.lists += 1;
    return world.readNames?.(path) ?? "EIO";
  };
  return { world: { ...world, lstat, readNames }, looks };
}

function foresee(
  line: string,
  directory: string,
  treeLimits?: TreeLimits,
  world = makeWorld(),
): Foreseen {
  const identity = rootIdentity();
  const findProgram = (name: string) => programs.find(({ names }) => names.includes(name));
  const situation = {
    directory,
    environment: new Map([["PATH", "/usr/bin:/bin"]]),
    umask: 0o022,
    ...(treeLimits === undefined ? {} : { treeLimits, maximumEntries: 50 }),
  };
  const foreseen = foreseeLine(line, situation, {
    world,
    facts: machineFacts(identity),
    findProgram,
  });
  if ("kind" in foreseen) throw new Error(foreseen.sentence);
  return foreseen;
}

function told(foreseen: Foreseen): readonly string[] {
  const paths: string[] = [];
  foreseen.tellChanges?.({
    add: ({ path, change }: Change) => paths.push(`${change} ${path}`),
    addDeleted: (at, names) =>
      paths.push(...names.split("/").map((name) => `deleted ${at}/${name}`)),
  });
  return paths.toSorted();
}

test("what is only counted is counted exactly", (test) => {
  const folder = plant(test);
  const all = summarizeEffects(foresee("rm -rf tree", folder).effects);
  assert.deepEqual(
    all.map(({ count, size }) => [count, size]),
    [[112, 500]],
  );
  for (const recorded of [0, 1, 5, 11, 12, 50, 111]) {
    const weighed = foresee("rm -rf tree", folder, { recorded, weighed: 500 });
    assert.deepEqual(summarizeEffects(weighed.effects), all, `${recorded} recorded, weighed`);
    const counted = summarizeEffects(
      foresee("rm -rf tree", folder, { recorded, counted: 500 }).effects,
    );
    assert.deepEqual(
      counted.map(({ count, atLeast }) => [count, atLeast]),
      [[112, undefined]],
    );
  }
});

test("what was not counted is said", (test) => {
  const folder = plant(test);
  const foreseen = foresee("rm -rf tree", folder, { recorded: 5, weighed: 5, counted: 30 });
  const [summary, ...others] = summarizeEffects(foreseen.effects);
  assert.equal(others.length, 0);
  assert.equal(summary?.atLeast, true);
  assert.equal(summary?.path, `${folder}/tree`);
  assert.ok((summary?.count ?? 0) >= 40 && (summary?.count ?? 0) < 112, `${summary?.count}`);
  assert.equal(foreseen.isPartlyCounted, true);
});

test("the looks at the disk do not grow with the tree", (test) => {
  const folder = plant(test);
  const looks = (treeLimits: TreeLimits) => {
    const counting = countingWorld();
    const foreseen = foresee("rm -rf tree", folder, treeLimits, counting.world);
    return { ...counting.looks, effects: foreseen.effects.length };
  };
  const few = looks({ recorded: 5, counted: 10 });
  for (let at = 10; at < 200; at += 1) mkdirSync(`${folder}/tree/d${at}`);
  for (let file = 10; file < 300; file += 1) writeFileSync(`${folder}/tree/d0/f${file}`, "");
  const many = looks({ recorded: 5, counted: 10 });
  assert.equal(many.effects, few.effects);
  assert.ok(many.lstat <= few.lstat && many.lists <= few.lists, JSON.stringify([few, many]));
});

test("of what is only counted no file is looked at, only the directories", (test) => {
  const { looks, world } = countingWorld();
  const folder = plant(test);
  const before = looks.lstat;
  foresee("rm -rf tree", folder, { recorded: 11, counted: 500 }, world);
  assert.equal(looks.lists, 9);
  assert.ok(looks.lstat - before < 40, `${looks.lstat} looks`);
});

test("every path is told, however little of the tree was recorded", (test) => {
  const folder = plant(test);
  mkdirSync(`${folder}/tree/odd\nname`);
  writeFileSync(`${folder}/tree/odd\nname/"`, "");
  const expected = foresee("rm -rf tree", folder)
    .changes()
    .map(({ path, change }) => `${change} ${path}`)
    .toSorted();
  assert.equal(expected.length, 114);
  for (const recorded of [0, 5, 60]) {
    assert.deepEqual(told(foresee("rm -rf tree", folder, { recorded, counted: 500 })), expected);
  }
});

test("what is near the top is looked at before what lies deep", (test) => {
  const folder = plant(test);
  mkdirSync(`${folder}/tree/d0/deep`);
  for (let file = 0; file < 200; file += 1) writeFileSync(`${folder}/tree/d0/deep/f${file}`, "");
  mkdirSync(`${folder}/tree/zz`);
  writeFileSync(`${folder}/tree/zz/key`, "secret");
  const { effects } = foresee("rm -rf tree", folder, { recorded: 130, counted: 10 });
  assert.ok(effects.some((effect) => "path" in effect && effect.path === `${folder}/tree/zz/key`));
});

test("the line's later commands find what the tree's names leave", (test) => {
  const folder = plant(test);
  const line = "rm -rf tree && mkdir tree && touch tree/new && mv tree other";
  const limits = { recorded: 3, counted: 500 };
  const expected = foresee(line, folder)
    .changes()
    .map(({ path, change }) => `${change} ${path}`);
  assert.deepEqual(told(foresee(line, folder, limits)), expected.toSorted());
  assert.ok(expected.includes(`created ${folder}/other/new`));
});

test("names that an earlier command moved are told where they lay", (test) => {
  const folder = plant(test);
  const line = "mv tree/d0 tree/d1/moved && rm tree/d2/f3 && rm -rf tree";
  const expected = foresee(line, folder)
    .changes()
    .map(({ path, change }) => `${change} ${path}`);
  assert.equal(expected.length, 112);
  assert.deepEqual(told(foresee(line, folder, { recorded: 2, counted: 500 })), expected.toSorted());
});

test("a file with another name that stays is not lost among those that are counted", (test) => {
  const folder = plant(test);
  linkSync(`${folder}/tree/d5/f5`, `${folder}/kept`);
  const { effects } = foresee("rm -rf tree", folder, { recorded: 1, weighed: 500 });
  const shared = effects.filter((effect) => effect.kind === "delete" && effect.before?.links === 2);
  assert.ok(shared.some((effect) => "path" in effect && effect.path === `${folder}/tree/d5/f5`));
});

test("a walk that ends early says so in every summary of its command", (test) => {
  const folder = plant(test);
  for (const line of [
    "chmod -R 700 tree",
    "chown -R 33 tree",
    "cp -r tree copy",
    "find tree -delete",
  ]) {
    const { effects, cutShort } = foresee(line, folder, {});
    const summaries = summarizeEffects(effects, cutShort);
    assert.ok(summaries.length > 0, line);
    assert.ok(
      summaries.every(({ atLeast }) => atLeast === true),
      line,
    );
    const whole = foresee(line, folder);
    const all = summarizeEffects(whole.effects, whole.cutShort);
    assert.ok(
      all.every(({ atLeast }) => atLeast === undefined),
      line,
    );
  }
});

test("find -delete does not fail on what was only not walked", (test) => {
  const folder = plant(test);
  const { steps, effects } = foresee("find tree -delete && touch done", folder, {});
  assert.deepEqual(
    steps.map(({ argv }) => argv[0]),
    ["find", "touch"],
  );
  assert.ok(effects.some((effect) => "path" in effect && effect.path === `${folder}/done`));
});

test("other commands of the line stay exact", (test) => {
  const folder = plant(test);
  const { effects, cutShort } = foresee("chmod 600 tree/d0/f0; chmod -R 700 tree", folder, {});
  const [first] = summarizeEffects(effects, cutShort);
  assert.equal(first?.path, `${folder}/tree/d0/f0`);
  assert.equal(first?.atLeast, undefined);
});

test("what find would lose of a tree too large to walk is said to be unknown", (test) => {
  const folder = plant(test);
  const reasons = (line: string) => foresee(line, folder, {}).unknown.map(({ reason }) => reason);
  const unseen = "what it finds in so large a tree is not looked for before it runs";
  for (const line of ["find tree -name nosuch -delete", "find tree -name f1 -exec rm {} +"])
    assert.deepEqual(reasons(line), [unseen], line);
  for (const line of ["find tree -name f1", "find tree -name f1 -exec ls {} +"])
    assert.deepEqual(reasons(line).includes(unseen), false, line);
});
