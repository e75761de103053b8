import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, suite, test } from "node:test";
import type { CheckUpItem } from "../../src/domain/check-up.ts";
import { describeMending } from "../../src/reports/check-up.ts";
import {
  type DisposableRoot,
  openDisposableRoot,
  type Resident,
} from "../support/disposable-root.ts";
import { buildBundles } from "../support/handrail-home.ts";
import { skipUnless } from "../support/need.ts";
import { repository } from "../support/repository.ts";
import { pause, TerminalSession } from "../support/terminal-session.ts";

const skip = skipUnless({
  root: true,
  tools: ["unshare", "nsenter", "dpkg-deb", "dpkg-scanpackages", "find"],
});

suite("a system spoiled in every way", { skip }, () => {
  let root: DisposableRoot;
  before(async () => {
    buildBundles();
    root = await openDisposableRoot();
    root.do(readFileSync(join(repository, "test/support/spoiled-root.bash"), "utf8"));
  });
  after(() => root?.close());

  const handrail = join(repository, "bin/handrail");

  function checkUp(as: Resident): ReadonlyMap<string, CheckUpItem> {
    const { status, output, errors } = root.run(
      [handrail, "check-up", "--json", "--answer", "fetch=yes"],
      { as },
    );
    assert.equal(status, 0, errors);
    const { schema, items } = JSON.parse(output) as { schema: string; items: CheckUpItem[] };
    assert.equal(schema, "handrail/check-up@1");
    return new Map(items.map((item) => [item.id, item]));
  }

  function expectItem(item: CheckUpItem | undefined, condition: string, text: RegExp): void {
    const shown = [item?.summary, ...(item?.details ?? [])].join("\n");
    assert.equal(item?.condition, condition, shown);
    assert.match(shown, text);
  }

  /** The command that a line names makes a plan, and the plan has something to do. */
  function expectMendable(items: ReadonlyMap<string, CheckUpItem>, ids: readonly string[]): void {
    for (const id of ids) {
      const mending = items.get(id)?.mending;
      assert.ok(mending !== undefined, id);
      const line = describeMending(mending).replace(/^handrail/, handrail);
      const { status, output, errors } = root.run(["bash", "-c", `${line} --plan`]);
      assert.equal(status, 0, `${line}\n${output}${errors}`);
      assert.match(output, /chmod/, line);
    }
  }

  /** What the system is like, file by file. */
  function fingerprint(): string {
    const watched = "/etc /usr/bin /usr/lib/probe /var/lib/dpkg /home";
    return root.do(`find ${watched} -xdev -printf '%p %m %U %G %s %T@\\n' | sort | sha256sum`);
  }

  test("root sees all of it, and nothing is changed by looking", () => {
    const before = fingerprint();
    const items = checkUp("root");
    assert.equal(fingerprint(), before);
    expectItem(items.get("identity"), "caution", /^you are root/);
    expectItem(items.get("system-files"), "caution", /^\/usr\/lib\/probe\/data {2}changed$/m);
    expectItem(items.get("system-files"), "caution", /configuration file.* changed here/);
    expectItem(
      items.get("packaged-permissions"),
      "danger",
      /^\/usr\/bin\/probe-tool {2}0666 root:root, 0755 root:root by probe-tool$/m,
    );
    expectItem(items.get("packaged-permissions"), "danger", /^\/usr\/bin\/probe-fetch {2}0644/m);
    assert.equal(root.run(["ls", "/var/cache/handrail/fetched"]).status, 2);
    expectItem(items.get("packages"), "caution", /half installed \(probe-half\)/);
    expectItem(
      items.get("accounts"),
      "danger",
      /without a password \(eve\).*equal to root \(toor\)/,
    );
    expectItem(items.get("set-id"), "danger", /^\/usr\/local\/bin\/as-root {2}4755/m);
    expectItem(items.get("world-writable"), "danger", /^\/etc\/open-to-all {2}0777 directory$/m);
    expectItem(items.get("private-keys"), "danger", /^\/home\/ann\/\.ssh\/id_ed25519 {2}0644/m);
    expectItem(items.get("sources"), "danger", /blind\.example\.test.*trusted=yes/);
    expectItem(items.get("root-login"), "danger", /sshd_config:1/);
    expectItem(items.get("restarts"), "caution", /started anew.*linux-image-test.*old-sleep/s);
    assert.equal(items.get("private-keys")?.mending?.answers.path, "/home/ann/.ssh/id_ed25519");
    for (const item of items.values()) assert.equal(item.needs, undefined, item.id);
    expectMendable(items, ["world-writable", "set-id", "private-keys", "packaged-permissions"]);
  });

  test("a user sees less, and is told where", () => {
    const items = checkUp("ann");
    expectItem(items.get("identity"), "ok", /^you are ann/);
    expectItem(items.get("accounts"), "danger", /^1 account equal to root \(toor\)$/m);
    assert.equal(items.get("accounts")?.needs, "root");
    expectItem(items.get("world-writable"), "danger", /open-to-all/);
    expectItem(items.get("packaged-permissions"), "danger", /probe-tool {2}0666/);
    expectItem(items.get("root-login"), "danger", /Read from the server's configuration/);
  });

  test("set-id programs and open files that Handrail keeps for an undo are no findings", () => {
    root.do(`cp /bin/true /usr/local/bin/kept-program && chmod 4755 /usr/local/bin/kept-program
      echo x >/srv/kept-file && chmod 666 /srv/kept-file
      ${join(repository, "bin/guard")} --level expert --yes=deletes-own-files \
        rm /usr/local/bin/kept-program /srv/kept-file
      [ -n "$(find /var/lib/handrail/kept -perm -4000)" ]`);
    const { output } = root.run([handrail, "check-up", "--json"]);
    assert.match(output, /as-root/);
    assert.doesNotMatch(output, /handrail\/kept/);
  });

  test("in text, names cannot do anything to the terminal", () => {
    const { status, output } = root.run([handrail, "check-up"], { as: "ann" });
    assert.equal(status, 0);
    assert.match(output, /^ !! danger: anybody on this machine can change 2 files of the system$/m);
    assert.match(output, /evil\\n\\x1b\[2Jname/);
    assert.match(
      output,
      /^ {4}Mend {5}handrail permissions \/\S+ --answer recursive=no --answer change=-others$/m,
    );
    assert.match(output, /^Root sees more of: .*accounts/m);
    assert.doesNotMatch(output, /\u001b/);
  });

  test("nothing of a person's own is run, whatever their environment says", () => {
    root.do(
      `mkdir bin
      for name in dpkg dpkg-deb apt-get apt-config find setpriv sshd env; do
        printf '#!/bin/sh\\ntouch /home/ann/ran\\n' >bin/$name
      done
      chmod 755 bin/*
      echo 'Dir::Bin::dpkg "/home/ann/bin/dpkg";' >apt.conf
      echo 'pre-invoke=touch /home/ann/ran' >.dpkg.cfg`,
      { as: "ann" },
    );
    const environment = {
      PATH: "/home/ann/bin:/usr/bin:/bin",
      APT_CONFIG: "/home/ann/apt.conf",
      DPKG_ROOT: "/home/ann",
    };
    const { status } = root.run([handrail, "check-up"], { as: "ann", environment });
    assert.equal(status, 0);
    assert.equal(root.run(["test", "-e", "/home/ann/ran"]).status, 1);
  });

  test("a line is told as soon as it is known", async () => {
    const [program, ...words] = root.enter([handrail, "check-up"], { as: "ann" });
    const begun = performance.now();
    const child = spawn(program, words, { stdio: ["ignore", "pipe", "ignore"] });
    const times: number[] = [];
    child.stdout.on("data", () => times.push(performance.now() - begun));
    await new Promise((resolve) => child.on("close", resolve));
    const [first = 0, last = 0] = [times[0], times.at(-1)];
    assert.ok(first < last / 2, `told at ${times.map(Math.round).join(", ")} ms`);
    assert.ok(times.length > 3);
  });

  test("a person mends a line from the home screen, and sees it in order then", async () => {
    const environment = { TERM: "xterm-256color", LANG: "C.UTF-8" };
    const session = new TerminalSession(root.enter([handrail], { as: "ann", environment }), {
      directory: "/",
      environment,
    });
    try {
      await session.shows(/parts? of this machine in order(?![\s\S]*still looking)/, 60);
      session.type("a\u001b[H");
      await session.shows(/private key can be read by everybody/);
      for (let row = 0; !/> .*private key/.test(session.screen()) && row < 30; row += 1) {
        session.type("\u001b[B");
        await pause(150);
      }
      session.type("\r");
      await session.shows(/Who may do what +\/home\/ann\/\.ssh\/id_ed25519/);
      await session.shows(/Enter/);
      await pause(700);
      session.type("\r");
      await session.shows(/Carry it out\?/);
      await pause(400);
      session.type("y");
      await session.shows(/ok done/);
      const mode = root.do("stat -c %a /home/ann/.ssh/id_ed25519").trim();
      assert.match(mode, /^600$/);
      for (let level = 0; !/This machine now/.test(session.screen()) && level < 5; level += 1) {
        session.type("\u001b");
        await pause(700);
      }
      await session.shows(/ok no private key can be read by others/, 30);
    } finally {
      session.kill("SIGKILL");
    }
  });
});
