import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type AnnsSystem, openAnnsSystem, toolsOfAnn } from "../../support/anns-system.ts";
import { skipUnless } from "../../support/need.ts";
import { pause } from "../../support/terminal-session.ts";

const yes = "--yes=weakens-trust,cannot-foresee";

describe("plans carried out as root", {
  skip: skipUnless({ root: true, tools: toolsOfAnn }),
}, () => {
  let system: AnnsSystem;
  before(async () => {
    system = await openAnnsSystem();
  });
  after(() => system.root.close());

  it("asks for the password below the reason, and does what was shown", async () => {
    system.askForPassword();
    const terminal = system.onTerminal("install", "tiny", "--line", yes);
    await terminal.shows(/Carry it out\? \[y\/N\]/);
    terminal.type("y\r");
    await terminal.shows(
      /Handrail needs root's rights for: Install tiny\s+\[sudo\] password for ann/,
    );
    assert.equal(system.isInstalled("tiny"), false);
    terminal.type("secret\r");
    await terminal.shows(/Done\./);
    assert.equal(await terminal.ended, 0);
    assert.ok(system.isInstalled("tiny") && system.isInstalled("tiny-data"));
    assert.match(system.root.do("apt-mark showauto tiny tiny-data"), /^tiny-data$/m);
    assert.match(system.root.do("ls -l /var/log/handrail"), /^-r-------- 1 ann root/m);
    assert.match(system.root.do("stat -c %A%U /var/lib/handrail/journal"), /^drwx------root$/m);
  });

  it("takes back exactly what was added", () => {
    system.letWithoutPassword();
    assert.match(system.asAnn("history").output, /Install tiny \(as root\)/);
    assert.equal(system.asAnn("undo").status, 0);
    assert.ok(!system.isInstalled("tiny") && !system.isInstalled("tiny-data"));
    assert.match(system.asAnn("history").output, /undone\n +Install tiny \(as root\)/);
    // The other way: undo of the undo.
    const { id } = history().entries[0] ?? { id: "" };
    assert.equal(system.asAnn("undo", id, yes).status, 0);
    assert.ok(system.isInstalled("tiny") && system.isInstalled("tiny-data"));
    system.removeAll();
  });

  it("brings the version of before back", () => {
    system.letWithoutPassword();
    system.root.do("apt-get -y install tiny=1.0 >/dev/null 2>&1");
    const version = (): string => system.root.do("dpkg-query -W -f='${Version}' tiny");
    assert.equal(system.asAnn("update", yes).status, 0);
    assert.equal(version(), "2.0");
    assert.equal(system.asAnn("undo", yes).status, 0);
    assert.equal(version(), "1.0");
    system.removeAll();
  });

  it("does not take JSON's silence for a yes", () => {
    system.letWithoutPassword();
    const { status, output, errors } = system.asAnn("install", "tiny", "--json");
    assert.deepEqual([status, output], [125, ""]);
    assert.match(errors, /with --json nobody is asked.*\n.*--yes=weakens-trust/);
    assert.equal(system.isInstalled("tiny"), false);
  });

  it("does nothing for who may not become root", async () => {
    system.askForPassword();
    system.root.do("gpasswd --delete ann sudo");
    const terminal = system.onTerminal("install", "tiny", "--line", yes);
    await terminal.shows(/Carry it out/);
    terminal.type("y\r");
    await terminal.shows(/password for ann/);
    terminal.type("secret\r");
    await terminal.shows(/sudo did not give root's rights, so nothing was done\. It says:/);
    assert.equal(await terminal.ended, 125);
    system.root.do("gpasswd --add ann sudo");
    assert.equal(system.isInstalled("tiny"), false);
  });

  it("does nothing without the password", async () => {
    system.askForPassword();
    const terminal = system.onTerminal("install", "tiny", "--line", yes);
    await terminal.shows(/Carry it out/);
    terminal.type("y\r");
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      await terminal.shows(new RegExp(`(password for ann[^]*){${attempt}}: *$`));
      terminal.type("wrong\r");
    }
    await terminal.shows(/sudo did not give root's rights, so nothing was done/);
    assert.equal(await terminal.ended, 125);
    assert.equal(system.isInstalled("tiny"), false);
    const alone = system.asAnn("install", "tiny", yes);
    assert.equal(alone.status, 125);
    assert.match(alone.errors, /sudo wants a password, and there is no terminal to ask on/);
  });

  it("says what failed, what is done, and takes it back", () => {
    system.letWithoutPassword();
    const failed = system.asAnn("install", "tiny", "broken", yes);
    assert.equal(failed.status, 1);
    assert.match(failed.output, /step 1 of 1 failed: install .*status 100/);
    assert.match(failed.output, /The last it said:/);
    const { id } = history().entries[0] ?? { id: "" };
    assert.match(failed.errors, new RegExp(`handrail undo ${id} takes back`));
    assert.equal(system.asAnn("undo", id).status, 0);
    assert.equal(system.root.run(["dpkg-query", "-W", "broken"]).status, 1);
    assert.ok(!system.isInstalled("tiny"));
  });

  it("goes on when its terminal is gone, and tells of it afterwards", async () => {
    system.letWithoutPassword();
    const terminal = system.onTerminal("install", "slow", "--line", yes);
    await terminal.shows(/Carry it out/);
    terminal.type("y\r");
    await terminal.shows(/step 1 of 1: install slow/);
    terminal.kill("SIGHUP");
    await terminal.ended;
    assert.equal(system.isInstalled("slow"), false);
    assert.match(system.asAnn("history").output, /still running/);
    await waitFor(() => system.isInstalled("slow"));
    await waitFor(() => /undo: yes\n +Install slow/.test(system.asAnn("history").output));
    system.removeAll();
  });

  it("runs one plan at a time", async () => {
    system.letWithoutPassword();
    const first = system.onTerminal("install", "slow", "--line", yes);
    await first.shows(/Carry it out/);
    first.type("y\r");
    await first.shows(/step 1 of 1: install slow/);
    const second = system.asAnn("install", "tiny", yes);
    assert.equal(second.status, 75);
    assert.match(second.errors, /Another plan is being carried out right now/);
    assert.equal(await first.ended, 0);
    assert.equal(system.isInstalled("tiny"), false);
    system.removeAll();
  });

  it("a killed helper is noticed, its lock and its entry are not lost", async () => {
    system.letWithoutPassword();
    const terminal = system.onTerminal("install", "slow", "--line", yes);
    await terminal.shows(/Carry it out/);
    terminal.type("y\r");
    await terminal.shows(/step 1 of 1: install slow/);
    system.root.do("pkill -KILL -f 'handrail.cjs helper run'");
    await terminal.shows(/The process that carried it out is gone/);
    await terminal.shows(/undo {2}take back/);
    terminal.type("\r");
    assert.equal(await terminal.ended, 1);
    // What it had started goes on to its end: dpkg is not to be left half done.
    await waitFor(() => system.isInstalled("slow"));
    const { id, state } = history().entries[0] ?? { id: "", state: "" };
    assert.equal(state, "interrupted");
    assert.equal(system.asAnn("undo", id).status, 0);
    assert.equal(system.isInstalled("slow"), false);
  });

  it("waits for who else works with packages, by name", async () => {
    system.letWithoutPassword();
    system.root.do(
      `python3 -c 'import fcntl,time; f=open("/var/lib/dpkg/lock-frontend","w"); fcntl.lockf(f,fcntl.LOCK_EX); time.sleep(6)' >/dev/null 2>&1 </dev/null &`,
    );
    await pause(500);
    const { status, output } = system.asAnn("install", "tiny", yes);
    assert.match(output, /waiting for python3 \(process \d+\)/);
    assert.equal(status, 0, output);
    system.removeAll();
  });

  it("stops waiting when asked to", async () => {
    system.letWithoutPassword();
    system.root.do(
      `python3 -c 'import fcntl,time; f=open("/var/lib/dpkg/lock-frontend","w"); fcntl.lockf(f,fcntl.LOCK_EX); time.sleep(60)' >/dev/null 2>&1 </dev/null &`,
    );
    await pause(500);
    const terminal = system.onTerminal("install", "tiny", "--line", yes);
    await terminal.shows(/Carry it out/);
    terminal.type("y\r");
    await terminal.shows(/waiting for python3/);
    terminal.type("\u0003");
    await terminal.shows(/is using the package manager/);
    assert.equal(await terminal.ended, 75);
    system.root.do("pkill -f 'fcntl.lockf'");
    assert.equal(system.isInstalled("tiny"), false);
  });

  it("goes on by itself where systemd is said to run and does not answer", () => {
    system.letWithoutPassword();
    system.root.do("mkdir -p /run/systemd/system");
    const { status, output } = system.asAnn("install", "tiny", yes);
    system.root.do("rm -r /run/systemd/system");
    assert.equal(status, 0, output);
    assert.ok(system.isInstalled("tiny"));
    system.removeAll();
  });

  it("is a transient unit where systemd runs", () => {
    system.letWithoutPassword();
    // What a service manager does, as far as the helper can tell: starts the words after `--`.
    system.root.do(`
      mkdir -p /run/systemd/system; mv /usr/bin/systemd-run /usr/bin/systemd-run.real
      cat >/usr/bin/systemd-run <<'END'
#!/bin/bash
echo "$@" >/run/asked
variables=()
while [ "$1" != -- ]; do case $1 in --setenv=*) variables+=("\${1#*=}");; esac; shift; done
shift
setsid env -i "\${variables[@]}" "$@" </dev/null >/dev/null 2>&1 &
END
      chmod 755 /usr/bin/systemd-run`);
    const { status, output } = system.asAnn("install", "tiny", yes);
    system.root.do("rm -r /run/systemd; mv /usr/bin/systemd-run.real /usr/bin/systemd-run");
    assert.equal(status, 0, output);
    assert.match(
      system.root.do("cat /run/asked"),
      /--unit=handrail-\w{7} .*-- .* helper run \w{7}$/m,
    );
    assert.match(system.root.do("ls -l /var/log/handrail | tail -1"), /^-r-------- 1 ann root/);
    system.removeAll();
  });

  function history(): {
    readonly entries: readonly { readonly id: string; readonly state: string }[];
  } {
    return JSON.parse(system.asAnn("history", "--json").output);
  }
});

async function waitFor(isSo: () => boolean): Promise<void> {
  for (let attempt = 0; !isSo(); attempt += 1) {
    assert.ok(attempt < 60, "it did not come about in time");
    await pause(250);
  }
}
