import assert from "node:assert/strict";
import { test } from "node:test";
import { questionsProgram } from "../../src/programs/questions.ts";
import { foreseeThere } from "../support/fixture-machine.ts";

/** Calls that only tell, beside one of the same program that does something nobody can foresee. */
const pairs: readonly (readonly [question: string, action: string])[] = [
  ["journalctl -u nginx -n 20", "journalctl --vacuum-time=1d"],
  ["nginx -t", "nginx -s stop"],
  ["nginx -t", "nginx"],
];

for (const [question, action] of pairs) {
  test(`${question} only tells, ${action} could do anything`, () => {
    const asked = foreseeThere(question, "root");
    assert.deepEqual([asked.effects, asked.unknown], [[], []]);
    const done = foreseeThere(action, "root");
    assert.equal(done.unknown.length, 1);
    assert.deepEqual(
      done.effects.map(({ kind }) => kind),
      ["run-code"],
    );
  });
}

/** The same of programs with models of their own, whose actions are foreseen. */
const modelled: readonly (readonly [question: string, action: string, kind: string])[] = [
  ["crontab -l", "echo '@daily true' | crontab -", "service"],
  ["mount", "mount /dev/sdb1 /mnt", "mount"],
  ["mount -t ext4", "mount -a", "mount"],
  ["apt list --installed", "apt remove sudo", "package"],
  ["ufw status verbose", "ufw enable", "network"],
  ["timedatectl", "timedatectl set-timezone UTC", "service"],
  ["firewall-cmd --list-all", "firewall-cmd --add-port=80/tcp", "network"],
  ["visudo -c", "visudo", "write"],
  ["docker ps -a", "docker rm -f web", "service"],
  ["docker volume ls", "docker volume prune", "service"],
  ["npm ls", "npm install", "create"],
];

for (const [question, action, kind] of modelled) {
  test(`${question} only tells, ${action} does something`, () => {
    const asked = foreseeThere(question, "root");
    assert.deepEqual([asked.effects, asked.unknown], [[], []]);
    const kinds: readonly string[] = foreseeThere(action, "root").effects.map((one) => one.kind);
    assert.ok(kinds.includes(kind), `${kinds}`);
  });
}

test("no other model has one of these names", async () => {
  const { programs } = await import("../../src/programs/index.ts");
  const names = programs.filter((one) => one !== questionsProgram).flatMap((one) => one.names);
  assert.deepEqual(
    names.filter((name) => questionsProgram.names.includes(name)),
    [],
  );
});
