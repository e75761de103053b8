import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import {
  type DisposableRoot,
  openDisposableRoot,
  type RunEnd,
} from "../../support/disposable-root.ts";
import { buildBundles } from "../../support/handrail-home.ts";
import { skipUnless } from "../../support/need.ts";
import { repository } from "../../support/repository.ts";
import { pause, TerminalSession } from "../../support/terminal-session.ts";
import { offerTinyPackages } from "../../support/tiny-packages.ts";

const tools = ["unshare", "nsenter", "setpriv", "sudo", "dpkg-deb", "dpkg-scanpackages", "python3"];
const handrail = `${repository}/bin/handrail`;
const yes = "--yes=weakens-trust,cannot-foresee";

describe("plans carried out as root", { skip: skipUnless({ root: true, tools }) }, () => {
  let root: DisposableRoot;
  before(async () => {
    buildBundles();
    root = await openDisposableRoot();
    offerTinyPackages(root);
  });
  after(() => root.close());

  const asAnn = (...words: readonly string[]): RunEnd =>
    root.run([handrail, ...words], { as: "ann" });
  // Ctrl-C is for handrail: nsenter, which leads the terminal's session, would take it all down.
  const unharmed = ["bash", "-c", 'trap "" INT; exec "$@"', "bash"] as const;
  const onTerminal = (...words: readonly string[]): TerminalSession => {
    const environment = { TERM: "vt100" };
    const entering = root.enter([handrail, ...words], { as: "ann", environment });
    return new TerminalSession([...unharmed, ...entering], { directory: "/", environment });
  };
  const isInstalled = (name: string): boolean =>
    root.run(["dpkg-query", "-W", "-f=${Status}", name]).output === "install ok installed";
  const letWithoutPassword = (): string =>
    root.do("echo 'ann ALL=(ALL) NOPASSWD: ALL' >/etc/sudoers.d/ann");
  const askForPassword = (): string => root.do("rm -f /etc/sudoers.d/ann; rm -rf /run/sudo");
  const removeAll = (): string =>
    root.do("apt-get -y purge tiny tiny-data broken slow >/dev/null 2>&1 || :");

  it("asks for the password below the reason, and does what was shown", async () => {
    askForPassword();
    const terminal = onTerminal("install", "tiny", "--line", yes);
    await terminal.shows(/Carry it out\? \[y\/N\]/);
    terminal.type("y\r");
    await terminal.shows(
      /Handrail needs root's rights for: Install tiny\s+\[sudo\] password for ann/,
    );
    assert.equal(isInstalled("tiny"), false);
    terminal.type("secret\r");
    await terminal.shows(/Done\./);
    assert.equal(await terminal.ended, 0);
    assert.ok(isInstalled("tiny") && isInstalled("tiny-data"));
    assert.match(root.do("apt-mark showauto tiny tiny-data"), /^tiny-data$/m);
    assert.match(root.do("ls -l /var/log/handrail"), /^-r-------- 1 ann root/m);
    assert.match(root.do("stat -c %A%U /var/lib/handrail/journal"), /^drwx------root$/m);
  });

  it("takes back exactly what was added", () => {
    letWithoutPassword();
    assert.match(asAnn("history").output, /Install tiny \(as root\)/);
    assert.equal(asAnn("undo").status, 0);
    assert.ok(!isInstalled("tiny") && !isInstalled("tiny-data"));
    assert.match(asAnn("history").output, /undone\n +Install tiny \(as root\)/);
    // The other way: undo of the undo.
    const { id } = history().entries[0] ?? { id: "" };
    assert.equal(asAnn("undo", id, yes).status, 0);
    assert.ok(isInstalled("tiny") && isInstalled("tiny-data"));
    removeAll();
  });

  it("brings the version of before back", () => {
    letWithoutPassword();
    root.do("apt-get -y install tiny=1.0 >/dev/null 2>&1");
    const version = (): string => root.do("dpkg-query -W -f='${Version}' tiny");
    assert.equal(asAnn("update", yes).status, 0);
    assert.equal(version(), "2.0");
    assert.equal(asAnn("undo", yes).status, 0);
    assert.equal(version(), "1.0");
    removeAll();
  });

  it("does not take JSON's silence for a yes", () => {
    letWithoutPassword();
    const { status, output, errors } = asAnn("install", "tiny", "--json");
    assert.deepEqual([status, output], [125, ""]);
    assert.match(errors, /with --json nobody is asked.*\n.*--yes=weakens-trust/);
    assert.equal(isInstalled("tiny"), false);
  });

  it("does nothing for who may not become root", async () => {
    askForPassword();
    root.do("gpasswd --delete ann sudo");
    const terminal = onTerminal("install", "tiny", "--line", yes);
    await terminal.shows(/Carry it out/);
    terminal.type("y\r");
    await terminal.shows(/password for ann/);
    terminal.type("secret\r");
    await terminal.shows(/sudo did not start the helper, so nothing was done\. It says:/);
    assert.equal(await terminal.ended, 125);
    root.do("gpasswd --add ann sudo");
    assert.equal(isInstalled("tiny"), false);
  });

  it("does nothing without the password", async () => {
    askForPassword();
    const terminal = onTerminal("install", "tiny", "--line", yes);
    await terminal.shows(/Carry it out/);
    terminal.type("y\r");
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      await terminal.shows(new RegExp(`(password for ann[^]*){${attempt}}: *$`));
      terminal.type("wrong\r");
    }
    await terminal.shows(/sudo did not start the helper, so nothing was done/);
    assert.equal(await terminal.ended, 125);
    assert.equal(isInstalled("tiny"), false);
    const alone = asAnn("install", "tiny", yes);
    assert.equal(alone.status, 125);
    assert.match(alone.output, /sudo wants a password, and there is no terminal to ask on/);
  });

  it("says what failed, what is done, and takes it back", () => {
    letWithoutPassword();
    const failed = asAnn("install", "tiny", "broken", yes);
    assert.equal(failed.status, 1);
    assert.match(failed.output, /step 1 of 1 failed: install .*status 100/);
    assert.match(failed.output, /The last it said:/);
    const { id } = history().entries[0] ?? { id: "" };
    assert.match(failed.errors, new RegExp(`handrail undo ${id} takes back`));
    assert.equal(asAnn("undo", id).status, 0);
    assert.equal(root.run(["dpkg-query", "-W", "broken"]).status, 1);
    assert.ok(!isInstalled("tiny"));
  });

  it("goes on when its terminal is gone, and tells of it afterwards", async () => {
    letWithoutPassword();
    const terminal = onTerminal("install", "slow", "--line", yes);
    await terminal.shows(/Carry it out/);
    terminal.type("y\r");
    await terminal.shows(/step 1 of 1: install slow/);
    terminal.kill("SIGHUP");
    await terminal.ended;
    assert.equal(isInstalled("slow"), false);
    assert.match(asAnn("history").output, /still running/);
    await waitFor(() => isInstalled("slow"));
    await waitFor(() => /undo: yes\n +Install slow/.test(asAnn("history").output));
    removeAll();
  });

  it("runs one plan at a time", async () => {
    letWithoutPassword();
    const first = onTerminal("install", "slow", "--line", yes);
    await first.shows(/Carry it out/);
    first.type("y\r");
    await first.shows(/step 1 of 1: install slow/);
    const second = asAnn("install", "tiny", yes);
    assert.equal(second.status, 75);
    assert.match(second.output, /Another plan is being carried out right now/);
    assert.equal(await first.ended, 0);
    assert.equal(isInstalled("tiny"), false);
    removeAll();
  });

  it("a killed helper is noticed, its lock and its entry are not lost", async () => {
    letWithoutPassword();
    const terminal = onTerminal("install", "slow", "--line", yes);
    await terminal.shows(/Carry it out/);
    terminal.type("y\r");
    await terminal.shows(/step 1 of 1: install slow/);
    root.do("pkill -KILL -f 'handrail.cjs helper run'");
    await terminal.shows(/The process that carried it out is gone/);
    await terminal.shows(/undo {2}take back/);
    terminal.type("\r");
    assert.equal(await terminal.ended, 1);
    // What it had started goes on to its end: dpkg is not to be left half done.
    await waitFor(() => isInstalled("slow"));
    const { id, state } = history().entries[0] ?? { id: "", state: "" };
    assert.equal(state, "interrupted");
    assert.equal(asAnn("undo", id).status, 0);
    assert.equal(isInstalled("slow"), false);
  });

  it("waits for who else works with packages, by name", async () => {
    letWithoutPassword();
    root.do(
      `python3 -c 'import fcntl,time; f=open("/var/lib/dpkg/lock-frontend","w"); fcntl.lockf(f,fcntl.LOCK_EX); time.sleep(6)' >/dev/null 2>&1 </dev/null &`,
    );
    await pause(500);
    const { status, output } = asAnn("install", "tiny", yes);
    assert.match(output, /waiting for python3 \(process \d+\)/);
    assert.equal(status, 0, output);
    removeAll();
  });

  it("stops waiting when asked to", async () => {
    letWithoutPassword();
    root.do(
      `python3 -c 'import fcntl,time; f=open("/var/lib/dpkg/lock-frontend","w"); fcntl.lockf(f,fcntl.LOCK_EX); time.sleep(60)' >/dev/null 2>&1 </dev/null &`,
    );
    await pause(500);
    const terminal = onTerminal("install", "tiny", "--line", yes);
    await terminal.shows(/Carry it out/);
    terminal.type("y\r");
    await terminal.shows(/waiting for python3/);
    terminal.type("\u0003");
    await terminal.shows(/is using the package manager/);
    assert.equal(await terminal.ended, 75);
    root.do("pkill -f 'fcntl.lockf'");
    assert.equal(isInstalled("tiny"), false);
  });

  it("nothing that a user set has a part in what root does", () => {
    letWithoutPassword();
    root.do(
      `mkdir -p trap/bin trap/.local/state; printf '#!/bin/sh\\necho "$0 $(id -u)" >>/home/ann/sprung\\nexit 9\\n' >trap/run; chmod 755 trap/run
       for name in apt-get dpkg find env bash node sudo systemd-run setsid prlimit id; do cp trap/run "trap/bin/$name"; done
       echo 'echo startup >>/home/ann/sprung' >trap/startup; cp trap/startup trap/.bashrc
       echo 'require("fs").appendFileSync("/home/ann/sprung", "node")' >trap/hook.js`,
      { as: "ann" },
    );
    const { status, output } = root.run([handrail, "install", "tiny", yes], {
      as: "ann",
      environment: {
        PATH: "/home/ann/trap/bin:/usr/bin:/bin",
        HOME: "/home/ann/trap",
        XDG_STATE_HOME: "/home/ann/trap/.local/state",
        BASH_ENV: "/home/ann/trap/startup",
        ENV: "/home/ann/trap/startup",
        NODE_OPTIONS: "--require /home/ann/trap/hook.js",
        LD_PRELOAD: "/home/ann/trap/none.so",
        APT_CONFIG: "/home/ann/trap/apt.conf",
        DPKG_ROOT: "/home/ann/trap",
        HANDRAIL_CALLER_ENVIRONMENT_0: "SUDO_UID=0",
        "BASH_FUNC_exec%%": "() { echo function >>/home/ann/sprung; }",
      },
    });
    assert.equal(status, 0, output);
    assert.ok(isInstalled("tiny"));
    assert.equal(root.run(["cat", "/home/ann/sprung"]).output, "");
    assert.equal(root.do("find /home/ann/trap -user root"), "");
    assert.match(root.do("ls /var/lib/handrail"), /journal/);
    removeAll();
  });

  it("takes only typed steps, and only what was agreed to", () => {
    letWithoutPassword();
    const ask = (request: object): RunEnd =>
      root.run(["sudo", handrail, "helper"], { as: "ann", input: `${JSON.stringify(request)}\n` });
    const action = { kind: "change-mode", path: "/etc/shadow", mode: "644", isRecursive: false };
    const step = {
      title: "a",
      action,
      runAs: "root",
      verify: { kind: "none" },
      inverse: { kind: "kept" },
    };
    const plan = { task: "a", answers: {}, title: "a", remarks: [], steps: [step] };
    const request = { schema: "handrail/apply@1", plan, agreed: {}, level: "expert", accepted: [] };
    const before = root.do("stat -c %a /etc/shadow");
    const refused = [
      {
        ...request,
        plan: { ...plan, steps: [{ ...step, action: { kind: "run", argv: ["id"] } }] },
      },
      {
        ...request,
        plan: { ...plan, steps: [{ ...step, action: { ...action, path: "etc/shadow" } }] },
      },
      {
        ...request,
        plan: { ...plan, steps: [{ ...step, action: { ...action, mode: "--reference=/" } }] },
      },
      { ...request, schema: "other" },
      { ...request, accepted: [1] },
    ];
    for (const one of refused) assert.match(ask(one).output, /"kind":"refused"/);
    const { output } = ask(request);
    const { id, directory } = JSON.parse(output) as {
      readonly id: string;
      readonly directory: string;
    };
    const events = root.do(`cat ${directory}/${id}.jsonl`);
    assert.match(events, /"result":"differs"/);
    assert.doesNotMatch(events, /step-started/);
    assert.equal(root.do("stat -c %a /etc/shadow"), before);
  });

  it("writes through no link that is not root's own", () => {
    letWithoutPassword();
    for (const place of ["/var/log/handrail", "/var/lib/handrail"]) {
      root.do(
        `mkdir -p ${place}; mv ${place} ${place}.away; mkdir -p /home/ann/mine; chown ann /home/ann/mine; ln -s /home/ann/mine ${place}`,
      );
      const { status, output } = asAnn("install", "tiny", yes);
      assert.notEqual(status, 0, place);
      assert.match(output, /Nothing was done/);
      assert.equal(root.do("ls -A /home/ann/mine"), "", place);
      root.do(`rm ${place}; mv ${place}.away ${place}`);
    }
    assert.equal(isInstalled("tiny"), false);
  });

  it("goes on by itself where systemd is said to run and does not answer", () => {
    letWithoutPassword();
    root.do("mkdir -p /run/systemd/system");
    const { status, output } = asAnn("install", "tiny", yes);
    root.do("rm -r /run/systemd/system");
    assert.equal(status, 0, output);
    assert.ok(isInstalled("tiny"));
    removeAll();
  });

  it("is a transient unit where systemd runs", () => {
    letWithoutPassword();
    // What a service manager does, as far as the helper can tell: starts the words after `--`.
    root.do(`
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
    const { status, output } = asAnn("install", "tiny", yes);
    root.do("rm -r /run/systemd; mv /usr/bin/systemd-run.real /usr/bin/systemd-run");
    assert.equal(status, 0, output);
    assert.match(root.do("cat /run/asked"), /--unit=handrail-\w{7} .*-- .* helper run \w{7}$/m);
    assert.match(root.do("ls -l /var/log/handrail | tail -1"), /^-r-------- 1 ann root/);
    removeAll();
  });

  it("begins nothing on a full disk", () => {
    letWithoutPassword();
    for (const place of ["/var/log/handrail", "/var/lib/handrail"]) {
      root.do(
        `mkdir -p ${place}; mount -t tmpfs -o size=16k,mode=755 none ${place}; [ ${place} = /var/log/handrail ] || chmod 700 ${place}; head -c 100k /dev/zero >${place}/full || :`,
      );
      const { status, output } = asAnn("install", "tiny", yes);
      assert.notEqual(status, 0, place);
      assert.match(
        output,
        /the disk is full|could not be started|Nothing was done|not begun/,
        place,
      );
      root.do(`umount ${place}`);
    }
    assert.equal(isInstalled("tiny"), false);
  });

  function history(): {
    readonly entries: readonly { readonly id: string; readonly state: string }[];
  } {
    return JSON.parse(asAnn("history", "--json").output);
  }
});

async function waitFor(isSo: () => boolean): Promise<void> {
  for (let attempt = 0; !isSo(); attempt += 1) {
    assert.ok(attempt < 60, "it did not come about in time");
    await pause(250);
  }
}
