import assert from "node:assert/strict";
import { join } from "node:path/posix";
import { after, before, describe, it } from "node:test";
import {
  type DisposableRoot,
  openDisposableRoot,
  type RunEnd,
} from "../support/disposable-root.ts";
import { buildBundles } from "../support/handrail-home.ts";
import { skipUnless } from "../support/need.ts";
import { offerPackages } from "../support/package-repository.ts";
import { repository } from "../support/repository.ts";

const tools = ["unshare", "nsenter", "gpg", "dpkg-deb", "dpkg-scanpackages"];

describe("packages, by the real apt", { skip: skipUnless({ root: true, tools }) }, () => {
  let root: DisposableRoot;
  before(async () => {
    buildBundles();
    root = await openDisposableRoot();
    offerPackages(root);
  });
  after(() => root.close());

  const handrail = (...words: readonly string[]): RunEnd =>
    root.run([`${repository}/bin/handrail`, ...words]);
  const version = (name: string): string =>
    root.run(["dpkg-query", "-W", "-f=${db:Status-Abbrev}${Version}", name]).output;
  const automatic = (): readonly string[] =>
    root.do("apt-mark showauto gong gong-data gong-club wood triangle").trim().split("\n");
  const plan = (...words: readonly string[]): Plan => {
    const { output, errors } = handrail(...words, "--plan", "--json");
    assert.notEqual(output, "", errors);
    return JSON.parse(output) as Plan;
  };
  const details = ({ steps }: Plan): readonly string[] =>
    steps.flatMap(({ effects }) =>
      effects.filter(({ kind }) => kind === "package").map(({ detail }) => detail),
    );

  it("tells updates that mend faults from others", () => {
    assert.deepEqual(details(plan("update")), [
      "upgrade gong 1.0 to 2.0",
      "upgrade wood 1.0 to 1.1",
    ]);
    const security = plan("update", "--answer", "scope=security");
    assert.deepEqual(details(security), ["upgrade wood 1.0 to 1.1"]);
    assert.deepEqual(details(plan("update", "gong")), ["upgrade gong 1.0 to 2.0"]);
    assert.equal(version("wood"), "ii 1.0");
  });

  it("keeps a configuration file that was changed here, and then takes the newer one", () => {
    root.do("echo 'loudness 9' >/etc/gong.conf");
    const before = automatic();
    const updated = handrail("update", "--yes=cannot-foresee");
    assert.equal(updated.status, 0, updated.output + updated.errors);
    assert.equal(version("gong") + version("wood"), "ii 2.0ii 1.1");
    assert.match(
      updated.output,
      /gong\.conf was changed here and stays.*\n +handrail take-configuration --answer paths=\/etc\/gong\.conf\n/,
    );
    assert.deepEqual(automatic(), before);
    assert.equal(root.do("cat /etc/gong.conf"), "loudness 9\n");
    assert.equal(root.do("cat /etc/gong.conf.dpkg-dist"), "loudness 2\n");

    const words = ["take-configuration", "--answer", "paths=/etc/gong.conf"];
    assert.match(handrail(...words, "--plan").output, /^-loudness 9\n\+loudness 2$/m);
    const taken = handrail(...words, "--yes=overwrites-files");
    assert.equal(taken.status, 0, taken.output + taken.errors);
    assert.equal(root.do("cat /etc/gong.conf"), "loudness 2\n");
    assert.match(handrail("take-configuration").output, /No newer configuration file is waiting/);
    assert.equal(handrail("undo").status, 0);
    assert.equal(root.do("cat /etc/gong.conf"), "loudness 9\n");
    root.do("mv /etc/gong.conf.dpkg-dist /etc/gong.conf");
  });

  it("takes an update back", () => {
    const { entries } = JSON.parse(handrail("history", "--json").output) as {
      readonly entries: readonly {
        readonly id: string;
        readonly plan?: { readonly title: string };
      }[];
    };
    const update = entries.find((entry) => entry.plan?.title.startsWith("Update "));
    const undone = handrail("undo", update?.id ?? "", "--yes=cannot-foresee");
    assert.equal(undone.status, 0, undone.output + undone.errors);
    assert.equal(version("gong") + version("wood"), "ii 1.0ii 1.0");
  });

  it("says what goes with a package, removes it, and brings all of it back", () => {
    const before = automatic();
    const asked = handrail("remove", "gong");
    assert.equal(asked.status, 125);
    assert.match(asked.output, /1 package that nobody named(.*\n)*?.*gong-club/);
    const removed = handrail("remove", "gong", "--yes=removes-required-packages,cannot-foresee");
    assert.equal(removed.status, 0, removed.output + removed.errors);
    assert.match(version("gong") + version("gong-club"), /^rc 1\.0|^$/);
    const undone = handrail("undo", "--yes=cannot-foresee");
    assert.equal(undone.status, 0, undone.output + undone.errors);
    assert.equal(version("gong") + version("gong-club"), "ii 1.0ii 1.0");
    assert.deepEqual(automatic(), before);
  });

  it("makes room for what conflicts, and takes that back too", () => {
    const words = ["install", "triangle", "--yes=removes-required-packages,cannot-foresee"];
    const installed = handrail(...words);
    assert.equal(installed.status, 0, installed.output + installed.errors);
    assert.equal(version("triangle"), "ii 1.0");
    assert.doesNotMatch(version("gong"), /^ii/);
    // Nothing goes that is not named: what comes back is foreseen as things are by then.
    const undone = handrail("undo", "--yes=cannot-foresee");
    assert.equal(undone.status, 0, undone.output + undone.errors);
    assert.equal(version("gong") + version("gong-club"), "ii 1.0ii 1.0");
    assert.doesNotMatch(version("triangle"), /^ii/);
  });

  it("foresees a later command as things are after the earlier one", () => {
    const foresee = (line: string): readonly string[] => {
      const words = [`${repository}/bin/guard`, "--check", "--json", "-c", line];
      const { output, errors } = root.run(words);
      assert.notEqual(output, "", errors);
      const { effects } = JSON.parse(output) as Plan["steps"][number];
      return effects.map(({ detail }) => detail);
    };
    assert.deepEqual(foresee("apt-get -y remove gong-club; apt-get -y remove gong"), [
      "remove gong-club 1.0",
      "remove gong 1.0",
    ]);
    assert.deepEqual(foresee("apt-get -y install triangle; apt-get -y install gong"), [
      "remove gong-club 1.0",
      "remove gong 1.0",
      "install triangle 1.0",
      "remove triangle 1.0",
      "install gong 2.0",
    ]);
    assert.deepEqual(foresee("apt-get -y upgrade; apt-get -y upgrade"), [
      "upgrade gong 1.0 to 2.0",
      "upgrade wood 1.0 to 1.1",
    ]);
    assert.equal(root.do("find /var/cache/handrail -name 'scratch-*'"), "");
  });

  it("says what is wrong where there is no plan", () => {
    const near = handrail("install", "gnog");
    assert.equal(near.status, 1);
    assert.match(
      near.output + near.errors,
      /No source of this machine has a package gnog\.\n +Perhaps +gong\n/,
    );
    const strange = handrail("install", "zzzzqqqq");
    assert.match(strange.output + strange.errors, /find it by what it is for/);
    // A word of what it is for leads there, too.
    const found = handrail("install", "club", "tests");
    assert.match(found.output + found.errors, /\n +Perhaps +gong-club\n/);
    const hollow = handrail("install", "hollow");
    assert.equal(hollow.status, 1);
    assert.match(hollow.output + hollow.errors, /hollow needs nobody-has-this/);
    const there = handrail("install", "wood=1.0");
    assert.equal(there.status, 0);
    assert.match(there.output + there.errors, /installed already/);
    assert.match(handrail("remove", "whistle").output, /Not installed here: whistle/);
    assert.match(handrail("install", "go*").errors, /cannot be the name of a package/);
  });

  it("tells a signed source from one that is only declared to be trusted", () => {
    const ids = (one: Plan): readonly string[] =>
      one.review.findings.filter(({ severity }) => severity !== "note").map(({ guard }) => guard);
    assert.deepEqual(ids(plan("install", "whistle")), ["weakens-trust"]);
    assert.deepEqual(ids(plan("update", "gong")), []);
  });

  it("a package that could not be set up is named, and finished later", () => {
    root.do("touch /srv/limp");
    const failed = handrail("install", "limping", "--yes=cannot-foresee");
    assert.equal(failed.status, 1);
    assert.match(failed.output, /limping could not be set up/);
    assert.match(handrail("configure-packages", "--plan").output, /1 package half done: limping/);
    assert.deepEqual(details(plan("configure-packages")), ["configure half-done packages"]);
    // It is unpacked, so that apt has nothing to fetch: it is not there for all that.
    const again = handrail("install", "limping");
    assert.notEqual(again.status, 0);
    assert.match(again.errors + again.output, /limping is installed by half/);
    const line = "apt-get install -y limping";
    const typed = root.run([`${repository}/bin/guard`, "--check", "--json", "-c", line]);
    assert.match(typed.output, /configure limping/);
    root.do("rm /srv/limp");
    const finished = handrail("configure-packages", "--yes=cannot-foresee");
    assert.equal(finished.status, 0, finished.output + finished.errors);
    assert.equal(version("limping"), "ii 1.0");
    assert.match(handrail("configure-packages").output, /No package is half done/);
  });

  it("brings what installed packages lack", () => {
    root.do("dpkg --remove --force-depends gong-data");
    const refused = handrail("install", "triangle");
    assert.equal(refused.status, 1);
    assert.match(refused.output + refused.errors, /handrail configure-packages/);
    // No package is half done, so that dpkg itself only writes its records anew.
    assert.deepEqual(details(plan("configure-packages")), ["install gong-data 1.0"]);
    const mended = handrail("configure-packages", "--yes=cannot-foresee");
    assert.equal(mended.status, 0, mended.output + mended.errors);
    assert.equal(version("gong-data"), "ii 1.0");
  });

  it("a cut-off run comes first", () => {
    root.do("touch /var/lib/dpkg/updates/0001");
    assert.match(handrail("update").errors, /was cut off. Finish that first/);
    const mended = handrail("configure-packages", "--yes=cannot-foresee");
    assert.equal(mended.status, 0, mended.output + mended.errors);
    assert.equal(root.do("ls /var/lib/dpkg/updates"), "");
  });

  it("a source that does not answer fails a refresh", () => {
    root.do("mv /srv/repositories/security /srv/repositories/away");
    const failed = handrail("refresh");
    assert.equal(failed.status, 1, failed.output);
    root.do("mv /srv/repositories/away /srv/repositories/security");
    const refreshed = handrail("refresh");
    assert.equal(refreshed.status, 0, refreshed.output + refreshed.errors);
  });

  it("plans the same at every level", () => {
    const stepsAt = (level: string) => plan("remove", "gong", "--level", level).steps;
    assert.ok(details({ steps: stepsAt("novice") } as Plan).length > 0);
    for (const level of ["standard", "expert"]) {
      assert.deepEqual(stepsAt(level), stepsAt("novice"));
    }
  });

  it("answers what the screens ask", () => {
    const ask = (query: object): Record<string, unknown> => {
      const driver = join(repository, "test/support/query-driver.ts");
      const command = [process.execPath, driver, JSON.stringify(query)];
      const { output, errors } = root.run(command);
      assert.notEqual(output, "", errors);
      return JSON.parse(output) as Record<string, unknown>;
    };
    const found = ask({ kind: "search", text: "gong tests" });
    assert.deepEqual(found, {
      kind: "search",
      found: ["gong", "gong-club", "gong-data"].map((name) => ({
        name,
        summary: `${name} for tests`,
        isInstalled: true,
        origin: "Example",
        trust: "signed",
      })),
      total: 3,
      among: 8,
    });
    const { details: about } = ask({ kind: "package-details", name: "gong" });
    assert.deepEqual(about, {
      name: "gong",
      version: "2.0",
      installed: "1.0",
      summary: "gong for tests",
      description: ["Long words about it.", "", "And more."],
      origin: "Example",
      trust: "signed",
      installedSize: 12_288,
      services: [],
    });
    const { changes } = ask({ kind: "updates" });
    assert.deepEqual(
      (changes as readonly { readonly name: string; readonly isSecurity: boolean }[]).map(
        ({ name, isSecurity }) => [name, isSecurity],
      ),
      [
        ["gong", false],
        ["wood", true],
      ],
    );
  });
});

interface Plan {
  readonly steps: readonly {
    readonly effects: readonly { readonly kind: string; readonly detail: string }[];
  }[];
  readonly review: {
    readonly findings: readonly { readonly guard: string; readonly severity: string }[];
  };
}
