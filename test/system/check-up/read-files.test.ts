import assert from "node:assert/strict";
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { suite, type TestContext, test } from "node:test";
import { makeAsker } from "../../../src/system/ask-program.ts";
import { probeDiskSpace } from "../../../src/system/check-up/disk-space.ts";
import { probeOpenKeys } from "../../../src/system/check-up/open-keys.ts";
import { probeSources } from "../../../src/system/check-up/package-sources.ts";
import { isNewer, probeReboot } from "../../../src/system/check-up/reboot.ts";
import { probeRootLogin } from "../../../src/system/check-up/root-login.ts";
import { readSshConfiguration } from "../../../src/system/check-up/ssh-configuration.ts";
import { makeFacts } from "../../../src/system/facts.ts";
import { skipUnless } from "../../support/need.ts";
import { temporaryDirectory } from "../../support/temporary.ts";

/** A folder with these files in it; `~` stands for the folder within their texts. */
function folderOf(context: TestContext, files: Readonly<Record<string, string>>): string {
  const folder = temporaryDirectory(context);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text.replaceAll("~", folder));
  }
  return folder;
}

suite("sshd_config", () => {
  test("the first word counts, included ones where they are included", (context) => {
    const folder = folderOf(context, {
      sshd_config: "Include ~/d/*.conf\nPermitRootLogin yes\nPort 22\n",
      "d/50-b.conf": "permitrootlogin no # not here\n",
      "d/10-a.conf": 'PasswordAuthentication = "no"\n',
      "d/.hidden.conf": "PermitRootLogin yes\n",
      "d/other.txt": "PermitRootLogin yes\n",
    });
    const read = readSshConfiguration(join(folder, "sshd_config"), folder);
    assert.deepEqual(read?.settings.get("permitrootlogin"), {
      value: "no",
      place: `${folder}/d/50-b.conf:1`,
    });
    assert.equal(read?.settings.get("passwordauthentication")?.value, "no");
    assert.equal(read?.settings.get("port")?.value, "22");
  });

  test("a Match block ends with its file, and what it says counts only there", (context) => {
    const folder = folderOf(context, {
      sshd_config:
        "Include d/*\nMatch User ann\n  PermitRootLogin yes\nMatch all\nX11Forwarding no\n",
      "d/a": "Match Address 10.0.0.0/8\nPermitRootLogin yes\nPort 2222\n",
      "d/b": "PermitRootLogin prohibit-password\n",
    });
    const read = readSshConfiguration(join(folder, "sshd_config"), folder);
    assert.equal(read?.settings.get("permitrootlogin")?.value, "prohibit-password");
    assert.equal(read?.settings.get("x11forwarding")?.value, "no");
    assert.equal(read?.settings.has("port"), false);
    assert.deepEqual(
      read?.conditional,
      new Map([
        ["permitrootlogin", `${folder}/d/a:2`],
        ["port", `${folder}/d/a:3`],
      ]),
    );
  });

  test("files that include each other come to an end", (context) => {
    const folder = folderOf(context, { sshd_config: "Include sshd_config\nPermitRootLogin no\n" });
    const read = readSshConfiguration(join(folder, "sshd_config"), folder);
    assert.equal(read?.settings.get("permitrootlogin")?.value, "no");
  });

  test("what is built in counts where nothing is said", async (context) => {
    const folder = folderOf(context, { server: "", sshd_config: "Port 22\n" });
    const places = {
      server: join(folder, "server"),
      file: join(folder, "sshd_config"),
      directory: folder,
    };
    const ask = async () => "missing" as const;
    const found = await probeRootLogin(ask, true, places);
    assert.ok(found.kind === "known");
    assert.equal(found.facts.permitRootLogin, "prohibit-password");
    assert.equal(found.facts.passwordAuthentication, true);
    assert.equal(found.facts.source, "configuration");
    const unread = await probeRootLogin(ask, false, { ...places, file: join(folder, "none") });
    assert.equal(unread.kind === "unknown" && unread.needs, "root");
    const absent = await probeRootLogin(ask, false, { ...places, server: join(folder, "none") });
    assert.equal(absent.kind === "known" && absent.facts.isInstalled, false);
  });

  test("what the server itself says comes before its configuration", async (context) => {
    const folder = folderOf(context, { server: "", sshd_config: "PermitRootLogin no\n" });
    const output = Buffer.from("permitrootlogin without-password\npasswordauthentication no\n");
    const found = await probeRootLogin(async () => ({ status: 0, output, errors: "" }), true, {
      server: join(folder, "server"),
      file: join(folder, "sshd_config"),
      directory: folder,
    });
    assert.ok(found.kind === "known");
    assert.equal(found.facts.permitRootLogin, "prohibit-password");
    assert.equal(found.facts.source, "server");
  });
});

suite("what waits for a reboot", () => {
  const places = (folder: string) => ({
    run: join(folder, "run"),
    boot: join(folder, "boot"),
    modules: join(folder, "modules"),
    release: join(folder, "release"),
  });

  test("an update that asked for it", (context) => {
    const folder = folderOf(context, {
      "run/reboot-required": "*** System restart required ***\n",
      "run/reboot-required.pkgs": "linux-base\ndbus\nlinux-base\n",
    });
    assert.deepEqual(probeReboot(places(folder)), {
      kind: "asked",
      packages: ["linux-base", "dbus"],
    });
  });

  test("a newer kernel of the same kind, by numbers and not by letters", (context) => {
    const folder = folderOf(context, {
      release: "6.1.0-9-amd64\n",
      "boot/vmlinuz-6.1.0-9-amd64": "",
      "boot/vmlinuz-6.1.0-13-amd64": "",
      "boot/vmlinuz-6.1.0-20-cloud-amd64": "",
      "boot/vmlinuz-6.1.0-30-amd64.dpkg-tmp": "",
    });
    assert.deepEqual(probeReboot(places(folder)), {
      kind: "newer-kernel",
      running: "6.1.0-9-amd64",
      newest: "6.1.0-13-amd64",
    });
    writeFileSync(join(folder, "release"), "6.1.0-13-amd64\n");
    assert.equal(probeReboot(places(folder)), undefined);
    assert.equal(isNewer("6.10.1", "6.9.5"), true);
  });

  test("a kernel that is gone; a container has none and needs none", (context) => {
    const folder = folderOf(context, {
      release: "6.1.0-9-amd64\n",
      "boot/vmlinuz-6.1.0-13-amd64": "",
      "modules/6.1.0-13-amd64/modules.dep": "",
    });
    assert.deepEqual(probeReboot(places(folder)), {
      kind: "kernel-gone",
      running: "6.1.0-9-amd64",
    });
    const empty = folderOf(context, { release: "6.1.0-9-amd64\n" });
    assert.equal(probeReboot(places(empty)), undefined);
  });
});

suite("private keys", { skip: skipUnless({ tools: ["find"] }) }, () => {
  const key = "-----BEGIN OPENSSH PRIVATE KEY-----\nabc\n-----END OPENSSH PRIVATE KEY-----\n";

  test("only keys count, and only where others can get at them", async (context) => {
    const folder = folderOf(context, {
      "open/id_ed25519": key,
      "open/server.key": "-----BEGIN RSA PRIVATE KEY-----\n",
      "open/notes.pem": "-----BEGIN CERTIFICATE-----\n",
      "open/id_ed25519.pub": key,
      "open/own.key": key,
      "open/node_modules/test/a.key": key,
      "closed/id_rsa": key,
    });
    chmodSync(folder, 0o755);
    for (const name of ["open/id_ed25519", "open/server.key", "open/notes.pem", "closed/id_rsa"]) {
      chmodSync(join(folder, name), 0o644);
    }
    chmodSync(join(folder, "open/own.key"), 0o600);
    chmodSync(join(folder, "closed"), 0o700);
    symlinkSync(join(folder, "open/own.key"), join(folder, "open/link.key"));
    const found = await probeOpenKeys(makeAsker(), makeFacts().accounts, [folder]);
    assert.ok(found.kind === "known");
    const paths = found.facts.map(({ path, readers }) => `${path.slice(folder.length)} ${readers}`);
    assert.deepEqual(paths.sort(), ["/open/id_ed25519 everybody", "/open/server.key everybody"]);
  });
});

test("sources that are trusted blindly, unsigned, or made so by a setting", async (context) => {
  const folder = folderOf(context, {
    "sources.list": "deb http://example.test/debian stable main\ndeb http://plain.test/ ./\n",
    "sources.list.d/a.sources": "URIs: http://blind.test/x\nSuites: one\nTrusted: yes\n",
    "sources.list.d/b.list.disabled": "deb [trusted=yes] http://off.test/ ./\n",
    "lists/example.test_debian_dists_stable_InRelease": "",
    "lists/plain.test_Release": "",
  });
  const output = Buffer.from('APT::Get::AllowUnauthenticated "true";\nAPT::Get::Assume "1";\n');
  const found = await probeSources(async () => ({ status: 0, output, errors: "" }), {
    sources: folder,
    lists: join(folder, "lists"),
  });
  assert.ok(found.kind === "known");
  assert.equal(found.facts.count, 3);
  assert.deepEqual(
    found.facts.weak.map(({ name, why }) => `${name}: ${why}`),
    [
      "http://plain.test/ ./: unsigned",
      "http://blind.test/x one: trusted",
      "APT::Get::AllowUnauthenticated: unauthenticated",
    ],
  );
});

test("a disk counts once, what is no disk or cannot be written to not at all", () => {
  const mount = { source: "x", isReadOnly: false };
  const found = probeDiskSpace([
    { ...mount, path: "/", device: 1, type: "ext4" },
    { ...mount, path: "/usr", device: 1, type: "ext4" },
    { ...mount, path: "/proc", device: 2, type: "proc" },
    { ...mount, path: "/etc/passwd", device: 3, type: "ext4" },
    { ...mount, path: "/tmp", device: 4, type: "ext4", isReadOnly: true },
  ]);
  assert.ok(found.kind === "known");
  assert.deepEqual(
    found.facts.map(({ path }) => path),
    ["/"],
  );
  assert.ok((found.facts[0]?.size ?? 0) > 0);
});
