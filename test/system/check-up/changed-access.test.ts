import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import type { ChangedAccess, UnusualFile } from "../../../src/domain/check-up-facts.ts";
import type { PackagedAccess } from "../../../src/domain/packaged-access.ts";
import { openAccessStore, type UnusualMember } from "../../../src/system/check-up/access-store.ts";
import { findChangedAccess } from "../../../src/system/check-up/changed-access.ts";
import { temporaryDirectory } from "../../support/temporary.ts";

interface Setup {
  /** Mode on the disk by path, root's; those that are plain too. */
  readonly disk: Readonly<Record<string, number>>;
  /** Paths of each package with the mode its archive gives them; undefined: not read. */
  readonly packages: Readonly<Record<string, Readonly<Record<string, number>> | undefined>>;
  readonly overrides?: Readonly<Record<string, number>>;
  readonly byScript?: readonly string[];
  /** The lists of packages name files as they did before /bin was /usr/bin. */
  readonly hasOldNames?: boolean;
}

/** `/path now packaged`, and how many are left to scripts. */
function compare(context: TestContext, setup: Setup): readonly string[] {
  const database = temporaryDirectory(context);
  mkdirSync(join(database, "info"));
  const members: { name: string; members: UnusualMember[] }[] = [];
  for (const [name, files] of Object.entries(setup.packages)) {
    const list = Object.keys(files ?? {}).join("\n");
    const text = setup.hasOldNames === true ? list.replaceAll("/usr/bin", "/bin") : list;
    writeFileSync(join(database, `info/${name}:amd64.list`), text);
    if (files !== undefined) members.push({ name, members: membersOf(files) });
  }
  const { changed, setByScripts } = findChangedAccess({
    unusual: unusualIn(setup.disk),
    database,
    overrides: overridesOf(setup.overrides ?? {}),
    packages: members,
    owners: (path) =>
      Object.entries(setup.packages).flatMap(([name, files]) =>
        files === undefined || path in files ? [name] : [],
      ),
    isSetByScript: (_, path) => setup.byScript?.includes(path) === true,
    now: (path) => rootsOwn(setup.disk[path]),
  });
  const lines = changed.map(
    ({ path, now, packaged }) => `${path} ${now.mode.toString(8)} ${packaged.mode.toString(8)}`,
  );
  return setByScripts > 0 ? [...lines, `scripts ${setByScripts}`] : lines;
}

function rootsOwn(mode: number | undefined): ChangedAccess["now"] | undefined {
  return mode === undefined ? undefined : { mode, owner: "root", group: "root" };
}

function membersOf(files: Readonly<Record<string, number>>): UnusualMember[] {
  return Object.entries(files)
    .filter(([, mode]) => mode !== 0o644)
    .map(([path, mode]) => ({ path, type: "file", mode, owner: "root", group: "root" }));
}

function unusualIn(disk: Readonly<Record<string, number>>): readonly UnusualFile[] {
  return Object.entries(disk)
    .filter(([, mode]) => mode !== 0o644)
    .map(([path, mode]) => ({ path, type: "file", mode, uid: 0, gid: 0 }));
}

function overridesOf(modes: Readonly<Record<string, number>>): ReadonlyMap<string, PackagedAccess> {
  return new Map(
    Object.entries(modes).map(([path, mode]) => [
      path,
      { kind: "known", path, owner: "root", group: "root", mode, source: "override" } as const,
    ]),
  );
}

test("what was opened, closed or made plain is found", (context) => {
  const disk = {
    "/usr/bin/a": 0o644,
    "/usr/bin/b": 0o755,
    "/usr/lib/c": 0o666,
    "/usr/lib/d": 0o644,
  };
  const a = { "/usr/bin/a": 0o755, "/usr/bin/b": 0o755, "/usr/lib/c": 0o644, "/usr/lib/d": 0o644 };
  assert.deepEqual(compare(context, { disk, packages: { a } }), [
    "/usr/bin/a 644 755",
    "/usr/lib/c 666 644",
  ]);
});

test("what is gone, or of a package that was not read, is not judged", (context) => {
  const packages = { a: { "/usr/bin/gone": 0o755 }, unread: undefined };
  const disk = { "/usr/lib/x": 0o666 };
  assert.deepEqual(compare(context, { disk, packages }), []);
});

test("a package that came before /usr was merged means the same file", (context) => {
  const disk = { "/usr/bin/a": 0o666 };
  const packages = { a: { "/usr/bin/a": 0o644 } };
  assert.deepEqual(compare(context, { disk, packages, hasOldNames: true }), ["/usr/bin/a 666 644"]);
});

test("one package that agrees is enough for what several share", (context) => {
  const packages = { a: { "/var/mail": 0o2775 }, b: { "/var/mail": 0o755 } };
  assert.deepEqual(compare(context, { disk: { "/var/mail": 0o2775 }, packages }), []);
  assert.deepEqual(compare(context, { disk: { "/var/mail": 0o777 }, packages }), [
    "/var/mail 777 2775",
  ]);
});

test("a configuration file may be closed further, not opened", (context) => {
  const packages = { a: { "/etc/a": 0o640, "/etc/b": 0o640 } };
  const disk = { "/etc/a": 0o600, "/etc/b": 0o660 };
  assert.deepEqual(compare(context, { disk, packages }), ["/etc/b 660 640"]);
});

test("an override comes before the package, a script's own doing is not judged", (context) => {
  const packages = { a: { "/usr/bin/a": 0o4755, "/usr/bin/b": 0o755, "/usr/bin/s": 0o755 } };
  const overrides = { "/usr/bin/a": 0o755, "/usr/bin/b": 0o750 };
  const disk = { "/usr/bin/a": 0o755, "/usr/bin/b": 0o755, "/usr/bin/s": 0o2755 };
  assert.deepEqual(compare(context, { disk, packages, overrides, byScript: ["/usr/bin/s"] }), [
    "/usr/bin/b 755 750",
    "scripts 1",
  ]);
});

test("what archives said is kept for those that are still installed", (context) => {
  const folder = join(temporaryDirectory(context), "cache");
  const uid = process.getuid?.() ?? 0;
  const member: UnusualMember = {
    path: "/usr/bin/a",
    type: "file",
    mode: 0o755,
    owner: "root",
    group: "root",
  };
  const store = openAccessStore(folder, uid);
  store.set("a_1_all.deb", [member]);
  store.set("b_1_all.deb", []);
  store.save(["a_1_all.deb"]);
  const again = openAccessStore(folder, uid);
  assert.deepEqual(again.get("a_1_all.deb"), [member]);
  assert.equal(again.get("b_1_all.deb"), undefined);
  writeFileSync(join(folder, "packaged-access.json"), "{");
  assert.equal(openAccessStore(folder, uid).get("a_1_all.deb"), undefined);
});
