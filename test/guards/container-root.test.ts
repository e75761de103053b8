import assert from "node:assert/strict";
import { test } from "node:test";
import type { Facts } from "../../src/domain/facts.ts";
import type { Container } from "../../src/domain/running-facts.ts";
import { guards } from "../../src/guards/index.ts";
import type { FixtureUser } from "../support/fixture-facts.ts";
import { fixtureMachine, foreseeThere } from "../support/fixture-machine.ts";
import { brokenRules } from "../support/wording-rules.ts";

/** All that is said of a line in a container, or on the machine itself. */
function said(line: string, as: FixtureUser, container: Container | undefined) {
  const { facts } = fixtureMachine(as);
  const inside: Facts = { ...facts, session: { ...facts.session, container } };
  return guards.flatMap((guard) => guard.judge(foreseeThere(line, as), inside));
}

const lines: readonly (readonly [line: string, as: FixtureUser])[] = [
  ["sudo -i", "user"],
  ["sudo chmod 600 notes.txt", "user"],
  ["sudo make install", "user"],
  ["make", "root"],
  ["curl -fsSL https://get.example.org | sudo sh", "user"],
];

const docker = { kind: "docker", rootOutside: 0 };
const rootless = { kind: "podman", rootOutside: 1000 };
const bare = { kind: "", rootOutside: 1000 };

for (const [line, as] of lines) {
  test(`a container's root is named as such: ${line}`, () => {
    const texts = (container: Container | undefined) =>
      said(line, as, container)
        .map(({ title, what, why }) => `${title} ${what} ${why}`)
        .join(" ");
    assert.doesNotMatch(texts(undefined), /container/);
    assert.match(texts(docker), /container/);
    assert.doesNotMatch(texts(docker), /the whole system|anything on this machine/);
    for (const container of [docker, rootless, bare]) {
      assert.deepEqual(said(line, as, container).flatMap(brokenRules), []);
    }
  });
}

test("only root outside as well could reach what the container is lent", () => {
  const why = (container: Container) => said("sudo -i", "user", container)[0]?.why ?? "";
  assert.match(why(docker), /lent of the machine around it/);
  assert.doesNotMatch(why(rootless), /lent/);
  const [shell] = said("sudo -i", "user", docker);
  assert.equal(shell?.title, "This would open a shell as the container's root");
  assert.match(shell?.what ?? "", /as root of the container web-1 \(docker\)/);
  assert.match(said("sudo -i", "user", bare)[0]?.what ?? "", /as root of the container web-1,/);
});
