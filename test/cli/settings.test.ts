import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { before, describe, test } from "node:test";
import {
  buildBundles,
  giveToUser,
  guardWords,
  handrailWords,
  makeHome,
  skipWithoutUser,
} from "../support/handrail-home.ts";

before(buildBundles);

function run(home: string, words: readonly string[]) {
  const [program = "", ...rest] = ["setsid", "--wait", ...words];
  const { status, stdout, stderr } = spawnSync(program, rest, {
    cwd: home,
    env: { HOME: home, PATH: "/usr/local/bin:/usr/bin:/bin", TERM: "xterm", LANG: "C.UTF-8" },
    input: "",
    encoding: "utf8",
  });
  return { status, output: stdout, errors: stderr };
}

const handrail = (home: string, ...words: readonly string[]) => run(home, handrailWords(...words));
const guard = (home: string, ...words: readonly string[]) => run(home, guardWords(...words));
const decisionOf = (home: string, line: string) =>
  JSON.parse(guard(home, "--check", "--json", "-c", line).output);

describe("settings by words", { skip: skipWithoutUser }, () => {
  test("a guard is turned off, said in the list, and follows the level again", () => {
    const home = makeHome();
    assert.equal(decisionOf(home, "rm -rf docs").decision, "ask");
    const off = handrail(home, "settings", "guard", "deletes-own-files", "off");
    assert.equal(off.status, 0, off.errors);
    assert.match(off.output, /deletes-own-files: off, it asks nothing \(yours\)/);
    assert.match(handrail(home, "guards").output, /off +deletes-own-files/);
    const review = decisionOf(home, "rm -rf docs");
    assert.equal(review.decision, "allow");
    assert.deepEqual(review.findings[0].ruling, { kind: "off", by: "person" });
    const file = `${home}/.config/handrail/config.json`;
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.deepEqual(JSON.parse(readFileSync(file, "utf8")).policy.guards, {
      "deletes-own-files": "off",
    });
    assert.equal(handrail(home, "settings", "guard", "deletes-own-files", "usual").status, 0);
    assert.equal(decisionOf(home, "rm -rf docs").decision, "ask");
  });

  test("a guard that refuses is past any yes, and says so", () => {
    const home = makeHome();
    handrail(home, "settings", "guard", "deletes-own-files", "refuse");
    const { status, errors } = guard(home, "--yes=deletes-own-files", "rm", "-rf", "docs");
    assert.equal(status, 125);
    assert.match(errors, /the settings never let this run/);
    assert.match(errors, /--yes does not change that/);
    assert.ok(existsSync(`${home}/docs`));
  });

  test("a place is allowed until a day for a reason, and the run shows it", () => {
    const home = makeHome();
    const words = ["settings", "allow", "docs", "until", "2999-12-31", "because", "only a copy"];
    const allowed = handrail(home, ...words);
    // A home below /tmp is deep enough to be a place of its own.
    assert.equal(allowed.status, 0, allowed.errors);
    assert.match(allowed.output, /until 2999-12-31, because: only a\s+copy \(every guard\)/);
    const { status, errors } = guard(home, "rm", "-rf", "docs");
    assert.equal(status, 0);
    assert.match(errors, /Allowed {2}in .*docs until[\s\S]*only a\s+copy/);
    assert.equal(handrail(home, "settings", "disallow", "docs").status, 0);
    assert.equal(handrail(home, "settings", "disallow", "docs").status, 1);
  });

  test("wrong words are named, and what was meant", () => {
    const home = makeHome();
    const said = (...words: readonly string[]): string => {
      const { status, errors } = handrail(home, "settings", ...words);
      assert.equal(status, 64, words.join(" "));
      return errors;
    };
    assert.match(said("guard", "deletes-own-file", "off"), /did you mean deletes-own-files\?/);
    assert.match(said("guard", "root-shell", "of"), /off, ask, refuse or usual/);
    assert.match(said("gaurd", "root-shell", "off"), /did you mean guard\?/);
    assert.match(said("allow", "docs"), /until DAY because REASON/);
    assert.match(said("guard"), /GUARD off, ask, refuse or usual/);
    const until = ["docs", "until", "2999-12-31", "because"];
    assert.match(said("allow", ...until, "x", "for", "root-shel"), /did you mean root-shell/);
    assert.match(said("allow", ...until, "for", "root-shell"), /until DAY because REASON/);
    assert.match(said("allow", "/", "until", "2999-12-31", "because", "x"), /at least two names/);
    assert.match(said("allow", "docs", "until", "soon", "because", "x"), /last day/);
    assert.match(guard(home, "--chek", "ls").errors, /no option --chek; did you mean --check\?/);
    assert.match(guard(home, "--yes=root-shel", "ls").errors, /did you mean root-shell\?/);
    assert.match(guard(home, "--explain", "root-shel").errors, /did you mean root-shell\?/);
  });

  test("a damaged or foreign file is said and changes nothing; a wrong key is named", () => {
    const home = makeHome();
    const folder = `${home}/.config/handrail`;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const file = `${folder}/config.json`;
    const write = (text: string, mode = 0o600) => {
      writeFileSync(file, text);
      chmodSync(file, mode);
      giveToUser(home);
    };
    write('{"policy": ');
    const damaged = guard(home, "--check", "rm", "-rf", "docs");
    assert.equal(damaged.status, 1);
    assert.match(damaged.errors, /config\.json is not used: it is not JSON\./);
    assert.equal(handrail(home, "settings", "guard", "root-shell", "off").status, 1);
    assert.equal(readFileSync(file, "utf8"), '{"policy": ');
    write('{"policy":{"guards":{"deletes-own-files":"off"}}}', 0o666);
    const open = guard(home, "--check", "rm", "-rf", "docs");
    assert.equal(open.status, 1);
    assert.match(open.errors, /somebody else could have written it/);
    write('{"levl":"expert"}');
    assert.match(guard(home, "--check", "ls").errors, /"levl" \(did you mean "level"\?\)/);
  });
});

describe("the log of decisions", { skip: skipWithoutUser }, () => {
  test("what was asked and answered is kept, secrets are not", () => {
    const home = makeHome();
    guard(home, "-c", "rm -rf docs; : --password=hunter2x");
    guard(home, "--yes=deletes-own-files", "-c", "rm -rf docs; exit 3");
    guard(home, "ls");
    guard(home, "--check", "rm", "-rf", "docs");
    const log = `${home}/.local/state/handrail/decisions.jsonl`;
    assert.doesNotMatch(readFileSync(log, "utf8"), /hunter2x/);
    const { decisions } = JSON.parse(handrail(home, "history", "--decisions", "--json").output);
    const told = decisions.map(({ answer, status, accepted, line }: Record<string, unknown>) => ({
      answer,
      status,
      accepted,
      line,
    }));
    assert.deepEqual(told, [
      { answer: "passed", status: 3, accepted: ["deletes-own-files"], line: "rm -rf docs; exit 3" },
      {
        answer: "nobody-to-ask",
        status: null,
        accepted: [],
        line: "rm -rf docs; : --password=***",
      },
    ]);
    const text = handrail(home, "history", "--decisions").output;
    assert.match(text, /not asked, status 3: caution deletes-own-files/);
  });

  test("a log that cannot be written breaks no run", () => {
    const home = makeHome();
    mkdirSync(`${home}/.local/state/handrail/decisions.jsonl`, { recursive: true, mode: 0o700 });
    giveToUser(home);
    assert.equal(guard(home, "--yes=deletes-own-files", "rm", "-rf", "docs").status, 0);
    assert.equal(existsSync(`${home}/docs`), false);
  });
});
