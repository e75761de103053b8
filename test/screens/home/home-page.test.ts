import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { ApplyRun } from "../../../src/domain/apply-run.ts";
import type { CheckUpItem } from "../../../src/domain/check-up.ts";
import type { Query } from "../../../src/screens/app/query.ts";
import { homePage } from "../../../src/screens/home/home-page.ts";
import { linePage } from "../../../src/screens/home/line-page.ts";
import type { Look } from "../../../src/screens/look.ts";
import { widthOf } from "../../../src/screens/text/cells.ts";
import { compareSnapshot } from "../compare.ts";
import { PageDriver } from "../page-driver.tsx";
import { look, makeEntry } from "../states.ts";

const whole: Query = { kind: "check-up" };

const updates: CheckUpItem = {
  id: "updates",
  condition: "danger",
  summary: "12 security updates are waiting, 14 updates in all",
  details: ["The lists of packages were fetched within the last day.", "openssl  1 -> 2  security"],
  mending: { task: "update", answers: { scope: "security" }, label: "update" },
};
const restarts: CheckUpItem = {
  id: "restarts",
  condition: "caution",
  summary: "3 programs still run an old version (ssh, cron and nginx)",
  details: ["sshd: service ssh.service"],
  mending: { task: "restart", answers: { units: ["ssh.service"] }, label: "restart" },
};
const open: CheckUpItem = {
  id: "world-writable",
  condition: "danger",
  summary: "anybody on this machine can change /var/www/\u001b[2Jhtml",
  details: ["/var/www/\u001b[2Jhtml  0777 directory"],
  mending: { task: "permissions", answers: { path: "/var/www/html" }, label: "mend" },
};
const accounts: CheckUpItem = {
  id: "accounts",
  condition: "note",
  summary: "no account but root has root's number; passwords are closed to you",
  details: ["Part of this is closed to you."],
  needs: "root",
};
const disk: CheckUpItem = {
  id: "disk",
  condition: "ok",
  summary: "disk: / 41 % full",
  details: [],
};
const login: CheckUpItem = {
  ...disk,
  id: "root-login",
  summary: "nobody logs in as root over ssh",
};
const all = [disk, login, accounts, restarts, open, updates];

const run: ApplyRun = {
  id: "0abc",
  title: "Install cowsay",
  time: "2026-11-22T20:00:00Z",
  state: "running",
  isRoot: true,
  isSeen: false,
};

const begun = (at: Look) => new PageDriver(homePage, {}, at);
const looking = (at: Look) =>
  begun(at)
    .answer(whole, { kind: "check-up", items: [disk] }, false)
    .answer(whole, { kind: "check-up", items: [restarts] }, false)
    .tick(0);
const known = (at: Look) => begun(at).answer(whole, { kind: "check-up", items: all });
const withRuns = (at: Look) =>
  known(at).answer(
    { kind: "runs" },
    {
      kind: "runs",
      runs: [
        run,
        { ...run, id: "0abd", state: "ended", result: "failed" },
        { ...run, isSeen: true },
      ],
    },
  );

const states: Readonly<Record<string, (at: Look) => PageDriver>> = {
  "home at the very beginning": begun,
  "home while looking": looking,
  "home, everything known": known,
  "home, on a line that something mends": (at) => known(at).press("up", "up", "up", "up", "up"),
  "home, the whole check-up": (at) => known(at).press("a"),
  "home, with runs": withRuns,
  "home without a check-up": (at) =>
    begun(at).answer(whole, { kind: "failed", sentence: "The machine could not be looked at." }),
  "a line of the check-up": (at) => new PageDriver(linePage, { value: open }, at),
  "a line that only root sees all of": (at) => new PageDriver(linePage, { value: accounts }, at),
};

for (const [columns, rows] of [
  [80, 24],
  [60, 20],
] as const) {
  test(`every state of the home screen at ${columns}x${rows} looks as it did`, () => {
    const drawn = Object.entries(states).map(([title, make]) => {
      const shown = make({ ...look, columns, rows }).rows();
      return [`== ${title}`, ...shown.map((row) => `|${row}`)].join("\n");
    });
    compareSnapshot(`home-${columns}x${rows}.txt`, `${drawn.join("\n")}\n`);
  });
}

test("no state overflows any size, sends control characters or more than ASCII can show", () => {
  for (const [title, make] of Object.entries(states)) {
    for (const [columns, rows] of [
      [80, 24],
      [60, 20],
      [40, 10],
      [20, 5],
      [1, 1],
    ] as const) {
      const drawn = make({ ...look, columns, rows, isAscii: true }).rows();
      assert.ok(drawn.length <= Math.max(1, rows - 1), `${title} at ${columns}x${rows}`);
      for (const row of drawn) assert.ok(widthOf(row) <= columns, `${title}: ${row}`);
      assert.match(drawn.join("\n"), /^[\x20-\x7e\n]*$/, title);
    }
  }
});

suite("the home screen", () => {
  test("asks for the check-up, the runs and what was done last", () => {
    const asked = begun(look).asked();
    assert.deepEqual(
      asked.map(({ kind }) => kind),
      ["check-up", "runs", "history"],
    );
  });

  test("what was done last is called as the history calls it", () => {
    const entry = makeEntry({
      line: "apt-get install -y cowsay=1.0",
      plan: { id: "p", title: "Install cowsay", isRoot: true },
    });
    const page = begun(look).answer({ kind: "history" }, { kind: "history", entries: [entry] });
    assert.match(page.text(), /last: Install cowsay/);
  });

  test("the worst comes first, what is in order is one row, the cursor stays on the menu", () => {
    const text = known(look).text();
    assert.ok(text.indexOf("anybody") < text.indexOf("3 programs"));
    assert.match(text, /ok 2 parts of this machine in order/);
    assert.match(text, / > Install software/);
    assert.doesNotMatch(text, /still looking/);
  });

  test("a line keeps the cursor while others come in above it", () => {
    const page = looking(look).press("up", "up");
    assert.match(page.text(), / > ! {2}3 programs/);
    page.answer(whole, { kind: "check-up", items: [updates] }, false);
    assert.match(page.text(), / > ! {2}3 programs/);
  });

  test("Enter opens what mends the line, with its answers", () => {
    const page = known(look).press("home", "enter");
    assert.deepEqual(page.intents, [
      {
        kind: "open",
        page: "permissions",
        argument: { subject: "/var/www/html", answers: { path: "/var/www/html" } },
      },
    ]);
    known(look).press("home", "down", "down", "enter");
    const restart = known(look).press("home", "down", "down", "enter");
    assert.deepEqual(restart.intents, [
      {
        kind: "open",
        page: "plan",
        argument: { subject: "restart", answers: { units: ["ssh.service"] } },
      },
    ]);
  });

  test("a line that nothing mends opens its details, as i does on any", () => {
    const note = known(look).press("home", "down", "down", "down", "enter");
    assert.deepEqual(note.intents, [
      { kind: "open", page: "check-up-line", argument: { value: accounts } },
    ]);
    const any = known(look).press("home", "i");
    assert.deepEqual(any.intents[0]?.kind === "open" && any.intents[0].page, "check-up-line");
  });

  test("what may have been mended is looked at anew when one comes back, the slow parts not", () => {
    const slow: CheckUpItem = { ...restarts, id: "system-files", summary: "1 file changed" };
    const page = begun(look).answer(whole, { kind: "check-up", items: [disk, updates, slow] });
    page.press("home", "enter").happen({ kind: "shown" });
    assert.deepEqual(page.asked()[0], { kind: "check-up", only: ["updates"] });
    const only: Query = { kind: "check-up", only: ["updates"] };
    page.answer(only, {
      kind: "check-up",
      items: [{ ...updates, condition: "ok", summary: "none" }],
    });
    assert.match(page.text(), /ok 2 parts/);
    page.press("home", "i").happen({ kind: "shown" });
    assert.deepEqual(page.asked()[0], { kind: "check-up", only: ["system-files"] });
  });

  test("coming back while the first look goes on does not begin another", () => {
    const page = looking(look).happen({ kind: "shown" });
    assert.ok(page.asked().every(({ kind }) => kind !== "check-up"));
    assert.ok(page.wantsTicks());
  });

  test("a line that was opened meanwhile is not believed, and looked at once that look is over", () => {
    const page = looking(look).press("home", "enter").happen({ kind: "shown" });
    assert.doesNotMatch(page.text(), /3 programs/);
    page.answer(whole, { kind: "check-up", items: all });
    assert.deepEqual(page.asked(), [{ kind: "check-up", only: ["restarts"] }]);
  });

  test("a run that goes on is opened where one looks on at it", () => {
    assert.deepEqual(withRuns(look).press("home", "enter").intents, [
      {
        kind: "open",
        page: "applying",
        argument: { value: { kind: "attach", id: "0abc", title: "Install cowsay" } },
      },
    ]);
  });

  test("what one can do by hand stands above a list that is longer than the page", () => {
    const lines = [{ line: "sudo apt-get install --reinstall nodejs", why: "brings it back" }];
    const rowsOf = (count: number) => {
      const details = Array.from({ length: count }, (_, at) => `/usr/lib/${at}`);
      const value = { id: "x", condition: "caution", summary: "changed files", details, lines };
      return new PageDriver(linePage as never, { value }, look).text();
    };
    assert.match(rowsOf(3), /\/usr\/lib\/2\n[\s\S]*By hand/);
    assert.match(rowsOf(300), /By hand[\s\S]*--reinstall nodejs[\s\S]*\/usr\/lib\/0/);
  });

  test("the menu opens its pages", () => {
    const opened = known(look).press("down", "down", "enter").intents[0];
    assert.deepEqual(opened, { kind: "open", page: "permissions" });
  });
});
