import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import {
  type DisposableRoot,
  openDisposableRoot,
  type RunEnd,
} from "../support/disposable-root.ts";
import { buildBundles } from "../support/handrail-home.ts";
import { skipUnless } from "../support/need.ts";
import { repository } from "../support/repository.ts";

const tools = ["unshare", "nsenter", "dpkg-deb", "setfacl", "sudo"];

/** A package with a set-id program, installed, its archive kept as apt keeps it. */
const install = `
  mkdir -p /tmp/p/DEBIAN /tmp/p/usr/bin /tmp/p/usr/share/probe && cd /tmp
  printf 'Package: probe\\nVersion: 1:2\\nArchitecture: all\\nMaintainer: A <a@example.org>\\nDescription: probe\\n' >p/DEBIAN/control
  cp /bin/true p/usr/bin/probe-tool; chmod 4755 p/usr/bin/probe-tool; echo data >p/usr/share/probe/data
  chmod 644 p/usr/share/probe/data; dpkg-deb --root-owner-group --build p /var/cache/apt/archives/probe_1%3a2_all.deb
  dpkg -i /var/cache/apt/archives/probe_1%3a2_all.deb`;
const spoil = `
  chown ann:games /usr/bin/probe-tool; chmod 777 /usr/bin/probe-tool
  setfacl -m u:games:rw /usr/share/probe/data; chmod 700 /usr/share/probe`;
const look =
  "stat -c '%a %U:%G' /usr/bin/probe-tool /usr/share/probe /usr/share/probe/data; getfacl -cs /usr/share/probe/data";
const packaged = "4755 root:root\n755 root:root\n644 root:root\n";

/** What the guards say of the rights that an undo would give back. */
const accept = "--yes=changes-system-permissions,opens-permissions,removes-setuid";

describe("what the package says", { skip: skipUnless({ root: true, tools }) }, () => {
  let root: DisposableRoot;
  before(async () => {
    buildBundles();
    root = await openDisposableRoot();
    root.do(install);
  });
  after(() => root.close());

  const handrail = (...words: readonly string[]): RunEnd =>
    root.run([`${repository}/bin/handrail`, ...words]);

  it("is put back without a word from the guards, and spoiled again only knowingly", () => {
    assert.equal(root.do(look), packaged);
    root.do(spoil);
    const spoiled = root.do(look);
    assert.notEqual(spoiled, packaged);
    for (const path of ["/usr/bin/probe-tool", "/usr/share/probe"]) {
      const planned = JSON.parse(handrail("restore-permissions", path, "--plan", "--json").output);
      const above = planned.review?.findings?.filter(
        ({ severity }: { severity: string }) => severity !== "note",
      );
      assert.deepEqual(above ?? [], [], JSON.stringify(above));
      const done = handrail("restore-permissions", path);
      assert.equal(done.status, 0, done.output + done.errors);
    }
    assert.equal(root.do(look), packaged);
    assert.match(handrail("restore-permissions", "/usr/bin/probe-tool").output, /as packaged/);
    const undone = handrail("undo");
    assert.equal(undone.status, 0, undone.output + undone.errors);
    const between = root.do(look);
    // The set-id program would be anybody's to change again.
    assert.equal(handrail("undo").status, 125);
    assert.equal(root.do(look), between);
    const accepted = handrail("undo", accept);
    assert.equal(accepted.status, 0, accepted.output + accepted.errors);
    assert.equal(root.do(look), spoiled);
  });
});
