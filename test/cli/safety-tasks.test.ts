import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, suite, test } from "node:test";
import type { CheckUpItem } from "../../src/domain/check-up.ts";
import { type DisposableRoot, openDisposableRoot } from "../support/disposable-root.ts";
import { buildBundles } from "../support/handrail-home.ts";
import { skipUnless } from "../support/need.ts";
import { repository } from "../support/repository.ts";
import { pause, readingTime, TerminalSession } from "../support/terminal-session.ts";

const tools = ["unshare", "nsenter", "dpkg-deb", "dpkg-scanpackages", "find", "sudo"];
const handrail = `${repository}/bin/handrail`;

/** Lines about accounts, ssh and sources are mended, and what was mended can be taken back. */
suite("what the check-up finds open is closed", { skip: skipUnless({ root: true, tools }) }, () => {
  let root: DisposableRoot;
  before(async () => {
    buildBundles();
    root = await openDisposableRoot();
    root.do(readFileSync(`${repository}/test/support/spoiled-root.bash`, "utf8"));
    root.do("echo 'ann ALL=(ALL) NOPASSWD: ALL' >/etc/sudoers.d/ann");
  });
  after(() => root?.close());

  // Whoever runs this over ssh as root is told of the way in that is closed.
  const accept = "--yes=breaks-account,overwrites-files,locks-you-out";
  const mend = (...words: readonly string[]): string => {
    const { status, output, errors } = root.run([handrail, ...words, accept]);
    assert.equal(status, 0, `${output}${errors}`);
    return /\((\w{7})\)/.exec(output)?.[1] ?? "";
  };
  const takeBack = (id: string): void => {
    const { status, output, errors } = root.run([handrail, "undo", id, accept]);
    assert.equal(status, 0, `${output}${errors}`);
  };
  const fileOf = (path: string): string => root.do(`cat ${path}`);
  const lineOf = (id: string): CheckUpItem | undefined => {
    const { output } = root.run([handrail, "check-up", "--json"]);
    const { items } = JSON.parse(output) as { items: CheckUpItem[] };
    return items.find((item) => item.id === id);
  };

  test("accounts: several are asked for, each is locked as it needs, and comes back", () => {
    const before = root.do("cat /etc/passwd /etc/shadow");
    const asked = root.run([handrail, "lock-account"]);
    assert.equal(asked.status, 64, asked.output);
    assert.match(
      asked.errors,
      /Which account[\s\S]*--answer accounts=eve\n {4}--answer accounts=toor/,
    );
    const id = mend("lock-account", "eve", "toor");
    assert.match(root.do("getent shadow eve"), /^eve:!/);
    assert.match(root.do("getent passwd toor"), /\/usr\/sbin\/nologin$/m);
    assert.match(root.do("getent shadow toor"), /^toor:!.*:1:$/m);
    assert.equal(root.run(["su", "toor", "-c", "true"], { as: "ann" }).status, 1);
    assert.equal(lineOf("accounts")?.condition, "ok");
    assert.equal(root.run([handrail, "lock-account"]).status, 0);
    takeBack(id);
    assert.equal(root.do("cat /etc/passwd /etc/shadow"), before);
  });

  test("a level: what was written comes back to the letter, and where none was, none is", () => {
    const entry = (): string => root.do("getent passwd root");
    for (const gecos of [
      "root",
      "",
      "Root,,,",
      "Root,1,2,3,other words",
      "R,,,,handrail=novice x",
    ]) {
      root.do(`usermod -c '${gecos}' root`);
      const before = entry();
      const id = mend("level", "expert");
      assert.match(entry(), /^root:[^:]*:0:0:[^:]*\bhandrail=expert\b/);
      takeBack(id);
      assert.equal(entry(), before);
    }
  });

  test("a level that was never written is taken back after other changes, and undone once more", () => {
    root.do("usermod -c root root");
    const before = root.do("getent passwd root");
    const id = mend("level", "expert");
    root.do("useradd -m later; userdel later");
    const { output } = root.run([handrail, "undo", id, "--json", "--plan"]);
    assert.match(output, /"kind":"clear-level"/);
    const undone = mend("undo", id);
    assert.equal(root.do("getent passwd root"), before);
    takeBack(undone);
    assert.match(root.do("getent passwd root"), /handrail=expert/);
  });

  test("accounts that are not there, and root's own, are refused at once", () => {
    const none = root.run([handrail, "lock-account", "nobody-like-this", "--json"]);
    assert.equal(none.status, 1);
    assert.match(none.output, /There is no account nobody-like-this/);
    assert.match(root.run([handrail, "lock-account", "root"]).errors, /root itself is not locked/);
  });

  test("ssh: a file of its own where that is read first, else the first line", () => {
    const main = "/etc/ssh/sshd_config";
    const id = mend("ssh-login", "--answer", "root=prohibit-password");
    assert.equal(fileOf(main), "PermitRootLogin prohibit-password\nPermitRootLogin yes\n");
    assert.equal(lineOf("root-login")?.condition, "ok");
    takeBack(id);
    assert.equal(fileOf(main), "PermitRootLogin yes\n");

    root.do(`mkdir -p /etc/ssh/sshd_config.d
      printf 'Include /etc/ssh/sshd_config.d/*.conf\\nPermitRootLogin yes\\n' >${main}
      echo 'PermitRootLogin yes' >/etc/ssh/sshd_config.d/50-cloud-init.conf`);
    const other = mend("ssh-login", "no");
    const own = "/etc/ssh/sshd_config.d/00-handrail-permit-root-login.conf";
    assert.equal(fileOf(own), "PermitRootLogin no\n");
    assert.match(lineOf("root-login")?.details[0] ?? "", /00-handrail/);
    takeBack(other);
    assert.equal(root.run(["test", "-e", own]).status, 1);

    // Another file comes first: one's own would count for nothing.
    root.do("echo 'PermitRootLogin yes' >/etc/ssh/sshd_config.d/00-a.conf");
    mend("ssh-login", "no");
    assert.match(fileOf(main), /^PermitRootLogin no\nInclude/);
    assert.equal(lineOf("root-login")?.condition, "ok");
  });

  test("sources: a signature is asked for, or the source is switched off", () => {
    const file = "/etc/apt/sources.list.d/more.sources";
    root.do(`printf '# mine\\nTypes: deb\\nURIs: http://c.example.test\\nSuites: s t\\nTrusted: yes\\n\\n' >${file}
      printf 'Types: deb\\nEnabled: yes\\nURIs: http://d.example.test\\nSuites: s\\nAllow-Insecure: yes\\n' >>${file}`);
    const before = fileOf(file);
    const id = mend("mend-sources", "demand-signature");
    assert.equal(lineOf("sources")?.condition, "ok");
    assert.equal(
      fileOf("/etc/apt/sources.list.d/blind.list"),
      "deb http://blind.example.test/debian stable main\n",
    );
    takeBack(id);
    assert.equal(fileOf(file), before);
    assert.equal(lineOf("sources")?.condition, "danger");

    const answer = "sources=http://c.example.test,http://d.example.test";
    mend("mend-sources", "switch-off", "--answer", answer);
    assert.equal(
      fileOf(file),
      before.replace("# mine\n", "# mine\nEnabled: no\n").replace("Enabled: yes", "Enabled: no"),
    );
    assert.match(lineOf("sources")?.summary ?? "", /^2 sources/);
    assert.equal(root.run(["apt-get", "indextargets"]).status, 0);
  });

  test("from the home screen, Enter leads to the review of what mends the line", async () => {
    const environment = { TERM: "xterm-256color", LANG: "C.UTF-8" };
    const words = root.enter([handrail], { as: "ann", environment });
    const session = new TerminalSession(words, { directory: "/", environment });
    try {
      await session.shows(/equal to root \(toor\) +lock/);
      // Lines still come in above and below.
      for (let step = 0; step < 20 && !/ > !! 1 account/.test(session.screen()); step += 1) {
        session.type("k");
        await pause(100);
      }
      await session.shows(/ > !! 1 account equal to root/);
      session.type("\r");
      await session.shows(/Lock toor[\s\S]*Carry it out\?/);
      await pause(readingTime);
      session.type("y");
      await session.shows(/ok done/);
      assert.match(root.do("getent passwd toor"), /nologin$/m);
      session.type("\r");
      await session.shows(/This machine now/);
      assert.doesNotMatch(session.screen(), /equal to root/);
    } finally {
      session.kill("SIGKILL");
    }
  });
});
