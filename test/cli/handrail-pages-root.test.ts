import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type DisposableRoot, openDisposableRoot } from "../support/disposable-root.ts";
import { buildBundles } from "../support/handrail-home.ts";
import { skipUnless } from "../support/need.ts";
import { repository } from "../support/repository.ts";
import { pause, readingTime, TerminalSession } from "../support/terminal-session.ts";
import { offerTinyPackages } from "../support/tiny-packages.ts";

const tools = ["unshare", "nsenter", "setpriv", "sudo", "dpkg-deb", "dpkg-scanpackages", "python3"];
const handrail = `${repository}/bin/handrail`;

describe("plans carried out from the screens", { skip: skipUnless({ root: true, tools }) }, () => {
  let root: DisposableRoot;
  const sessions: TerminalSession[] = [];
  before(async () => {
    buildBundles();
    root = await openDisposableRoot();
    offerTinyPackages(root);
  });
  after(async () => {
    for (const session of sessions) session.kill("SIGKILL");
    await root.close();
  });

  const open = (...words: readonly string[]): TerminalSession => {
    const environment = { TERM: "xterm-256color", LANG: "C.UTF-8" };
    const session = new TerminalSession(
      root.enter([handrail, ...words], { as: "ann", environment }),
      {
        directory: "/",
        environment,
      },
    );
    sessions.push(session);
    return session;
  };
  const isInstalled = (name: string): boolean =>
    root.run(["dpkg-query", "-W", "-f=${Status}", name]).output === "install ok installed";
  const consent = async (session: TerminalSession): Promise<void> => {
    await session.shows(/Carry it out\?/);
    await pause(readingTime);
    session.type("y");
  };

  it("finds a package, installs it below sudo's question, and takes it back", async () => {
    const session = open("install");
    await session.shows(/Install software/);
    session.type("tin");
    await session.shows(/> +tiny +tiny/);
    await session.shows(/tiny {3}adds 2 packages/);
    session.type("\r");
    await session.shows(/Install tiny[\s\S]*caution/);
    // The key that opened the review does not answer it.
    session.type("\r");
    await pause(readingTime);
    assert.equal(isInstalled("tiny"), false);
    await consent(session);
    await session.shows(
      /Handrail needs root's rights for: Install tiny\s+\[sudo\] password for ann/,
    );
    assert.equal(session.isOnAlternateScreen(), false);
    session.type("secret\r");
    await session.shows(/ok done[\s\S]*u takes it back/);
    assert.ok(isInstalled("tiny") && isInstalled("tiny-data"));

    session.type("o");
    await session.shows(/Setting up tiny/);
    session.type("o");
    await session.shows(/u undo/);
    session.type("u");
    await session.shows(/Review[\s\S]*Carry it out\?|To go on, type/);
    await consent(session);
    await session.shows(/\[sudo\] password|ok done/);
    if (/password/.test(session.screen())) session.type("secret\r");
    await session.shows(/ok done/);
    assert.equal(isInstalled("tiny") || isInstalled("tiny-data"), false);

    session.type("\r");
    await session.shows(/\/ tin/);
    session.type("\u0003");
    assert.equal(await session.ended, 0);
  });

  it("says what failed, what is done and what can be done now", async () => {
    root.do("echo 'ann ALL=(ALL) NOPASSWD: ALL' >/etc/sudoers.d/ann");
    const session = open("install", "broken");
    await session.shows(/Install broken/);
    await consent(session);
    const screen = await session.shows(/!! failed/);
    assert.match(screen, /it goes wrong/);
    assert.match(screen, /status \d+/);
    assert.match(screen, /r try again/);
    session.type("r");
    await session.shows(/Review[\s\S]*Carry it out\?/);
    session.type("n");
    await session.shows(/Install software/);
    // What was asked for on the command line was not done.
    session.type("\u0003");
    assert.equal(await session.ended, 1);
    root.do("dpkg --purge --force-all broken >/dev/null 2>&1 || :");
  });

  it("updates what was chosen, and nothing else", async () => {
    root.do("apt-get -y install tiny=1.0 tiny-data >/dev/null 2>&1");
    const session = open("update");
    await session.shows(/> \[x\] tiny +1\.0 -> 2\.0/);
    session.type("\r");
    await session.shows(/Update tiny/);
    await consent(session);
    await session.shows(/ok done/);
    assert.equal(root.do("dpkg-query -W -f='${Version}' tiny"), "2.0");
    session.type("\r");
    await session.shows(/everything is as new as the lists here know/);
    session.type("q");
    assert.equal(await session.ended, 0);
  });

  it("writes the level into the entry of the account", async () => {
    const session = open("settings");
    await session.shows(/\(x\) novice/);
    session.type("\u001b[B\u001b[Bw");
    await session.shows(/Set the level of ann to expert/);
    await pause(readingTime);
    session.type("y");
    await session.shows(/ok done/);
    assert.match(root.do("getent passwd ann"), /handrail=expert/);
    session.type("\r");
    await session.shows(/Level: expert, the entry of your account/);
    session.type("q");
    assert.equal(await session.ended, 0);
    root.do("usermod -c 'Ann,,,,' ann");
  });

  const installedInTime = async (name: string): Promise<void> => {
    const end = Date.now() + 30_000;
    while (!isInstalled(name) && Date.now() < end) await pause(200);
    assert.ok(isInstalled(name));
  };

  it("is left at once while it goes on, and says so", async () => {
    const session = open("install", "slow");
    await session.shows(/Install slow/);
    await consent(session);
    await session.shows(/configuring slow/);
    session.type("q");
    assert.equal(await session.ended, 1);
    assert.equal(isInstalled("slow"), false);
    assert.match(session.screen(), /Install slow goes on by itself/);
    await installedInTime("slow");
    root.do("apt-get -y purge slow >/dev/null 2>&1");
  });

  it("goes on when the terminal is lost, and is shown at the next start", async () => {
    const session = open("install", "slow");
    await session.shows(/Install slow/);
    await consent(session);
    await session.shows(/Closing this window does not stop it/);
    await session.shows(/step 1 of 1/);
    session.kill("SIGHUP");
    await session.ended;
    const next = open();
    await next.shows(/Install slow/);
    await installedInTime("slow");
    next.type("q");
    assert.equal(await next.ended, 0);
  });
});
