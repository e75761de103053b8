import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { seriousFindings, worstOf } from "../support/cases.ts";
import type { FixtureUser } from "../support/fixture-facts.ts";
import { foreseeThere } from "../support/fixture-machine.ts";

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

  it("is no change of the line itself", () => {
    const { changes } = foreseeThere("echo 'rm -rf ~/Documents' >> ~/.profile", "user");
    assert.deepEqual(changes(), [{ path: "/home/ann/.profile", change: "modified" }]);
  });

  it("is looked at once, whatever it leaves in its turn", () => {
    const line = "echo 'echo \"rm -rf ~\" >> ~/.profile' >> ~/.bashrc";
    assert.equal(worstOf(seriousFindings(line, "user")), undefined);
  });
});
