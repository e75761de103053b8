import assert from "node:assert/strict";
import { after, before, suite, test } from "node:test";
import { type DisposableRoot, openDisposableRoot } from "../support/disposable-root.ts";
import { buildBundles } from "../support/handrail-home.ts";
import { skipUnless } from "../support/need.ts";
import { repository } from "../support/repository.ts";
import { pause, readingTime, TerminalSession } from "../support/terminal-session.ts";

const tools = ["unshare", "nsenter", "setpriv", "sudo", "doas"];
const handrail = `${repository}/bin/handrail`;

/** Machines that have doas in sudo's place, or beside it for those whom sudo does not know. */
suite("root's steps by doas", { skip: skipUnless({ root: true, tools }) }, () => {
  let root: DisposableRoot;
  const sessions: TerminalSession[] = [];
  before(async () => {
    buildBundles();
    root = await openDisposableRoot();
    root.do("mv /usr/bin/sudo /usr/bin/sudo-aside && mkdir /srv/site");
  });
  after(async () => {
    for (const session of sessions) session.kill("SIGKILL");
    await root?.close();
  });

  const allow = (rule: string): void => {
    root.do(
      `printf '%s\\n' '${rule}' >/etc/doas.conf; chmod 400 /etc/doas.conf; chmod 755 /srv/site`,
    );
  };
  const mode = (): string => root.do("stat -c %a /srv/site").trim();
  const close = ["permissions", "/srv/site", "--answer", "mode=700"];
  const byText = (...words: readonly string[]) => root.run([handrail, ...words], { as: "ann" });
  const onTerminal = (...words: readonly string[]): TerminalSession => {
    const environment = { TERM: "xterm-256color", LANG: "C.UTF-8" };
    const entered = root.enter([handrail, ...words], { as: "ann", environment });
    const session = new TerminalSession(entered, { directory: "/", environment });
    sessions.push(session);
    return session;
  };

  test("where nothing is asked, it is done at once, told of to ann, and taken back by her", () => {
    allow("permit nopass ann");
    const done = byText(...close);
    assert.equal(done.status, 0, done.errors);
    assert.equal(mode(), "700");
    assert.match(byText("history").output, /with \/srv\/site \(as root\)/);
    const undone = byText("undo");
    assert.equal(undone.status, 0, undone.errors);
    assert.equal(mode(), "755");
  });

  test("the password is asked for on the terminal, below the reason", async () => {
    allow("permit ann");
    const session = onTerminal("level", "expert");
    await session.shows(/Carry it out\?/);
    await pause(readingTime);
    session.type("y");
    await session.shows(/Handrail needs root's rights for: [\s\S]*doas \(ann@.*\) password:/);
    assert.doesNotMatch(root.do("getent passwd ann"), /expert/);
    session.type("secret\r");
    await session.shows(/ok done/);
    session.type("q");
    assert.equal(await session.ended, 0);
    assert.match(root.do("getent passwd ann"), /handrail=expert/);
  });

  test("a wrong password, and no terminal to ask on, do nothing and say so", async () => {
    allow("permit ann");
    const session = onTerminal("level", "standard");
    await session.shows(/Carry it out\?/);
    await pause(readingTime);
    session.type("y");
    await session.shows(/password:/);
    session.type("wrong\r");
    await session.shows(/doas did not give root's rights, so nothing was done/);
    session.type("q");
    assert.notEqual(await session.ended, 0);

    const silent = root.run(["setsid", "-w", handrail, ...close], { as: "ann" });
    assert.equal(silent.status, 125, silent.output);
    assert.match(silent.errors, /doas wants a password, and there is no terminal to ask on/);
    assert.equal(mode(), "755");
  });

  test("who may not become root is told by whom", () => {
    allow("permit nopass root");
    const { status, errors } = byText(...close);
    assert.equal(status, 125, errors);
    assert.match(errors, /doas/);
    assert.equal(mode(), "755");
  });

  test("where sudo does not let ann in, doas does", () => {
    allow("permit nopass ann");
    root.do("mv /usr/bin/sudo-aside /usr/bin/sudo && gpasswd --delete ann sudo");
    try {
      const { status, errors } = byText(...close);
      assert.equal(status, 0, errors);
      assert.equal(mode(), "700");
    } finally {
      root.do("mv /usr/bin/sudo /usr/bin/sudo-aside");
    }
  });

  test("where neither is there, it is said what to do", () => {
    root.do("rm /usr/bin/doas; chmod 755 /srv/site");
    const { status, errors } = byText(...close);
    assert.equal(status, 125, errors);
    assert.match(errors, /sudo, doas and run0 are all missing[\s\S]*Log in as root/);
    assert.equal(mode(), "755");
  });
});
