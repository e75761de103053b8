import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { type DisposableRoot, openDisposableRoot } from "../support/disposable-root.ts";
import { buildBundles } from "../support/handrail-home.ts";
import { skipUnless } from "../support/need.ts";
import { offerPackages } from "../support/package-repository.ts";
import { repository } from "../support/repository.ts";
import { pause, readingTime, TerminalSession } from "../support/terminal-session.ts";

const tools = ["unshare", "nsenter", "setpriv", "sudo", "gpg", "dpkg-deb", "dpkg-scanpackages"];

/** The three jobs from the home screen to the machine's state and back, by the real programs. */
describe("journeys", { skip: skipUnless({ root: true, tools }) }, () => {
  let root: DisposableRoot;
  let archives: string;
  let session: TerminalSession;
  before(async () => {
    buildBundles();
    archives = fetchCowsay();
    root = await openDisposableRoot();
    root.do(`mkdir -p /srv/repositories/example; cp ${archives}/*.deb /srv/repositories/example`);
    offerPackages(root);
    root.do("echo 'ann ALL=(ALL) NOPASSWD: ALL' >/etc/sudoers.d/ann");
    session = open();
  });
  after(async () => {
    session?.kill("SIGKILL");
    await root?.close();
    rmSync(archives, { recursive: true, force: true });
  });

  const open = (): TerminalSession => {
    const environment = { TERM: "xterm-256color", LANG: "C.UTF-8" };
    const words = root.enter([`${repository}/bin/handrail`], { as: "ann", environment });
    return new TerminalSession(words, { directory: "/", environment });
  };
  const status = (name: string): string =>
    root.run(["dpkg-query", "-W", "-f=${db:Status-Abbrev}${Version}", name]).output;
  /** Goes from home to a page by the palette. */
  const goTo = async (words: string, page: RegExp): Promise<void> => {
    await session.shows(/This machine now/);
    session.type(":");
    await session.shows(/^ Go to/);
    session.type(words);
    await pause(readingTime);
    session.type("\r");
    await session.shows(page);
  };
  const carryOut = async (): Promise<void> => {
    await session.shows(/Carry it out\?/);
    await pause(readingTime);
    session.type("y");
    await session.shows(/ok done/);
  };
  const backHome = async (): Promise<void> => {
    for (let turn = 0; turn < 6 && !/This machine now/.test(session.screen()); turn += 1) {
      session.type("\u001b");
      await pause(readingTime);
    }
    await session.shows(/This machine now/);
  };

  it("installs cowsay and takes it back", async () => {
    await goTo("install", /Install software/);
    session.type("cowsay");
    await session.shows(/> +cowsay[\s\S]*cowsay {3}adds 2 packages/);
    session.type("\r");
    await carryOut();
    assert.match(status("cowsay"), /^ii /);
    assert.match(root.do("/usr/games/cowsay moo"), /< moo >/);
    session.type("u");
    await carryOut();
    assert.doesNotMatch(status("cowsay"), /^ii /);
    assert.equal(root.run(["test", "-e", "/usr/games/cowsay"]).status, 1);
    assert.doesNotMatch(status("libtext-charwidth-perl"), /^ii /);
    await backHome();
  });

  it("updates one package and leaves the others", async () => {
    await goTo("update", /2 waiting, 1 of them security/);
    session.type("s");
    await session.shows(/1 package chosen/);
    session.type("\r");
    await carryOut();
    assert.deepEqual([status("wood"), status("gong")], ["ii 1.1", "ii 1.0"]);
    session.type("u");
    await carryOut();
    assert.equal(status("wood"), "ii 1.0");
    await backHome();
  });

  it("changes who may do what in a tree, and takes that back", async () => {
    root.do("mkdir -p site/img && touch site/index.html site/img/a && chmod -R 777 site", {
      as: "ann",
    });
    const modes = (): string =>
      root.do("find site -printf '%P %m\\n' | sort", { as: "ann" }).replaceAll("\n", ",");
    const open = modes();
    await goTo("who may", /which file or folder/);
    session.type("site\r");
    await session.shows(/folder, 3 things inside/);
    session.type("l");
    await session.shows(/4 of 4 things change/);
    session.type("\r");
    await carryOut();
    assert.equal(modes(), " 775,img 775,img/a 775,index.html 775,");
    session.type("u");
    await carryOut();
    assert.equal(modes(), open);
    await backHome();
  });

  it("ends at q with nothing left running", async () => {
    session.type("q");
    assert.equal(await session.ended, 0);
    assert.equal(root.run(["pgrep", "-u", "ann", "node"]).status, 1);
  });
});

/** The packages of cowsay, where a disposable root, which has no network, can see them. */
function fetchCowsay(): string {
  const folder = mkdtempSync("/var/tmp/handrail-archives-");
  const names = ["cowsay", "libtext-charwidth-perl"];
  execFileSync("apt-get", ["-qq", "download", ...names], { cwd: folder, stdio: "pipe" });
  for (const file of readdirSync(folder)) assert.ok(join(folder, file).endsWith(".deb"));
  return folder;
}
