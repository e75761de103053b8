import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import {
  buildBundles,
  giveToUser,
  guardWords,
  makeHome,
  skipWithoutUser,
} from "../support/handrail-home.ts";
import { TerminalSession } from "../support/terminal-session.ts";

const sessions: TerminalSession[] = [];
const options = { skip: skipWithoutUser };

before(buildBundles);
after(() => {
  for (const session of sessions) session.kill("SIGKILL");
});

function environmentOf(home: string): Record<string, string> {
  return { HOME: home, PATH: "/usr/local/bin:/usr/bin:/bin", TERM: "xterm", LANG: "C.UTF-8" };
}

/** guard without a terminal: its status, and what it printed. */
function run(home: string, words: readonly string[], input = "") {
  // No terminal to be found by way of /dev/tty either.
  const [program, ...rest] = ["setsid", "--wait", ...guardWords(...words)];
  const { status, signal, stdout, stderr } = spawnSync(program ?? "", rest, {
    cwd: home,
    env: environmentOf(home),
    input,
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  return { status, signal, output: stdout, errors: stderr };
}

/** guard on a terminal of 80 columns and 24 rows. */
function open(home: string, ...words: readonly string[]): TerminalSession {
  const session = new TerminalSession(guardWords(...words), {
    directory: home,
    environment: environmentOf(home),
  });
  sessions.push(session);
  return session;
}

describe("a copy that is large", options, () => {
  const line = ["-c", "echo x > docs/a.txt"] as const;
  const yes = "--yes=overwrites-files";
  function makeLimitedHome(): string {
    const home = makeHome();
    mkdirSync(join(home, ".config/handrail"), { recursive: true });
    const settings = '{ "kept": { "copyGigabytes": 0.0000001 } }';
    writeFileSync(join(home, ".config/handrail/config.json"), settings);
    writeFileSync(join(home, "docs/a.txt"), "text\n".repeat(100));
    giveToUser(home);
    return home;
  }
  const textOf = (home: string) => readFileSync(join(home, "docs/a.txt"), "utf8");

  test("is not made where nobody can be asked, and the line runs", () => {
    const home = makeLimitedHome();
    const { status, output } = run(home, ["--check", yes, ...line]);
    assert.equal(status, 0);
    assert.match(output.replace(/\s+/g, " "), /what it overwrites is too large to copy/);
    assert.equal(run(home, [yes, ...line]).status, 0);
    assert.equal(textOf(home), "x\n");
  });

  test("is asked about with its size, and stops the line where that is not agreed to", async () => {
    const home = makeLimitedHome();
    const session = open(home, yes, ...line);
    await session.shows(/500 bytes are copied first,\s+where .* are free;\s+--no-undo/);
    session.type("\r");
    assert.equal(await session.ended, 125);
    assert.equal(textOf(home), "text\n".repeat(100));
  });

  test("is made where that is agreed to, and brought back", async () => {
    const home = makeLimitedHome();
    const session = open(home, yes, ...line);
    await session.shows(/Run it\?/);
    session.type("y\r");
    await session.ended;
    assert.equal(textOf(home), "x\n");
    assert.equal(run(home, ["--undo"]).status, 0);
    assert.equal(textOf(home), "text\n".repeat(100));
  });
});

describe("guard --check", options, () => {
  test("tells the decision by its status and runs nothing", () => {
    const home = makeHome();
    assert.equal(run(home, ["--check", "ls"]).status, 0);
    assert.equal(run(home, ["--check", "rm", "-rf", "docs"]).status, 1);
    const refused = run(home, ["--check", "--level=novice", "-c", ":(){ :|:& };:"]);
    assert.equal(refused.status, 2);
    assert.equal(run(home, ["--check", "--level=expert", "rm", "-rf", "docs"]).status, 0);
    assert.equal(run(home, ["--check", "--yes=deletes-own-files", "rm", "-rf", "docs"]).status, 0);
    assert.ok(existsSync(join(home, "docs/a.txt")));
  });

  test("gives the contract's JSON", () => {
    const home = makeHome();
    const { output } = run(home, [
      "--check",
      "--json",
      "--paths",
      "-c",
      "rm docs/a.txt; touch new",
    ]);
    const review = JSON.parse(output);
    assert.equal(review.schema, "handrail/review@1");
    assert.equal(review.line, "rm docs/a.txt; touch new");
    assert.equal(review.argv, null);
    assert.equal(review.cwd, home);
    assert.equal(review.undo, "full");
    assert.equal(review.decision, "allow");
    assert.deepEqual(
      review.changes.map(({ path, change }: Record<string, string>) => `${change} ${path}`).sort(),
      [`created ${home}/new`, `deleted ${home}/docs/a.txt`],
    );
    assert.deepEqual(review.unknown, []);
    const [finding] = review.findings;
    assert.deepEqual(finding.span, [0, 13]);
    assert.equal(finding.pathCount, 1);
  });

  test("reads a line of a megabyte from standard input", () => {
    const home = makeHome();
    const { status, output } = run(
      home,
      ["--check", "--json", "-c", "-"],
      `: ${"a".repeat(1 << 20)}`,
    );
    assert.equal(status, 0);
    assert.equal(JSON.parse(output).decision, "allow");
  });

  test("says of what is no line of bash where it ends being one", () => {
    const home = makeHome();
    for (const line of ['echo "x', `${"(".repeat(5000)}ls${")".repeat(5000)}`, "if true; then"]) {
      const { status, errors } = run(home, ["--check", "-c", line]);
      assert.equal(status, 64);
      assert.match(errors, /^guard: .+\n.+\n +\^\n$/);
    }
  });

  test("shows no raw control character of a name", () => {
    const home = makeHome();
    const name = "a\u001b[2J\nb";
    writeFileSync(join(home, name), "x".repeat(10));
    const { output } = run(home, ["--check", "rm", "-r", name, "docs"]);
    assert.match(output, /a\\x1b\[2J\\nb/);
    assert.doesNotMatch(output, /[\u0000-\u0009\u000b-\u001f]/);
  });
});

describe("guard COMMAND", options, () => {
  test("passes output and status of what needs no question on", () => {
    const home = makeHome();
    const { status, output } = run(home, ["-c", "cat docs/a.txt; exit 3"]);
    assert.equal(status, 3);
    assert.equal(output, readFileSync(join(home, "docs/a.txt"), "utf8"));
    assert.equal(run(home, ["nosuchprogram"]).status, 127);
    assert.equal(run(home, ["./docs"]).status, 126);
  });

  test("dies of the signal that its command died of", () => {
    const home = makeHome();
    const { signal } = run(home, ["sh", "-c", "kill -TERM $$"]);
    assert.equal(signal, "SIGTERM");
  });

  test("gives arguments of any bytes unchanged to the program", () => {
    const home = makeHome();
    const script = `exec "$@" printf '%s|' $'\\xff\\xfe' $'new\\nline' ''`;
    const { stdout } = spawnSync("bash", ["-c", script, "_", ...guardWords()], {
      cwd: home,
      env: environmentOf(home),
    });
    assert.deepEqual(stdout, Buffer.from("\u00ff\u00fe|new\nline||", "latin1"));
  });

  test("runs nothing that would have to be asked about where nobody can be asked", () => {
    const home = makeHome();
    const { status, errors } = run(home, ["rm", "-rf", "docs"]);
    assert.equal(status, 125);
    assert.match(errors, /no terminal to ask on[\s\S]*--yes=deletes-own-files/);
    assert.ok(existsSync(join(home, "docs/a.txt")));
    assert.equal(run(home, ["--yes=deletes-own-files", "rm", "-rf", "docs"]).status, 0);
    assert.ok(!existsSync(join(home, "docs")));
  });

  test("asks, takes Enter for no, runs on yes, and undoes", async () => {
    const home = makeHome();
    const before = statSync(join(home, "docs/a.txt"), { bigint: true });
    const first = open(home, "rm", "-rf", "docs");
    await first.shows(/Run it\? \[y\/N/);
    first.type("\r");
    assert.equal(await first.ended, 125);
    assert.ok(existsSync(join(home, "docs/a.txt")));
    const second = open(home, "rm", "-rf", "docs");
    await second.shows(/Run it\? \[y\/N/);
    second.type("y\r");
    assert.equal(await second.ended, 0);
    assert.ok(!existsSync(join(home, "docs")));
    assert.match(run(home, ["--history"]).output, /3 deleted +undo: yes\n +rm -rf docs/);
    assert.equal(run(home, ["--undo"]).status, 0);
    const restored = statSync(join(home, "docs/a.txt"), { bigint: true });
    assert.equal(restored.mtimeNs, before.mtimeNs);
    assert.equal(restored.ino, before.ino);
  });

  test("uses the alternative whose number is typed, and looks at it anew", async () => {
    const home = makeHome();
    const session = open(home, "-c", "echo new > docs/a.txt");
    await session.shows(/1 {2}echo new >> docs\/a\.txt[\s\S]*Run it\?/);
    session.type("1\r");
    assert.equal(await session.ended, 0);
    assert.equal(readFileSync(join(home, "docs/a.txt"), "utf8"), "a.txtnew\n");
  });

  test("leaves the terminal to the command: Ctrl-C reaches it", async () => {
    const home = makeHome();
    const session = open(home, "-c", "trap 'echo caught; exit 7' INT; echo ready; sleep 30 & wait");
    await session.shows(/ready/);
    session.type("\u0003");
    await session.shows(/caught/);
    assert.equal(await session.ended, 7);
  });
});

describe("guard --undo", options, () => {
  test("touches nothing that changed since", () => {
    const home = makeHome();
    run(home, ["--yes=overwrites-files", "-c", "echo new > docs/a.txt"]);
    writeFileSync(join(home, "docs/a.txt"), "mine now");
    const { status, errors } = run(home, ["--undo"]);
    assert.equal(status, 2);
    assert.match(errors, /docs\/a\.txt/);
    assert.equal(readFileSync(join(home, "docs/a.txt"), "utf8"), "mine now");
  });

  test("shows what changed since, and keeps it or takes it back as is answered", async () => {
    const home = makeHome();
    const file = join(home, "docs/a.txt");
    run(home, ["--yes=overwrites-files", "-c", "echo new > docs/a.txt; echo new > docs/b.txt"]);
    writeFileSync(file, "mine now\n");
    const first = open(home, "--undo");
    await first.shows(/-mine now[\s\S]*\+a\.txt[\s\S]*\[t\]ake it back/);
    first.type("\r");
    assert.equal(await first.ended, 2);
    assert.equal(readFileSync(join(home, "docs/b.txt"), "utf8"), "new\n");
    const second = open(home, "--undo");
    await second.shows(/\[t\]ake it back/);
    second.type("t\r");
    assert.equal(await second.ended, 0);
    assert.equal(readFileSync(file, "utf8"), "a.txt");
    assert.equal(readFileSync(join(home, "docs/b.txt"), "utf8"), "b.txt");
  });

  test("brings back only the paths that are named", () => {
    const home = makeHome();
    run(home, ["--yes=deletes-own-files", "rm", "-r", "docs"]);
    assert.equal(run(home, ["--undo", "docs/b.txt"]).status, 0);
    assert.ok(existsSync(join(home, "docs/b.txt")) && !existsSync(join(home, "docs/a.txt")));
    assert.equal(run(home, ["--undo", "./elsewhere"]).status, 64);
    assert.equal(run(home, ["--undo"]).status, 0);
    assert.ok(existsSync(join(home, "docs/a.txt")));
  });

  test("meets the guards: what it would open again is asked about", () => {
    const home = makeHome();
    const keys = join(home, ".ssh");
    mkdirSync(keys);
    giveToUser(home);
    chmodSync(keys, 0o777);
    assert.equal(run(home, ["chmod", "700", ".ssh"]).status, 0);
    const refused = run(home, ["--undo"]);
    assert.equal(refused.status, 125);
    assert.match(refused.errors, /--yes=breaks-secret-permissions/);
    assert.equal(statSync(keys).mode & 0o777, 0o700);
    assert.equal(run(home, ["--yes=breaks-secret-permissions", "--undo"]).status, 0);
    assert.equal(statSync(keys).mode & 0o777, 0o777);
  });

  test("says that there is nothing, or no such entry", () => {
    const home = makeHome();
    assert.equal(run(home, ["--undo"]).status, 64);
    assert.equal(run(home, ["--undo", "nosuch"]).status, 64);
  });
});
