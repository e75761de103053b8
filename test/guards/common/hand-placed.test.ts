import assert from "node:assert/strict";
import { test } from "node:test";
import { bypassesPackages } from "../../../src/guards/bypasses-packages.ts";
import { isOfPackages } from "../../../src/guards/common/hand-placed.ts";
import { guards } from "../../../src/guards/index.ts";
import { fixtureMachine, foreseeThere } from "../../support/fixture-machine.ts";

const { facts } = fixtureMachine("user");

function judge(line: string) {
  return bypassesPackages.judge(foreseeThere(line, "user"), facts);
}

test("places that only packages fill, beside those that are left to people", () => {
  for (const path of ["/usr/bin/x", "/bin/x", "/usr/lib/a/b.so", "/usr/libexec/x", "/lib64/x"]) {
    assert.ok(isOfPackages(path), path);
  }
  for (const path of [
    "/usr/local/bin/x",
    "/usr/local/lib/x.so",
    "/opt/x/bin/x",
    "/etc/x",
    "/usr/share/keyrings/x.gpg",
    "/usr/src/x",
    "/home/ann/bin/x",
    "/usr/bin",
    "/srv/lib/x",
    "/games/x",
  ]) {
    assert.ok(!isOfPackages(path), path);
  }
});

/** What is offered first for a file that no package knows of. */
const elsewhere: readonly (readonly [line: string, instead: string])[] = [
  ["sudo cp tool /usr/bin/", "sudo cp tool /usr/local/bin/"],
  ["sudo cp tool /bin/other", "sudo cp tool /usr/local/bin/other"],
  ["sudo mv tool /usr/bin/other", "sudo mv tool /usr/local/bin/other"],
  [
    "sudo ln -sf /usr/bin/python3 /usr/bin/python",
    "sudo ln -sf /usr/bin/python3 /usr/local/bin/python",
  ],
  ["sudo cp data.csv /usr/lib64/x.so", "sudo cp data.csv /usr/local/lib/x.so"],
  ["sudo rsync -a site/ /usr/lib/site/", "sudo rsync -a site/ /usr/local/lib/site/"],
];

for (const [line, instead] of elsewhere) {
  test(`${line}: ${instead}`, () => {
    const [said] = judge(line);
    assert.equal(said?.severity, "caution");
    assert.equal(said?.instead[0]?.line, instead);
  });
}

test("a file of a package that is mended in place is no new one", () => {
  const [said] = judge("sudo sed -i.bak s/a/b/ /usr/bin/less");
  assert.equal(said?.title, "This would change 1 file of packages by hand");
});

/** Lines of which one guard speaks, and this one not as well. */
const spokenOf: readonly (readonly [line: string, guard: string])[] = [
  ["sudo cp data.csv /usr/bin/less", "overwrites-files"],
  ["sudo chown ann /usr/bin/less", "changes-system-permissions"],
  ["sudo rm /usr/bin/less", "deletes-required-files"],
  ["sudo mv /usr/bin/less /usr/bin/less.old", "deletes-required-files"],
  ["echo 'bob may do all' | sudo tee -a /etc/sudoers", "edits-checked-file"],
];

for (const [line, id] of spokenOf) {
  test(`${line} is ${id}'s alone`, () => {
    const foreseen = foreseeThere(line, "user");
    const grave = guards.filter((guard) =>
      guard.judge(foreseen, facts).some(({ severity }) => severity !== "note"),
    );
    const ids: readonly string[] = grave.map((guard) => guard.id);
    assert.ok(ids.includes(id), `${ids}`);
    assert.ok(!ids.includes("bypasses-packages"), `${ids}`);
  });
}
