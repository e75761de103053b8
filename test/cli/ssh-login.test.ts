import assert from "node:assert/strict";
import { after, afterEach, before, suite, test } from "node:test";
import { type DisposableRoot, openDisposableRoot } from "../support/disposable-root.ts";
import { buildBundles } from "../support/handrail-home.ts";
import { skipUnless } from "../support/need.ts";
import { repository } from "../support/repository.ts";
import { pause } from "../support/terminal-session.ts";

const tools = ["unshare", "nsenter", "setpriv", "sudo", "sshd", "ssh", "ssh-keygen"];
const handrail = `${repository}/bin/handrail`;
const accept = "--yes=locks-you-out,edits-checked-file,overwrites-files";
const places = "/etc/ssh/sshd_config /etc/ssh/sshd_config.d";

/** A real server on a port of its own; what it lets in is tried with a real key. */
suite("root over ssh, with a real sshd", { skip: skipUnless({ root: true, tools }) }, () => {
  let root: DisposableRoot;
  before(async () => {
    buildBundles();
    root = await openDisposableRoot();
    root.do(`echo 'ann ALL=(ALL) NOPASSWD: ALL' >/etc/sudoers.d/ann
      mkdir -p -m 755 /run/sshd
      mkdir -m 700 /root/.ssh
      ssh-keygen -q -t ed25519 -N '' -f /root/.ssh/id_ed25519
      cp /root/.ssh/id_ed25519.pub /root/.ssh/authorized_keys
      [ -e /etc/ssh/ssh_host_ed25519_key ] || ssh-keygen -q -t ed25519 -N '' -f /etc/ssh/ssh_host_ed25519_key
      printf 'Include /etc/ssh/sshd_config.d/*.conf\\nUsePAM yes\\n' >/etc/ssh/sshd_config
      rm -rf /etc/ssh/sshd_config.d && mkdir /etc/ssh/sshd_config.d
      echo 'PermitRootLogin yes' >/etc/ssh/sshd_config.d/50-cloud-init.conf
      cp -a ${places} /srv
      /usr/sbin/sshd -p 2222`);
  });
  after(() => root?.close());
  afterEach(() =>
    root.do(`rm -rf ${places} && cp -a /srv/sshd_config /srv/sshd_config.d /etc/ssh`),
  );

  const inForce = (name: string): string =>
    root.do(`sshd -T -C user=root,host=localhost,addr=127.0.0.1 | sed -n 's/^${name} //p'`).trim();
  const state = (): string =>
    root.do(`find ${places} -printf '%p %y %m %U %G %T@\\n' | sort
      find ${places} -type f | sort | xargs md5sum`);
  const letsIn = async (): Promise<boolean> => {
    root.do("kill -HUP $(cat /run/sshd.pid)");
    await pause(500);
    const options = "-o StrictHostKeyChecking=no -o BatchMode=yes -o LogLevel=ERROR -p 2222";
    return root.run(["ssh", ...options.split(" "), "root@127.0.0.1", "true"]).status === 0;
  };
  const work = (words: readonly string[], as: "root" | "ann" = "root") =>
    root.run([handrail, ...words, accept], { as });

  for (const person of ["root", "ann"] as const) {
    test(`${person} closes it, the server keeps to it, and undo is exact`, async () => {
      root.do("echo 'PermitEmptyPasswords yes' >>/etc/ssh/sshd_config");
      const before = state();
      assert.equal(inForce("permitrootlogin"), "yes");
      assert.ok(await letsIn());

      const done = work(["ssh-login", "no"], person);
      assert.equal(done.status, 0, `${done.output}${done.errors}`);
      assert.match(done.output, /nothing here can tell it\s+to/);
      assert.equal(root.run(["sshd", "-t"]).status, 0);
      assert.equal(inForce("permitrootlogin"), "no");
      assert.equal(inForce("permitemptypasswords"), "no");
      assert.equal(await letsIn(), false);

      const undone = work(["undo", /\((\w{7})\)/.exec(done.output)?.[1] ?? ""], person);
      assert.equal(undone.status, 0, `${undone.output}${undone.errors}`);
      assert.equal(state(), before);
      assert.equal(inForce("permitrootlogin"), "yes");
      assert.ok(await letsIn());
    });
  }

  test("with a key only: the key still comes in, a password could not", async () => {
    const { status, output } = work(["ssh-login", "prohibit-password"]);
    assert.equal(status, 0, output);
    assert.equal(inForce("permitrootlogin"), "without-password");
    assert.ok(await letsIn());
  });

  test("where another file is read first, the first line of all says it", () => {
    root.do("echo 'PermitRootLogin yes' >/etc/ssh/sshd_config.d/00-a.conf");
    const before = state();
    const { status, output } = work(["ssh-login", "no"]);
    assert.equal(status, 0, output);
    assert.equal(inForce("permitrootlogin"), "no");
    assert.equal(work(["undo"]).status, 0);
    assert.equal(state(), before);
  });

  test("settings that are not sound are left as they are, and it is said why", () => {
    root.do("echo 'Nonsense yes' >>/etc/ssh/sshd_config");
    const before = state();
    const { status, output, errors } = work(["ssh-login", "no"]);
    assert.equal(status, 1);
    assert.match(output, /sshd ended with status 255[\s\S]*Bad configuration option: Nonsense\n/);
    assert.match(errors, /Nothing was changed\./);
    assert.doesNotMatch(errors, /takes back/);
    assert.equal(state(), before);
  });

  test("a condition that lets root in all the same is named, and nothing is written", () => {
    root.do("printf 'Match User root\\n  PermitRootLogin yes\\n' >>/etc/ssh/sshd_config");
    const before = state();
    const { status, errors } = work(["ssh-login", "no"]);
    assert.equal(status, 1);
    assert.match(errors, /A Match block sets PermitRootLogin yes for root[\s\S]*sshd_config:4/);
    assert.equal(state(), before);
  });

  test("what is so already, and what is no answer, change nothing", () => {
    const before = state();
    root.do("echo 'PermitRootLogin no' >/etc/ssh/sshd_config.d/10-mine.conf");
    const { status, output } = work(["ssh-login", "no"]);
    assert.equal(status, 0);
    assert.match(output, /PermitRootLogin is no already/);
    root.do("rm /etc/ssh/sshd_config.d/10-mine.conf");
    assert.equal(work(["ssh-login", "perhaps"]).status, 64);
    assert.equal(work(["ssh-login"]).status, 64);
    assert.equal(
      state().replace(/sshd_config\.d d.*/, ""),
      before.replace(/sshd_config\.d d.*/, ""),
    );
  });
});
