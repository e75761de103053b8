import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { guards } from "../../src/guards/index.ts";
import { seriousFindings } from "../support/cases.ts";
import type { FixtureUser } from "../support/fixture-facts.ts";
import { fixtureMachine, foreseeThere } from "../support/fixture-machine.ts";

function absentIn(line: string, as: FixtureUser = "user"): readonly string[] | undefined {
  return foreseeThere(line, as).asIfThere?.()?.absent;
}

describe("a line that fails for want of a file", () => {
  const risky: readonly (readonly [FixtureUser, string, guard: string])[] = [
    ["user", "mv letter-to-come.txt existing.txt", "overwrites-files"],
    ["user", "cp letter-to-come.txt existing.txt", "overwrites-files"],
    ["user", "chmod 777 to-come.txt", "opens-permissions"],
    ["user", "chmod -R 777 to-come/", "opens-permissions"],
    ["root", "dd if=to-come.img of=/dev/sda", "overwrites-disk"],
    ["root", "cp passwd.to-come /etc/passwd", "overwrites-files"],
    ["root", "sfdisk /dev/sda < layout.to-come", "overwrites-disk"],
    ["root", "dpkg -i --force-all to-come_1.0_all.deb", "bypasses-packages"],
    ["root", "rsync -a --delete /srv/to-come/ /etc/", "deletes-required-files"],
  ];
  for (const [as, line, guard] of risky) {
    it(`is judged as if it were there: ${line}`, () => {
      const found = seriousFindings(line, as).map((one) => one.guard);
      assert.ok(found.includes(guard), found.join());
    });
  }

  const quiet: readonly (readonly [FixtureUser, string])[] = [
    ["user", "cp to-come.txt new.txt"],
    ["user", "cp to-come.txt nowhere/new.txt"],
    ["user", "mv to-come.txt new.txt"],
    ["user", "cp to-come.txt existing.txt || echo none"],
    ["user", "rm to-come.txt"],
    ["user", "grep -q x to-come.txt && rm -rf Documents"],
    ["user", "[ -f to-come.txt ] && cp to-come.txt existing.txt"],
    ["user", "chmod 640 to-come.txt"],
    ["user", "sort < to-come.txt > new.txt"],
    ["root", "chown -R www-data: /srv/to-come"],
    ["root", "cp to-come.conf /etc/new.conf"],
  ];
  for (const [as, line] of quiet) {
    it(`is no alarm where it would be none: ${line}`, () => {
      assert.deepEqual(seriousFindings(line, as), []);
    });
  }

  it("names what is not here, one after the other, and nothing that it would make", () => {
    assert.deepEqual(absentIn("cp a.none b.none c.none Documents"), [
      "/home/ann/a.none",
      "/home/ann/b.none",
      "/home/ann/c.none",
    ]);
    assert.deepEqual(absentIn("mv a.none b.none"), ["/home/ann/a.none"]);
    assert.deepEqual(absentIn("install -m 644 a.none existing.txt"), ["/home/ann/a.none"]);
    assert.deepEqual(absentIn("cd src && sort < a.none"), ["/home/ann/src/a.none"]);
    assert.equal(absentIn("cp existing.txt b.none"), undefined);
    assert.equal(absentIn("cp existing.txt /none/b"), undefined);
  });

  it("says that it fails now", () => {
    const foreseen = foreseeThere("mv to-come.txt existing.txt", "user");
    const { facts } = fixtureMachine("user");
    const [said] = guards.flatMap((guard) => guard.judge(foreseen, facts));
    assert.match(said?.what ?? "", /^Without to-come\.txt, not here now, it fails\. With it: /);
    assert.deepEqual(foreseen.effects, []);
    assert.deepEqual(foreseen.changes(), []);
  });
});
