import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { describe, type TestContext, test } from "node:test";
import type { PackageFacts } from "../../../src/domain/facts.ts";
import { makeDpkgSource } from "../../../src/system/packages/dpkg-source.ts";
import { packageFactsFrom } from "../../../src/system/packages/package-facts.ts";
import { makePackageIndex } from "../../../src/system/packages/package-index.ts";
import { need, skipUnless } from "../../support/need.ts";
import { temporaryDirectory } from "../../support/temporary.ts";

const uid = process.getuid?.() ?? 0;

describe("this machine's own database", { skip: need("dpkg") }, () => {
  const sampleSize = 1500;

  /** Paths as the lists have them, evenly over all, with those that are diverted. */
  function samplePaths(): readonly string[] {
    const all: string[] = [];
    makeDpkgSource().forEachFile((path) => all.push(path));
    const step = Math.max(1, Math.floor(all.length / sampleSize));
    const offset = Number(process.env.HANDRAIL_TEST_SEED ?? Date.now()) % step;
    return all.filter((path, at) => at % step === offset && /^[\x20-\x7e]+$/.test(path));
  }

  /** `dpkg -S` by path, without the lines on diversions. */
  function ownersByDpkg(paths: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> {
    const literal = paths.map((path) => path.replace(/[[\]?*\\]/g, "\\$&"));
    const { stdout } = spawnSync("dpkg", ["-S", ...literal], {
      encoding: "utf8",
      maxBuffer: 1 << 28,
      env: { PATH: process.env.PATH, LC_ALL: "C" },
    });
    const found = new Map<string, Set<string>>();
    for (const line of stdout.split("\n")) {
      const [, packages, path] = /^((?:[^/ :]+(?::\w+)?(?:, )?)+): (\/.*)$/.exec(line) ?? [];
      if (packages === undefined || path === undefined) continue;
      const names = packages.split(", ").map((name) => name.replace(/:.*/, ""));
      found.set(path, new Set([...(found.get(path) ?? []), ...names]));
    }
    return found;
  }

  /** The other name of a path where /usr is merged. */
  function aliasOf(path: string): string | undefined {
    const merged = /^\/(?:usr\/)?(s?bin|lib[^/]*)(\/.*)$/.exec(path);
    if (merged === null) return undefined;
    return path.startsWith("/usr/") ? path.slice(4) : `/usr${path}`;
  }

  test("owners are those that dpkg -S names", (t) => {
    const directory = temporaryDirectory(t);
    const facts = packageFactsFrom(makePackageIndex(makeDpkgSource(), { directory, uid }));
    const diverted = new Set(readFileSync("/var/lib/dpkg/diversions", "utf8").split("\n"));
    const paths = samplePaths().filter((path) => !diverted.has(path));
    const aliases = paths.map(aliasOf).filter((alias) => alias !== undefined);
    const known = ownersByDpkg([...paths, ...aliases]);
    assert(known.size > paths.length / 2, "dpkg -S was not understood");
    const wrong = paths.filter((path) => {
      const expected = new Set([
        ...(known.get(path) ?? []),
        ...(known.get(aliasOf(path) ?? "") ?? []),
      ]);
      return [...expected].sort().join() !== [...facts.owners(path)].sort().join();
    });
    // A directory of one name that another package has a link for holds the files of both.
    const unexplained = wrong.filter(
      (path) => !statSync(path, { throwIfNoEntry: false })?.isDirectory(),
    );
    assert.deepEqual(unexplained, []);
    assert(wrong.length < paths.length / 100);
  });

  test("both names of a merged directory have the same owner", {
    skip: !existsSync("/usr/bin/ls"),
  }, (t) => {
    const directory = temporaryDirectory(t);
    const facts = packageFactsFrom(makePackageIndex(makeDpkgSource(), { directory, uid }));
    assert.deepEqual(facts.owners("/bin/ls"), ["coreutils"]);
    assert.deepEqual(facts.owners("/usr/bin/ls"), ["coreutils"]);
    assert.deepEqual(facts.owners("/usr/../bin//ls"), ["coreutils"]);
    assert.deepEqual(facts.owners("/etc/passwd"), []);
    assert(facts.below("/usr").packages > 50);
    assert(facts.below("/usr").requiredFiles > 100);
    assert(facts.below("/").files >= facts.below("/usr").files);
    assert.equal(facts.below("/usr/share/doc").requiredFiles, 0);
  });
});

/** Directories below /tmp are never required; this one need not exist. */
const elsewhere = "/srv/handrail-test";

/** A small database of its own, under `root`, whose files may or may not exist. */
interface Fixture {
  readonly root: string;
  readonly cache: string;
  facts(): PackageFacts;
}

function makeFixture(t: TestContext): Fixture {
  const root = temporaryDirectory(t);
  const cache = `${root}/cache`;
  const database = `${root}/dpkg`;
  mkdirSync(`${database}/info`, { recursive: true });
  mkdirSync(`${root}/real`);
  symlinkSync("real", `${root}/alias`);
  const packages: Readonly<Record<string, readonly string[]>> = {
    "base:amd64": ["/.", root, `${root}/alias`, `${root}/alias/tool`, `${root}/alias/diverted`],
    extra: ["/.", root, `${root}/real`, `${root}/real/two words`, `${root}/real/sub/caf\xe9`],
    diverter: [`${root}/alias/diverted`],
    libneeded: [`${elsewhere}/library`],
    unused: [`${elsewhere}/other`],
  };
  for (const [name, paths] of Object.entries(packages)) {
    writeFileSync(`${database}/info/${name}.list`, `${paths.join("\n")}\n`, "latin1");
  }
  writeFileSync(
    `${database}/diversions`,
    `${root}/alias/diverted\n${root}/alias/diverted.base\ndiverter\n`,
  );
  writeFileSync(`${root}/ucf`, `extra \t ${root}/conf\nextra \t ${root}/alias/tool\n`);
  writeFileSync(
    `${database}/status`,
    [
      "Package: base\nStatus: install ok installed\nEssential: yes\nPre-Depends: absent | virtual (>= 1)\n",
      "Package: libneeded\nStatus: install ok installed\nProvides: virtual (= 1)\n",
      "Package: extra\nStatus: install ok installed\nPriority: optional\n",
      "Package: unused\nStatus: deinstall ok config-files\nEssential: yes\n",
    ].join("\n"),
  );
  return {
    root,
    cache,
    facts: () =>
      packageFactsFrom(
        makePackageIndex(makeDpkgSource(database, `${root}/ucf`), { directory: cache, uid }),
      ),
  };
}

test("a link to an alternative is needed as what it leads to", {
  skip: !existsSync("/etc/alternatives/awk"),
}, (t) => {
  const directory = temporaryDirectory(t);
  const facts = packageFactsFrom(makePackageIndex(makeDpkgSource(), { directory, uid }));
  assert.deepEqual(facts.owners("/usr/bin/awk"), []);
  assert.equal(facts.requirement("/usr/bin/awk")?.severity, "danger");
  assert.equal(facts.requirement("/etc/alternatives/awk")?.severity, "danger");
});

describe("a database of its own", () => {
  test("links among the parents are resolved, the last part is not", (t) => {
    const { root, facts } = makeFixture(t);
    assert.deepEqual(facts().owners(`${root}/real/tool`), ["base"]);
    assert.deepEqual(facts().owners(`${root}/alias/tool`), ["base"]);
    assert.deepEqual(facts().owners(`${root}/alias`), ["base"]);
    assert.deepEqual(facts().owners(`${root}/real`), ["extra"]);
    assert.deepEqual(facts().owners(`${root}/real/two words`), ["extra"]);
    assert.deepEqual(facts().owners(`${root}/real/sub/caf\udce9`), ["extra"]);
    assert.deepEqual(facts().owners(`${root}/real/nosuch`), []);
    assert.deepEqual([...facts().owners(root)].sort(), ["base", "extra"]);
    assert.deepEqual([...facts().owners("/")].sort(), ["base", "extra"]);
  });

  test("a diverted file belongs to who put it there", (t) => {
    const { root, facts } = makeFixture(t);
    assert.deepEqual(facts().owners(`${root}/alias/diverted`), ["diverter"]);
    assert.deepEqual(facts().owners(`${root}/real/diverted.base`), ["base"]);
  });

  test("ucf's registry speaks only for files in no list", (t) => {
    const { root, facts } = makeFixture(t);
    assert.deepEqual(facts().owners(`${root}/conf`), ["extra"]);
    assert.deepEqual(facts().owners(`${root}/alias/tool`), ["base"]);
  });

  test("directories know what lies below, links to them too", (t) => {
    const { root, facts } = makeFixture(t);
    const real = { files: 5, packages: 3, requiredFiles: 0 };
    assert.deepEqual(facts().below(`${root}/real`), real);
    assert.deepEqual(facts().below(`${root}/alias`), real);
    assert.deepEqual(facts().below(`${root}/alias/tool`), {
      files: 1,
      packages: 1,
      requiredFiles: 0,
    });
    assert.deepEqual(facts().below(`${root}/nosuch`), { files: 0, packages: 0, requiredFiles: 0 });
    // The link itself and the file of the registry come on top.
    assert.deepEqual(facts().below(root), { files: 7, packages: 3, requiredFiles: 0 });
    assert.deepEqual(facts().below(elsewhere), { files: 2, packages: 2, requiredFiles: 1 });
  });

  test("what essential packages need is required, removed packages are not", (t) => {
    const { root, facts } = makeFixture(t);
    assert.equal(facts().requirement(`${elsewhere}/library`)?.severity, "danger");
    assert.equal(facts().requirement(`${elsewhere}/library`)?.package, "libneeded");
    assert.equal(facts().requirement(`${elsewhere}/other`), undefined);
    assert.equal(facts().requirement(`${root}/real/two words`), undefined);
    assert.equal(facts().requirement(elsewhere)?.severity, "danger");
  });

  test("the index is private and used again", (t) => {
    const { root, cache, facts } = makeFixture(t);
    facts().owners(root);
    const [name = ""] = readdirSync(cache);
    const before = statSync(`${cache}/${name}`);
    assert.equal(before.mode & 0o777, 0o600);
    assert.equal(statSync(cache).mode & 0o777, 0o700);
    facts().owners(root);
    assert.equal(statSync(`${cache}/${name}`).ino, before.ino);
    assert.deepEqual(readdirSync(cache), [name]);
  });

  test("a changed database makes the index anew", (t) => {
    const { root, facts } = makeFixture(t);
    assert.deepEqual(facts().owners(`${root}/late`), []);
    writeFileSync(`${root}/dpkg/info/late.list`, `${root}/late\n`);
    assert.deepEqual(facts().owners(`${root}/late`), ["late"]);
  });

  test("a reader whose file another one closed still answers", (t) => {
    const { root, facts } = makeFixture(t);
    facts().owners(root);
    const older = facts();
    assert.deepEqual(older.owners(`${root}/real/tool`), ["base"]);
    writeFileSync(`${root}/dpkg/info/late.list`, `${root}/late\n`);
    facts().owners(root);
    assert.deepEqual(facts().owners(`${root}/late`), ["late"]);
    assert.deepEqual(older.owners(`${root}/real/tool`), ["base"]);
  });

  test("many readers share one descriptor", (t) => {
    const { root, facts } = makeFixture(t);
    facts().owners(root);
    facts().owners(root);
    const before = readdirSync("/proc/self/fd").length;
    for (let round = 0; round < 20; round += 1) facts().owners(root);
    assert.equal(readdirSync("/proc/self/fd").length, before);
  });

  test("a damaged or shortened index is made anew, wherever the damage is", (t) => {
    const { root, cache, facts } = makeFixture(t);
    facts().owners(root);
    const path = `${cache}/${readdirSync(cache)[0]}`;
    const good = readFileSync(path);
    const everything = (one: PackageFacts) =>
      [root, `${root}/real`, `${root}/real/tool`, "/"].map((each) => [
        one.owners(each),
        one.below(each),
      ]);
    const expected = everything(facts());
    for (let at = 0; at < good.length; at += 3) {
      const bad = Buffer.from(good);
      bad[at] = (bad[at] ?? 0) ^ 0x55;
      writeFileSync(path, bad, { mode: 0o600 });
      assert.deepEqual(everything(facts()), expected, `damage at ${at}`);
    }
    for (const length of [0, 10, 63, 64, 100, good.length - 1]) {
      writeFileSync(path, good);
      truncateSync(path, length);
      assert.deepEqual(everything(facts()), expected, `shortened to ${length}`);
    }
  });

  test("an index that somebody else could have written is not believed", {
    skip: skipUnless({ root: true }),
  }, (t) => {
    const { root, cache, facts } = makeFixture(t);
    facts().owners(root);
    const path = `${cache}/${readdirSync(cache)[0]}`;
    const before = statSync(path).ino;
    chmodSync(path, 0o666);
    assert.deepEqual(facts().owners(`${root}/real/tool`), ["base"]);
    assert.notEqual(statSync(path).ino, before);
    chownSync(path, 1000, 1000);
    assert.deepEqual(facts().owners(`${root}/real/tool`), ["base"]);
    assert.equal(statSync(path).uid, 0);
  });

  test("a cache that cannot be written only costs time", (t) => {
    const { root, cache, facts } = makeFixture(t);
    writeFileSync(cache, "a file in the way");
    assert.deepEqual(facts().owners(`${root}/real/tool`), ["base"]);
    assert.equal(readFileSync(cache, "utf8"), "a file in the way");
  });

  test("without a database nothing is owned and the hierarchy is still known", (t) => {
    const directory = temporaryDirectory(t);
    const source = makeDpkgSource(`${directory}/nosuch`, `${directory}/nosuch`);
    const facts = packageFactsFrom(makePackageIndex(source, { directory, uid }));
    assert.equal(facts.isKnown, false);
    assert.deepEqual(facts.owners("/usr/bin/ls"), []);
    assert.equal(facts.requirement("/usr")?.severity, "critical");
    assert.equal(facts.requirement("/etc/passwd")?.severity, "critical");
    assert.equal(facts.requirement("/srv/data"), undefined);
  });
});
