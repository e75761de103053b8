import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { after, before, describe, it } from "node:test";
import { type DisposableRoot, openDisposableRoot } from "../support/disposable-root.ts";
import { buildBundles } from "../support/handrail-home.ts";
import { skipUnless } from "../support/need.ts";
import { offerPackages } from "../support/package-repository.ts";
import { repository } from "../support/repository.ts";
import { pause, readingTime } from "../support/terminal-session.ts";
import { type TmuxOptions, TmuxSession } from "../support/tmux-session.ts";

const tools = [
  ..."tmux unshare nsenter setpriv sudo gpg dpkg-deb dpkg-scanpackages python3".split(" "),
];

interface Place extends TmuxOptions {
  readonly environment?: Readonly<Record<string, string>>;
}

/** The jobs in a real tmux, from the window to the machine's state and back. */
describe("in tmux", { skip: skipUnless({ root: true, tools }) }, () => {
  let root: DisposableRoot;
  const sessions: TmuxSession[] = [];
  before(async () => {
    buildBundles();
    root = await openDisposableRoot();
    offerPackages(root);
    root.do("echo 'ann ALL=(ALL) NOPASSWD: ALL' >/etc/sudoers.d/ann");
    root.do("mkdir -p site/img && touch site/a.html site/img/b && chmod -R 777 site", {
      as: "ann",
    });
  });
  after(async () => {
    for (const session of sessions) session.lose();
    await root?.close();
  });

  const open = (words: readonly string[], { environment = {}, ...size }: Place = {}) => {
    const variables = { TERM: "tmux-256color", LANG: "C.UTF-8", ...environment };
    const command = [`${repository}/bin/handrail`, ...words];
    const session = new TmuxSession(
      root.enter(command, { as: "ann", environment: variables }),
      size,
    );
    sessions.push(session);
    return session;
  };
  const consent = async (session: TmuxSession): Promise<void> => {
    await session.shows(/Carry it out\?/);
    await pause(readingTime);
    session.type("y");
  };
  /** One Esc after the other: two in one piece are another key to a terminal. */
  const goHome = async (session: TmuxSession): Promise<void> => {
    for (let turn = 0; turn < 8 && !/This machine now/.test(session.screen()); turn += 1) {
      session.press("Escape");
      await pause(readingTime);
    }
    await session.shows(/This machine now/);
  };
  const state = (name: string): string =>
    /^Status: (.*)$/m.exec(root.run(["dpkg", "-s", name]).output)?.[1] ?? "not there";
  const modes = (): string => root.do("stat -c '%a' site site/a.html site/img/b", { as: "ann" });

  it("80x24: a package is found, installed, told by dpkg, and taken back", async () => {
    const session = open([]);
    await session.shows(/This machine now/);
    session.press("Enter");
    // What comes with an Enter is dropped: nobody could have seen yet where it goes.
    await session.shows(/8 of 8 shown/);
    session.type("limp");
    await session.shows(/> +limping/);
    await session.shows(/limping +adds 1 package/);
    session.press("Enter");
    await consent(session);
    await session.shows(/ok done[\s\S]*u takes it back/);
    assert.equal(state("limping"), "install ok installed");
    // What was said of the package before is looked at anew.
    session.press("Enter");
    await session.shows(/limping[\s\S]*installed/);
    await session.shows(/limping.*is installed|already|nothing/);
    await goHome(session);
    session.type(":");
    await session.shows(/Go to/);
    session.type("history");
    await pause(readingTime);
    session.press("Enter");
    await session.shows(/> .*ok done +Install limping/);
    session.type("u");
    await consent(session);
    await session.shows(/ok done/);
    assert.notEqual(state("limping"), "install ok installed");
    await goHome(session);
    session.type("q");
    await session.shows(/ended with 0/);
  });

  for (const [name, place] of [
    ["60x20", { columns: 60, rows: 20 }],
    ["TERM=linux", { environment: { TERM: "linux" } }],
    ["NO_COLOR", { environment: { NO_COLOR: "1" } }],
  ] as const) {
    it(`${name}: permissions are changed, told by stat, and taken back`, async () => {
      const before = modes();
      const session = open(["permissions", "site"], place);
      await session.shows(/Least {5}nobody but you/);
      session.type("l");
      await session.shows(/4 of 4 things change/);
      if (name === "TERM=linux") assert.match(session.screen(), /^[\x20-\x7e\n]*$/);
      // tmux says nothing but the end of a style where nothing has one.
      if (name === "NO_COLOR") assert.doesNotMatch(session.painted(), /\u001b\[(?!0?m)/);
      session.press("Enter");
      await consent(session);
      await session.shows(/ok done/);
      assert.equal(modes(), "775\n775\n775\n");
      session.type("u");
      await consent(session);
      await session.shows(/ok done/);
      assert.equal(modes(), before);
      session.type("q");
      await session.shows(/ended with 0/);
    });
  }

  it("a terminal that is lost stops nothing; the next start shows how it ended", async () => {
    const lock = holdLock(root);
    try {
      const session = open(["install", "limping"]);
      await consent(session);
      await session.shows(/Waiting for python3 \(process \d+\) to end/);
      session.lose();
    } finally {
      lock.stdin.end();
    }
    const end = Date.now() + 40_000;
    while (state("limping") !== "install ok installed" && Date.now() < end) await pause(200);
    assert.equal(state("limping"), "install ok installed");
    const next = open([]);
    await next.shows(/done: Install limping/);
    next.type("kkkkkkkkkk");
    await next.shows(/ > >> done: Install limping/);
    next.press("Enter");
    await next.shows(/Install limping[\s\S]*ok done/);
    next.press("Enter");
    await next.shows(/This machine now/);
    // Seen once, it is no news any more.
    await next.shows(/^(?![\s\S]*done: Install limping)/);
    next.type("q");
    await next.shows(/ended with 0/);
  });
});

/** Somebody else's package manager, until its input ends. */
function holdLock(root: DisposableRoot) {
  const script =
    "import fcntl,sys; f=open('/var/lib/dpkg/lock-frontend','w'); fcntl.lockf(f, fcntl.LOCK_EX); sys.stdin.read()";
  const [program, ...words] = root.enter(["python3", "-c", script]);
  return spawn(program, words, { stdio: ["pipe", "ignore", "ignore"] });
}
