import assert from "node:assert/strict";
import { after, before, suite, test } from "node:test";
import { type DisposableRoot, openDisposableRoot } from "../support/disposable-root.ts";
import { buildBundles } from "../support/handrail-home.ts";
import { skipUnless } from "../support/need.ts";
import { repository } from "../support/repository.ts";

const tools = ["unshare", "nsenter", "setpriv"];
const guard = `${repository}/bin/guard`;

/** Containers and live systems: a file of a lower layer becomes another inode by its first link. */
suite("on an overlay", { skip: skipUnless({ root: true, tools }) }, () => {
  let root: DisposableRoot;
  before(async () => {
    buildBundles();
    root = await openDisposableRoot();
  });
  after(() => root?.close());

  const accept =
    "--yes=deletes-required-files,overwrites-files,edits-checked-file,changes-system-permissions";
  const state = (path: string): string =>
    root.do(`find ${path} | sort | xargs stat -c '%n %F %a %U %G'
      find ${path} -type f | sort | xargs md5sum`);

  for (const [line, path] of [
    ["rm /etc/issue", "/etc/issue"],
    ["rm -r /etc/pam.d", "/etc/pam.d"],
    ["sed -i s/a/b/ /etc/login.defs", "/etc/login.defs"],
    ["cp /etc/hostname /etc/issue.net", "/etc/issue.net"],
  ] as const) {
    test(`${line}: what a lower layer holds is kept and comes back`, () => {
      const before = state(path);
      const run = root.run([guard, accept, "-c", line]);
      assert.equal(run.status, 0, run.errors);
      assert.equal(
        root.run(["bash", "-c", `test -e ${path}`]).status,
        line.startsWith("rm") ? 1 : 0,
      );
      const undo = root.run([guard, "--undo"]);
      assert.equal(undo.status, 0, undo.errors);
      assert.equal(state(path), before);
    });
  }
});
