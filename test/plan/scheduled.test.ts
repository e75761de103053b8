import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { foreseeLine } from "../../src/plan/foresee.ts";
import { seriousFindings, worstOf } from "../support/cases.ts";
import { type FixtureUser, fixtureFacts } from "../support/fixture-facts.ts";
import { fixtureMachine, fixtureSituation, foreseeThere } from "../support/fixture-machine.ts";
import { fixtureWorld } from "../support/fixture-world.ts";

const cases: readonly (readonly [as: FixtureUser, line: string, worst: string | undefined])[] = [
  ["user", "(crontab -l; echo '* * * * * rm -rf ~') | crontab -", "danger"],
  ["user", "(crontab -l; echo '* * * * * ls') | crontab -", undefined],
  ["user", "echo 'rm -rf ~/Documents' >> ~/.profile", "danger"],
  ["user", "echo 'rm -rf ~/Documents' >> ~/.profiles", undefined],
  ["user", "echo 'eval \"$(starship init bash)\"' >> ~/.bashrc", undefined],
  ["root", "echo '0 3 * * * root rm -rf /srv/site' > /etc/cron.d/x", "danger"],
  ["root", "echo '# 0 3 * * * root rm -rf /srv/site' > /etc/cron.d/x", undefined],
  ["root", "echo '@reboot root rm -rf /etc' > /etc/cron.d/x", "critical"],
  [
    "root",
    "printf '[Service]\\nExecStart=-/bin/rm -rf /srv/site\\n' > /etc/systemd/system/x.service",
    "danger",
  ],
  ["root", "printf '[Service]\\nExecStart=/bin/ls\\n' > /etc/systemd/system/x.service", undefined],
];

describe("what a line leaves to be run later", () => {
  for (const [as, line, worst] of cases) {
    it(`${line} is ${worst ?? "quiet"}`, () => {
      assert.equal(worstOf(seriousFindings(line, as)), worst);
    });
  }

  it("is not what a new home is filled with", () => {
    const world = fixtureWorld();
    world
      .file("/etc/skel/.profile", "rm -rf /etc/nginx\n")
      .file("/etc/other", "rm -rf /etc/nginx\n");
    const machine = { ...fixtureMachine("root"), world, facts: fixtureFacts(world, "root") };
    const laterOf = (line: string) => {
      const foreseen = foreseeLine(line, fixtureSituation("root"), machine);
      assert.ok(!("kind" in foreseen));
      return foreseen.later?.().map(({ where }) => where) ?? [];
    };
    assert.deepEqual(laterOf("useradd -m carol"), []);
    assert.deepEqual(laterOf("cp /etc/other /home/bob/.profile"), ["/home/bob/.profile"]);
  });

  it("is no change of the line itself", () => {
    const { changes } = foreseeThere("echo 'rm -rf ~/Documents' >> ~/.profile", "user");
    assert.deepEqual(changes(), [{ path: "/home/ann/.profile", change: "modified" }]);
  });

  it("is looked at once, whatever it leaves in its turn", () => {
    const line = "echo 'echo \"rm -rf ~\" >> ~/.profile' >> ~/.bashrc";
    assert.equal(worstOf(seriousFindings(line, "user")), undefined);
  });
});
