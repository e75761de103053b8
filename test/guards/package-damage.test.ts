import assert from "node:assert/strict";
import { test } from "node:test";
import { bypassesPackages } from "../../src/guards/bypasses-packages.ts";
import { removesRequiredPackages } from "../../src/guards/removes-required-packages.ts";
import { foreseeLine } from "../../src/plan/foresee.ts";
import { fixtureFacts } from "../support/fixture-facts.ts";
import { fixtureMachine, fixtureSituation, foreseeThere } from "../support/fixture-machine.ts";
import { fixtureWorld } from "../support/fixture-world.ts";

test("what keeps package managers apart is not taken away unasked", () => {
  const world = fixtureWorld();
  const locks = ["/var/lib/dpkg/lock-frontend", "/var/lib/pacman/db.lck"];
  for (const path of [...locks, "/var/lib/pacman/notes"]) world.file(path, "");
  const machine = { ...fixtureMachine("root"), world, facts: fixtureFacts(world, "root") };
  const judge = (line: string) => {
    const foreseen = foreseeLine(line, fixtureSituation("root"), machine);
    assert.ok(!("kind" in foreseen));
    return bypassesPackages.judge(foreseen, machine.facts);
  };
  for (const path of locks) {
    const [finding] = judge(`rm -f ${path}`);
    assert.equal(finding?.severity, "caution", path);
    assert.deepEqual(finding?.paths, [path]);
    assert.deepEqual(
      finding?.instead.map(({ line }) => line),
      [`fuser -v ${path}`],
    );
  }
  assert.deepEqual(judge("rm -f /var/lib/pacman/notes"), []);
  assert.deepEqual(judge("rm -f /var/lib/rpm/.rpm.lock"), [], "it is not there");
});

test("many packages that nobody named are worse than a few", () => {
  const foreseen = foreseeThere("sudo apt remove nginx-common", "user");
  const { facts } = fixtureMachine("user");
  const unnamed = foreseen.effects.filter(
    (effect) => effect.kind === "package" && effect.change?.isAutomatic === true,
  );
  assert.equal(unnamed.length, 1);
  const severityWith = (count: number) => {
    const effects = Array.from({ length: count }, () => unnamed).flat();
    return removesRequiredPackages.judge({ ...foreseen, effects }, facts)[0]?.severity;
  };
  assert.equal(severityWith(19), "caution");
  assert.equal(severityWith(20), "danger");
});
