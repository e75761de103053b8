import assert from "node:assert/strict";
import { chmodSync, chownSync, mkdirSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { merge, readSettings } from "../../src/system/configuration.ts";
import { directoriesFor } from "../../src/system/directories.ts";
import { levelInGecos, levelOf } from "../../src/system/level.ts";
import { parseSettings } from "../../src/system/parse-settings.ts";
import { makePrivateDirectory } from "../../src/system/private-directory.ts";
import { skipUnless } from "../support/need.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const parse = (value: unknown) => parseSettings(JSON.stringify(value), "/config.json");
const uid = process.getuid?.() ?? 0;

test("the directories are the contract's, and root's come from nobody's environment", () => {
  const environment = new Map([
    ["HOME", "/elsewhere"],
    ["XDG_CONFIG_HOME", "/settings/"],
    ["XDG_STATE_HOME", "relative"],
  ]);
  assert.deepEqual(directoriesFor(1000, "/home/ann", environment), {
    configuration: "/settings/handrail",
    state: "/elsewhere/.local/state/handrail",
    cache: "/elsewhere/.cache/handrail",
    log: "/elsewhere/.local/state/handrail/log",
  });
  assert.equal(directoriesFor(1000, "/home/ann", new Map()).cache, "/home/ann/.cache/handrail");
  assert.deepEqual(directoriesFor(0, "/root", environment), {
    configuration: "/etc/handrail",
    state: "/var/lib/handrail",
    cache: "/var/cache/handrail",
    log: "/var/log/handrail",
  });
});

test("a private directory is made, made private, or refused", (t) => {
  const directory = temporaryDirectory(t);
  assert.equal(makePrivateDirectory(`${directory}/a/b`, uid), `${directory}/a/b`);
  assert.equal(statSync(`${directory}/a/b`).mode & 0o777, 0o700);
  chmodSync(`${directory}/a/b`, 0o755);
  assert.equal(makePrivateDirectory(`${directory}/a/b`, uid), `${directory}/a/b`);
  assert.equal(statSync(`${directory}/a/b`).mode & 0o777, 0o700);
  symlinkSync("a", `${directory}/link`);
  assert.equal(makePrivateDirectory(`${directory}/link`, uid), undefined);
  writeFileSync(`${directory}/file`, "");
  assert.equal(makePrivateDirectory(`${directory}/file`, uid), undefined);
  assert.equal(makePrivateDirectory(`${directory}/file/below`, uid), undefined);
});

test("a directory that somebody else could swap is refused", {
  skip: skipUnless({ root: true }),
}, (t) => {
  const directory = temporaryDirectory(t);
  mkdirSync(`${directory}/theirs`);
  chownSync(`${directory}/theirs`, 1000, 1000);
  assert.equal(makePrivateDirectory(`${directory}/theirs`, 0), undefined);
  assert.equal(makePrivateDirectory(`${directory}/theirs/below`, 0), undefined);
  mkdirSync(`${directory}/open`);
  chmodSync(`${directory}/open`, 0o777);
  assert.equal(makePrivateDirectory(`${directory}/open/below`, 0), undefined);
});

test("lists merge by union, policy comes from the system alone", () => {
  const system = parse({
    paths: ["/srv/data"],
    level: "novice",
    policy: { levels: "standard", unacceptable: ["overwrites-disk"] },
  });
  const user = parse({
    paths: ["/srv/data", "/home/ann/photos"],
    level: "expert",
    policy: { levels: "expert" },
  });
  const both = merge(system, user);
  assert.deepEqual(both.paths, ["/srv/data", "/home/ann/photos"]);
  assert.equal(both.level, "expert");
  assert.deepEqual([...both.policy.levels], [["*", "standard"]]);
  assert.deepEqual([...both.policy.unacceptable], ["overwrites-disk"]);
  assert.deepEqual(both.problems, []);
});

test("what is wrong is said in a sentence, and the rest is used", () => {
  const broken = parseSettings("{", "/home/ann/\u001bconfig.json");
  assert.match(broken.problems[0] ?? "", /^\/home\/ann\/\\x1bconfig\.json is not used: .*\.$/);
  assert.equal(parse([]).problems.length, 1);
  const partly = parse({
    level: "guru",
    paths: ["/a", 1],
    levels: { ann: "expert", bob: 3 },
    policy: 1,
  });
  assert.equal(partly.problems.length, 4);
  assert.deepEqual([...partly.levels], [["ann", "expert"]]);
  assert.equal(partly.level, undefined);
});

test("a missing file is an empty one, one that others can write is not believed", (t) => {
  const directory = temporaryDirectory(t);
  const path = `${directory}/config.json`;
  assert.deepEqual(readSettings(path, uid).problems, []);
  writeFileSync(path, '{"level":"expert"}', { mode: 0o600 });
  assert.equal(readSettings(path, uid).level, "expert");
  chmodSync(path, 0o666);
  assert.equal(readSettings(path, uid).level, undefined);
  assert.equal(readSettings(path, uid).problems.length, 1);
  assert.equal(readSettings(directory, uid).problems.length, 1);
});

test("root believes no file of a user's", { skip: skipUnless({ root: true }) }, (t) => {
  const path = `${temporaryDirectory(t)}/config.json`;
  writeFileSync(path, '{"level":"expert"}', { mode: 0o600 });
  chownSync(path, 1000, 1000);
  assert.equal(readSettings(path, 0).level, undefined);
  assert.equal(readSettings(path, 1000).level, "expert");
});

const nothing = { levels: new Map(), policy: { levels: new Map() } };
const ann = { uid: 1000, loginName: "ann", gecos: [], configuration: nothing };

test("the level: one's own choice, the account, the configuration, the default", () => {
  const gecos = ["Ann", "", "", "", "left-handed handrail=standard"];
  const configuration = { ...nothing, level: "expert" } as const;
  assert.equal(levelOf(ann), "novice");
  assert.equal(levelOf({ ...ann, uid: 0, loginName: "root" }), "standard");
  assert.equal(levelOf({ ...ann, configuration }), "expert");
  assert.equal(levelOf({ ...ann, configuration, gecos }), "standard");
  assert.equal(levelOf({ ...ann, configuration, gecos, chosen: "novice" }), "novice");
  const levels = new Map([["ann", "standard"]] as const);
  assert.equal(levelOf({ ...ann, configuration: { ...configuration, levels } }), "standard");
});

test("a policy is the least strictness, whatever is chosen", () => {
  const policy = { levels: new Map([["*", "standard"]] as const) };
  const configuration = { ...nothing, policy };
  assert.equal(levelOf({ ...ann, configuration, chosen: "expert" }), "standard");
  assert.equal(levelOf({ ...ann, configuration, chosen: "novice" }), "novice");
  assert.equal(levelOf({ ...ann, configuration }), "novice");
});

test("only the fifth part of the GECOS field counts, and only whole words", () => {
  assert.equal(levelInGecos(["handrail=expert", "", "", "", ""]), undefined);
  assert.equal(levelInGecos(["", "", "", "", "handrail=guru"]), undefined);
  assert.equal(levelInGecos(["", "", "", "", "nohandrail=expert"]), undefined);
  assert.equal(levelInGecos(["", "", "", "", "handrail=expert"]), "expert");
  assert.equal(levelInGecos([]), undefined);
});

test("rules of guards merge to the stricter, and the system's file can only ask for more", () => {
  const system = parse({
    policy: {
      guards: { "root-shell": "ask", "overwrites-disk": "refuse", "powers-off": "off" },
      unacceptable: ["exposes-secrets"],
      allowed: [{ path: "/srv/x", until: "2999-12-31", reason: "none" }],
    },
  });
  const user = parse({
    policy: {
      guards: {
        "root-shell": "off",
        "overwrites-disk": "ask",
        "needless-root": "off",
        "exposes-secrets": "off",
        "powers-off": "refuse",
      },
    },
  });
  const { policy, machinePolicy, problems } = merge(system, user);
  const rules = Object.fromEntries([...policy.rules].map(([id, { rule, by }]) => [id, [rule, by]]));
  assert.deepEqual(rules, {
    "root-shell": ["ask", "machine"],
    "overwrites-disk": ["refuse", "machine"],
    "needless-root": ["off", "person"],
    "powers-off": ["refuse", "person"],
  });
  assert.deepEqual([...machinePolicy.rules.keys()], ["root-shell", "overwrites-disk"]);
  assert.deepEqual(policy.allowances, []);
  assert.equal(problems.length, 2);
  for (const problem of problems) assert.match(problem, /can only be stricter\.$/);
});

test("an allowance needs a place, a last day and a reason, and ends", () => {
  const day = Date.parse("2026-11-22T12:00:00");
  const allow = (differences: object) => {
    const one = { path: "/srv/scratch", until: "2026-11-22", reason: "tests", ...differences };
    const user = parse({ policy: { allowed: [one] } });
    return { held: merge(parse({}), user, day).policy.allowances.length, said: user.problems };
  };
  assert.deepEqual(allow({}), { held: 1, said: [] });
  assert.deepEqual(allow({ guards: ["overwrites-files"] }), { held: 1, said: [] });
  assert.deepEqual(allow({ until: "2026-11-21" }), { held: 0, said: [] });
  const wrong = [
    { path: "/" },
    { path: "/etc" },
    { path: "/srv/../etc" },
    { path: "srv/scratch" },
    { until: "soon" },
    { until: "2026-02-30" },
    { until: 5 },
    { reason: "" },
    { reason: undefined },
    { guards: ["overwrite-files"] },
    { guards: "all" },
  ];
  for (const differences of wrong) {
    const { held, said } = allow(differences);
    assert.equal(held, 0, JSON.stringify(differences));
    assert.ok(said.length > 0, JSON.stringify(differences));
  }
});

test("a key that is no setting is named, with the nearest that is one", () => {
  const { problems } = parse({
    levl: "expert",
    policy: { gards: {}, guards: { "rot-shell": "off" } },
  });
  assert.deepEqual(problems, [
    'In /config.json, "policy.guards.rot-shell" is not used: it should be the name of a guard, such as root-shell.',
    'In /config.json, "levl" (did you mean "level"?) is no setting and has no effect.',
    'In /config.json, "policy.gards" (did you mean "policy.guards"?) is no setting and has no effect.',
  ]);
});

test("a trusted file in a directory that others can write to is not believed", (t) => {
  const directory = temporaryDirectory(t);
  writeFileSync(`${directory}/config.json`, '{"level":"expert"}', { mode: 0o600 });
  chmodSync(directory, 0o777);
  assert.equal(readSettings(`${directory}/config.json`, uid).level, undefined);
  assert.equal(readSettings(`${directory}/config.json`, uid).problems.length, 1);
});
