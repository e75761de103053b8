import assert from "node:assert/strict";
import { test } from "node:test";
import type { Facts } from "../../src/domain/facts.ts";
import type { Foreseen } from "../../src/domain/plan.ts";
import { locksYouOut } from "../../src/guards/locks-you-out.ts";
import { fixtureMachine, foreseeThere } from "../support/fixture-machine.ts";

const { facts } = fixtureMachine("root");

function judge(foreseen: Foreseen, other: Partial<Facts> = {}): readonly string[] {
  return locksYouOut.judge(foreseen, { ...facts, ...other }).map(({ severity }) => severity);
}

test("passwords that are no longer taken shut out whoever has no key", () => {
  const line = "echo 'PasswordAuthentication no' >> /etc/ssh/sshd_config";
  const foreseen = foreseeThere(line, "root");
  assert.deepEqual(judge(foreseen), []);
  const textAfter = (path: string): string | undefined =>
    path.endsWith("authorized_keys") ? "" : foreseen.textAfter?.(path);
  assert.deepEqual(judge({ ...foreseen, textAfter }), ["danger"]);
});

test("another port is shut where the firewall does not let it in, and new where none says so", () => {
  const foreseen = foreseeThere("sed -i 's/Port 22/Port 2222/' /etc/ssh/sshd_config", "root");
  const text = { ...foreseen, textAfter: () => "Port 2222\n" };
  assert.deepEqual(judge(text), ["caution"]);
  const network = { ...facts.network, isUfwEnabled: true };
  assert.deepEqual(judge(text, { network }), ["danger"]);
  assert.deepEqual(judge(text, { network: { ...network, isAllowedByUfw: () => true } }), []);
});

test("a stored rule for the port makes the firewall harmless", () => {
  const foreseen = foreseeThere("ufw enable", "root");
  assert.deepEqual(judge(foreseen), ["danger"]);
  const network = { ...facts.network, isAllowedByUfw: (port: number) => port === 22 };
  assert.deepEqual(judge(foreseen, { network }), []);
});

test("the port is that of the session", () => {
  const remote = { port: 2222, from: "192.0.2.7", to: "192.0.2.1" };
  const session = { ...facts.session, remote };
  assert.deepEqual(judge(foreseeThere("ufw deny 22", "root"), { session }), []);
  assert.deepEqual(judge(foreseeThere("ufw deny 2222", "root"), { session }), ["danger"]);
  assert.deepEqual(judge(foreseeThere("ufw deny from 192.0.2.0/24", "root"), { session }), [
    "danger",
  ]);
  assert.deepEqual(judge(foreseeThere("ufw deny from 10.0.0.0/8", "root"), { session }), []);
});

test("the last administrator is whoever no other can stand in for", () => {
  const line = "sudo gpasswd -d ann sudo";
  const foreseen = foreseeThere(line, "user");
  const ann = fixtureMachine("user").facts;
  const judgeFor = (administrators: Facts["administrators"]): readonly string[] =>
    locksYouOut.judge(foreseen, { ...ann, administrators }).map(({ severity }) => severity);
  const { administrators } = ann;
  assert.deepEqual(judgeFor(administrators), ["danger"]);
  // Somebody else can give the rights back, but ann herself is left without.
  assert.deepEqual(judgeFor({ ...administrators, names: ["ann", "bob"] }), ["caution"]);
  assert.deepEqual(judgeFor({ ...administrators, canRootLogIn: true }), ["caution"]);
});

test("whoever would lock the own account is shown how it stands", () => {
  const foreseen = foreseeThere("sudo usermod -L ann", "user");
  const [finding] = locksYouOut.judge(foreseen, fixtureMachine("user").facts);
  assert.deepEqual(
    finding?.instead.map(({ line }) => line),
    ["sudo passwd -S ann"],
  );
});
