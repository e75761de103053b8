import assert from "node:assert/strict";
import { after, before, suite, test } from "node:test";
import type { CheckUpItem } from "../../src/domain/check-up.ts";
import { type DisposableRoot, openDisposableRoot } from "../support/disposable-root.ts";
import { buildBundles } from "../support/handrail-home.ts";
import { skipUnless } from "../support/need.ts";
import { repository } from "../support/repository.ts";
import { offerTinyPackages } from "../support/tiny-packages.ts";

const tools = ["unshare", "nsenter", "dpkg-deb", "dpkg-scanpackages", "find"];

/** With archives of its own: what apt keeps of the machine's packages may be nothing. */
suite("permissions of packages, at the first look", {
  skip: skipUnless({ root: true, tools }),
}, () => {
  let root: DisposableRoot;
  before(async () => {
    buildBundles();
    root = await openDisposableRoot();
    offerTinyPackages(root);
    root.do(`
      rm -f /var/cache/apt/archives/*.deb
      apt-get -y install tiny=1.0 tiny-data >/dev/null 2>&1
      cp /srv/packages/tiny_1.0.deb /var/cache/apt/archives/tiny_1.0_all.deb
      cp /srv/packages/tiny-data_1.0.deb /var/cache/apt/archives/tiny-data_1.0_all.deb
      # So little is left to compare that dpkg --verify ends before the walk of the disk.
      find /var/lib/dpkg/info -name '*.md5sums' -delete
    `);
  });
  after(() => root?.close());

  const look = (...words: readonly string[]): CheckUpItem | undefined => {
    const { output, errors } = root.run([
      `${repository}/bin/handrail`,
      "check-up",
      "--json",
      ...words,
    ]);
    const { items } = JSON.parse(output === "" ? errors : output) as { items: CheckUpItem[] };
    return items.find(({ id }) => id === "packaged-permissions");
  };

  test("without a cache some are verified, and it is said how many are not", () => {
    assert.equal(root.run(["test", "-e", "/var/cache/handrail"]).status, 1);
    const item = look();
    assert.equal(item?.condition, "note", item?.summary);
    assert.match(
      item?.summary ?? "",
      /as packaged in [12] of [\d,]+ packages; the others are not verified$/,
    );
    assert.ok(item?.details.some((detail) => /packages? not kept here/.test(detail)));
  });

  test("what differs is found, with the way back", () => {
    root.do("chmod 666 /usr/share/tiny/tiny");
    const item = look("--answer", "thorough=yes");
    assert.equal(item?.condition, "danger", item?.summary);
    assert.match(item?.details[0] ?? "", /^\/usr\/share\/tiny\/tiny {2}0666 .* by tiny$/);
    assert.equal(item?.mending?.answers.path, "/usr/share/tiny/tiny");
  });
});
