import assert from "node:assert/strict";
import { after, before, suite, test } from "node:test";
import {
  type DisposableRoot,
  openDisposableRoot,
  type Resident,
} from "../support/disposable-root.ts";
import { buildBundles } from "../support/handrail-home.ts";
import { skipUnless } from "../support/need.ts";
import { repository } from "../support/repository.ts";
import { offerTinyPackages } from "../support/tiny-packages.ts";

const tools = ["unshare", "nsenter", "setpriv", "sudo", "dpkg-deb", "dpkg-scanpackages"];
const handrail = `${repository}/bin/handrail`;

/** What is asked for, the status, and what is said of it. */
type Turn = readonly [words: string, status: number, said: RegExp];

const both: readonly Turn[] = [
  ["install nosuch-thing", 1, /No source of this machine has a package nosuch-thing[\s\S]*spelt/],
  ["install", 64, /Which packages to install was not said/],
  ["install ./x.deb", 1, /cannot be the name of a package/],
  ["install tiny --yes=nosuch-guard", 64, /there is no guard nosuch-guard/],
  [
    "remove nosuch-thing",
    1,
    /No source of this machine has a package nosuch-thing[\s\S]*`handrail remove`/,
  ],
  [
    "update nosuch-thing",
    1,
    /No source of this machine has a package nosuch-thing[\s\S]*`handrail\s+update`/,
  ],
  ["install tinny", 1, /has a package tinny\.\n +Perhaps +tiny\n/],
  ["explain delete-own-files", 64, /no guard delete-own-files; did you mean deletes-own-files\?/],
  ["mend-sources", 64, /What is to become of it\?\n +--answer how=switch-off +nothing is taken/],
  ["remove tiny", 0, /Not installed here: tiny/],
  ["update tiny", 1, /Not installed here[\s\S]*handrail install tiny/],
  ["update held-back-one", 1, /No source/],
  ["permissions /nosuch", 1, /No such file or directory/],
  ["permissions /srv/plain", 64, /Now, of \/srv\/plain: [\s\S]*--answer change=owner/],
  ["permissions /srv/plain --answer least=yes", 0, /gives nobody more than is needed/],
  ["permissions /srv/plain --answer mode=9999", 1, /9999 is no mode/],
  ["permissions /srv/plain --answer owner=nosuch", 1, /no user nosuch/],
  ["restore-permissions /srv/plain", 1, /No package owns[\s\S]*handrail permissions \/srv\/plain/],
  ["take-configuration", 0, /No newer configuration file is waiting/],
  ["take-configuration /etc/nosuch", 1, /No newer version waits beside \/etc\/nosuch/],
  ["restart ssh", 1, /No systemd runs this machine/],
  ["restart", 0, /No service runs an old version/],
  ["lock-account nosuch", 1, /There is no account nosuch/],
  ["undo 0000000", 64, /^handrail: there is no entry 0000000; handrail history lists them$/m],
  ["undo", 64, /^handrail: there is nothing to undo$/m],
  ["history", 0, /Nothing is in the history yet/],
  ["apply /nosuch.json", 64, /\/nosuch\.json cannot be used: No such file or directory$/m],
  ["apply /srv/typo.json", 64, /typo\.json: there is no question packges; the task asks packages/],
  ["settings nosuch", 64, /settings has no part nosuch; they are guard, /],
  ["level wizard", 64, /A level is one of|novice, standard, expert/],
  ["nosuch", 64, /there is no subcommand nosuch/],
];

/** Nothing that was asked for and not done ends with 0, and everything says what next. */
suite("turns that lead nowhere", { skip: skipUnless({ root: true, tools }) }, () => {
  let root: DisposableRoot;
  before(async () => {
    buildBundles();
    root = await openDisposableRoot();
    offerTinyPackages(root);
    const typo = { schema: "handrail/answers@1", task: "install", answers: { packges: ["tiny"] } };
    root.do(`echo '${JSON.stringify(typo)}' >/srv/typo.json`);
    root.do("echo x >/srv/plain && chown ann /srv/plain && chmod 600 /srv/plain");
  });
  after(() => root?.close());

  const say = (words: string, as: Resident = "root", environment = {}) =>
    root.run(["setsid", "-w", handrail, ...words.split(" ")], { as, environment });

  for (const as of ["root", "ann"] as const) {
    for (const [words, status, said] of both) {
      test(`${as}: handrail ${words}`, () => {
        const end = say(words, as);
        const text = `${end.output}${end.errors}`;
        assert.match(text, said);
        assert.equal(end.status, status, text);
        assert.doesNotMatch(text, /internal error|ENOENT|undefined|\bguard:/);
        // What was not done is a message, and not the report that was asked for.
        if (status !== 0) assert.notEqual(end.errors, "");
      });
    }
  }

  test("ASCII alone is enough for every sentence where the language is C", () => {
    for (const [words] of both) {
      const { output, errors } = say(words, "ann", { LC_ALL: "C", NO_COLOR: "1" });
      assert.match(`${output}${errors}`, /^[\x20-\x7e\n]*$/, words);
    }
  });

  test("a package that is held is said to be, before anything is begun", () => {
    root.do("apt-get -y install tiny=1.0 tiny-data >/dev/null 2>&1 && apt-mark hold tiny");
    const held = say("update tiny");
    assert.equal(held.status, 1, held.output);
    assert.match(held.errors, /tiny is held at its version[\s\S]*apt-mark\s+unhold tiny/);
    root.do("apt-mark unhold tiny && apt-get -y purge tiny tiny-data >/dev/null 2>&1");
  });

  test("no network: it is said, nothing was changed, and no undo is offered of nothing", () => {
    root.do(`mv /etc/apt/sources.list /etc/apt/sources.aside
      echo 'deb [trusted=yes] http://nowhere.example.test/debian stable main' >/etc/apt/sources.list`);
    try {
      const { status, output, errors } = say("refresh --yes=weakens-trust");
      assert.equal(status, 1, output);
      assert.match(output, /nowhere\.example\.test was not found\. Look at the network/);
      assert.doesNotMatch(errors, /takes back/);
    } finally {
      root.do("mv /etc/apt/sources.aside /etc/apt/sources.list && apt-get update");
    }
  });

  test("an archive that is gone: nothing was changed, and it is said what to do", () => {
    const files = root.do("find / -xdev -name 'tiny-data_*.deb' 2>/dev/null").trim().split("\n");
    for (const file of files) root.do(`mv ${file} ${file}.gone`);
    try {
      const { status, output, errors } = say("install tiny --yes=weakens-trust,runs-unseen-code");
      assert.equal(status, 1, output);
      assert.match(`${output}${errors}`, /Nothing was changed\./);
      assert.doesNotMatch(errors, /takes back/);
    } finally {
      for (const file of files) root.do(`mv ${file}.gone ${file}`);
    }
  });

  test("a full disk is named before and after, and the machine is as it was", () => {
    root.do(`mkdir -p /var/lib/handrail && mount -t tmpfs -o size=40k none /var/lib/handrail
      head -c 60k /dev/zero >/var/lib/handrail/fill || :`);
    try {
      const { status, output, errors } = say("permissions /srv/plain --answer mode=640");
      assert.notEqual(status, 0, output);
      assert.match(`${output}${errors}`, /disk|room|space/);
      assert.equal(root.do("stat -c %a /srv/plain").trim(), "600");
    } finally {
      root.do("umount /var/lib/handrail");
    }
  });
});
