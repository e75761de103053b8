import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, lstatSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { describe, test } from "node:test";
import { makeFacts } from "../../../src/system/facts.ts";
import { parseArchiveListing } from "../../../src/system/packages/archive-listing.ts";
import { makePackagedAccess } from "../../../src/system/packages/packaged-access.ts";
import { skipUnless } from "../../support/need.ts";
import { temporaryDirectory } from "../../support/temporary.ts";

test("a listing of tar is read with types, bits and escaped names", () => {
  const text = [
    "drwxr-xr-x root/root         0 2023-01-17 22:50 ./",
    "-rwsr-x--- root/messagebus 12 2023-01-17 22:50 ./usr/lib/a helper",
    "-rw-r--r-- root/root 0 2023-01-17 22:50 ./usr/share/\\303\\244\\\\n\\n",
    "drwxrwxrwt root/root 0 2023-01-17 22:50 ./tmp/",
    "lrwxrwxrwx root/root 0 2023-01-17 22:50 ./usr/bin/x -> y",
    "crw--w---- root/tty 5,1 2023-01-17 22:50 ./dev/console",
  ].join("\n");
  const members = [...parseArchiveListing(text)];
  assert.deepEqual(
    members.map(({ path, type, mode }) => [path, type, mode.toString(8)]),
    [
      ["/", "directory", "755"],
      ["/usr/lib/a helper", "file", "4750"],
      ["/usr/share/ä\\n\n", "file", "644"],
      ["/tmp", "directory", "1777"],
      ["/usr/bin/x", "link", "777"],
      ["/dev/console", "character", "620"],
    ],
  );
  assert.equal(members[1]?.group, "messagebus");
});

/** A package database with one package, its archive kept, and one exception. */
function makeDatabase(t: Parameters<typeof temporaryDirectory>[0], postinst = "") {
  const root = temporaryDirectory(t);
  const build = `${root}/build`;
  mkdirSync(`${build}/DEBIAN`, { recursive: true });
  mkdirSync(`${build}/usr/bin`, { recursive: true });
  const control =
    "Package: tiny\nVersion: 1:2-3\nArchitecture: all\nMaintainer: A <a@example.org>\nDescription: tiny\n";
  writeFileSync(`${build}/DEBIAN/control`, control);
  for (const [name, mode] of [
    ["tiny-sudo", 0o4755],
    ["tiny-plain", 0o755],
  ] as const) {
    writeFileSync(`${build}/usr/bin/${name}`, "x");
    chmodSync(`${build}/usr/bin/${name}`, mode);
  }
  const archives = `${root}/archives`;
  mkdirSync(archives);
  const archive = `${archives}/tiny_1%3a2-3_all.deb`;
  const made = spawnSync("dpkg-deb", ["--root-owner-group", "--build", build, archive]);
  assert.equal(made.status, 0);
  const database = `${root}/dpkg`;
  mkdirSync(`${database}/info`, { recursive: true });
  writeFileSync(`${database}/status`, `${control}Status: install ok installed\n\n`);
  writeFileSync(`${database}/statoverride`, "root #4321 2755 /usr/bin/tiny-plain\n");
  if (postinst !== "") writeFileSync(`${database}/info/tiny.postinst`, postinst);
  const owners = (path: string) => (path.startsWith("/usr/bin/tiny") ? ["tiny"] : []);
  return { facts: makePackagedAccess({ database, archives, owners }), archive };
}

const skip = skipUnless({ tools: ["dpkg-deb"], root: true });

describe("what a package says of its files", { skip }, () => {
  test("the archive of the same version tells, an exception comes first", (t) => {
    const { facts, archive } = makeDatabase(t);
    // Temporary directories are sticky and root's own, so the archive in it can be believed.
    assert.equal(facts.archive("tiny"), archive);
    const program = facts.of("/usr/bin/tiny-sudo");
    assert.ok(program.kind === "known" && program.mode === 0o4755 && program.owner === "root");
    const other = facts.of("/usr/bin/tiny-plain");
    assert.ok(other.kind === "known" && other.mode === 0o2755 && other.group === "4321");
    assert.equal(other.source, "override");
  });

  test("what is not known is said with its reason", (t) => {
    const { facts } = makeDatabase(t);
    const unowned = facts.of("/usr/bin/elsewhere");
    assert.ok(unowned.kind === "unknown" && unowned.why === "unowned");
    const made = facts.of("/usr/bin/tiny-made-later");
    assert.ok(made.kind === "unknown" && made.why === "script");
  });

  test("a path that the package's script changes is not told from the archive", (t) => {
    const { facts } = makeDatabase(t, "#!/bin/sh\nchmod 4750 /usr/bin/tiny-sudo\n");
    const program = facts.of("/usr/bin/tiny-sudo");
    assert.ok(program.kind === "unknown" && program.why === "script");
    const variable = makeDatabase(t, 'for f in tiny-sudo; do\n  chmod 4750 "/opt/$f"\ndone\n');
    assert.equal(variable.facts.of("/usr/bin/tiny-sudo").kind, "unknown");
    const harmless = makeDatabase(t, "if [ -e tiny-sudo ]; then echo tiny-sudo; fi\n");
    assert.equal(harmless.facts.of("/usr/bin/tiny-sudo").kind, "known");
  });

  test("an archive that others could have written is not believed", (t) => {
    const { facts, archive } = makeDatabase(t);
    chmodSync(archive, 0o666);
    const program = facts.of("/usr/bin/tiny-sudo");
    assert.ok(program.kind === "unknown" && program.why === "fetch");
  });

  test("this machine's own packages agree with its own files", () => {
    const machine = makeFacts();
    const facts = makePackagedAccess({ owners: (path) => machine.packages.owners(path) });
    const status = readFileSync("/var/lib/dpkg/status", "utf8");
    const names = [...status.matchAll(/^Package: (.*)$/gm)].map(([, name]) => name ?? "");
    const kept = names.filter((name) => facts.archive(name) !== undefined).slice(0, 8);
    const wrong: string[] = [];
    for (const name of kept) {
      for (const [path, access] of facts.listing(name) ?? []) {
        if (!existsSync(path) || facts.isSetByScript(name, path)) continue;
        const { mode } = lstatSync(path);
        const isSame = lstatSync(path).isSymbolicLink() || (mode & 0o7777) === access.mode;
        if (!isSame && !facts.overrides().has(path)) wrong.push(path);
      }
    }
    assert.ok(wrong.length < 3, wrong.join(" "));
  });
});
