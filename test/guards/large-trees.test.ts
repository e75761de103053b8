import assert from "node:assert/strict";
import { test } from "node:test";
import type { Effect } from "../../src/domain/effect.ts";
import { guards } from "../../src/guards/index.ts";
import { causeOf, deletionOf, foreseenWith, statusOf } from "../support/effects.ts";
import { fixtureMachine } from "../support/fixture-machine.ts";

const filesEach = 100;

/** Ten times as many effects may take this many times as long; a look at each for each takes 100. */
const steepest = 30;

/** A tree as rm finds it: what is in a directory before the directory itself. */
function largeTree(root: string, line: string, directories = 2_000): readonly Effect[] {
  const cause = causeOf(line);
  const effects: Effect[] = [];
  for (let at = 0; at < directories; at += 1) {
    const directory = `${root}/part-${at}`;
    for (let file = 0; file < filesEach; file += 1) {
      effects.push(deletionOf(`${directory}/file-${file}.txt`, cause));
    }
    effects.push(deletionOf(directory, cause, "directory"));
  }
  effects.push(deletionOf(root, cause, "directory"));
  return effects;
}

function judgeAll(line: string, effects: readonly Effect[]): { findings: number; seconds: number } {
  const foreseen = foreseenWith(line, effects);
  const { facts } = fixtureMachine("user");
  const start = process.hrtime.bigint();
  const findings = guards.flatMap((guard) => guard.judge(foreseen, facts)).length;
  return { findings, seconds: Number(process.hrtime.bigint() - start) / 1e9 };
}

test("200,000 deleted files are one finding, in ten times the time of 20,000", () => {
  const line = "rm -rf Documents";
  const tree = (directories: number): readonly Effect[] =>
    largeTree("/home/ann/Documents", line, directories);
  judgeAll(line, tree(200));
  const tenth = judgeAll(line, tree(200));
  const whole = judgeAll(line, tree(2_000));
  assert.equal(whole.findings, 1);
  assert.ok(whole.seconds < steepest * tenth.seconds, `${whole.seconds} and ${tenth.seconds} s`);
});

test("a system tree is not looked up file by file", () => {
  const line = "rm -rf /usr";
  const { facts } = fixtureMachine("root");
  let lookups = 0;
  const counting = {
    ...facts,
    packages: {
      ...facts.packages,
      owners: (path: string) => {
        lookups += 1;
        return facts.packages.owners(path);
      },
    },
  };
  const foreseen = foreseenWith(line, largeTree("/usr", line));
  const guard = guards.find(({ id }) => id === "deletes-required-files");
  assert.equal(guard?.judge(foreseen, counting)[0]?.severity, "critical");
  assert.ok(lookups < 10, `${lookups} look-ups`);
});

test("a changed mode on 200,000 files takes ten times as long as on 20,000", () => {
  const line = "chmod -R 700 /var/lib/shop";
  const cause = causeOf(line);
  const after = { mode: 0o700, uid: 0, gid: 0 };
  const before = statusOf({ uid: 0, gid: 0 });
  const change = (count: number): readonly Effect[] =>
    Array.from({ length: count }, (_, at) => {
      return { kind: "metadata", path: `/var/lib/shop/${at}`, before, after, cause };
    });
  judgeAll(line, change(20_000));
  const tenth = judgeAll(line, change(20_000));
  const whole = judgeAll(line, change(200_000));
  assert.ok(whole.seconds < steepest * tenth.seconds, `${whole.seconds} and ${tenth.seconds} s`);
});

test("a tree that was not counted to its end is not taken for harmless", () => {
  const line = "rm -rf web";
  const cause = causeOf(line);
  const seen = Array.from({ length: 50 }, (_, at) =>
    deletionOf(`/home/ann/web/node_modules/p/${at}.js`, cause),
  );
  const judge = (root: string): readonly string[] => {
    const top = { ...deletionOf(root, cause, "directory"), isPartlyCounted: true } as Effect;
    const foreseen = foreseenWith(line, [...seen, top]);
    const { facts } = fixtureMachine("user");
    return guards.flatMap((guard) => guard.judge(foreseen, facts)).map(({ severity }) => severity);
  };
  assert.deepEqual(judge("/home/ann/web"), ["caution"]);
  assert.deepEqual(judge("/home/ann/web/node_modules"), []);
});
