import assert from "node:assert/strict";
import { test } from "node:test";
import { questionsProgram } from "../../src/programs/questions.ts";
import { foreseeThere } from "../support/fixture-machine.ts";

/** Calls that only tell, beside one of the same program that does something. */
const pairs: readonly (readonly [question: string, action: string])[] = [
  ["journalctl -u nginx -n 20", "journalctl --vacuum-time=1d"],
  ["crontab -l", "crontab -r"],
  ["crontab -l", "crontab rules"],
  ["mount", "mount /dev/sdb1 /mnt"],
  ["mount -t ext4", "mount -a"],
  ["apt list --installed", "apt install nginx"],
  ["apt show nginx", "apt -y show"],
  ["ufw status verbose", "ufw enable"],
  ["nginx -t", "nginx -s stop"],
  ["nginx -t", "nginx"],
  ["docker ps -a", "docker rm web"],
  ["docker volume ls", "docker volume prune"],
  ["timedatectl", "timedatectl set-timezone UTC"],
  ["npm ls", "npm install"],
  ["firewall-cmd --list-all", "firewall-cmd --reload"],
  ["visudo -c", "visudo"],
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

test("no other model has one of these names", async () => {
  const { programs } = await import("../../src/programs/index.ts");
  const names = programs.filter((one) => one !== questionsProgram).flatMap((one) => one.names);
  assert.deepEqual(
    names.filter((name) => questionsProgram.names.includes(name)),
    [],
  );
});
