import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { AccessReport } from "../../../src/domain/access-report.ts";
import type { Answers } from "../../../src/domain/task-plan.ts";
import { commandsOf } from "../../../src/plan/commands-of.ts";
import type { Query } from "../../../src/screens/app/query.ts";
import type { Look } from "../../../src/screens/look.ts";
import { permissionsPage } from "../../../src/screens/permissions/permissions-page.ts";
import { widthOf } from "../../../src/screens/text/cells.ts";
import type { Inode, PermissionFacts } from "../../../src/tasks/permissions/facts.ts";
import { reportAccess } from "../../../src/tasks/permissions/report.ts";
import { fixtureMachine } from "../../support/fixture-machine.ts";
import { compareSnapshot } from "../compare.ts";
import { PageDriver } from "../page-driver.tsx";
import { look, setting } from "../states.ts";

const { facts: machine } = fixtureMachine("user");
const site = "/home/ann/site";

function inode(path: string, type: Inode["type"], mode: number, more: Partial<Inode> = {}): Inode {
  return { path, type, mode, uid: 1000, gid: 33, ...more };
}

const ofSite: PermissionFacts = {
  caller: machine.caller,
  accounts: machine.accounts,
  path: site,
  root: inode(site, "directory", 0o757),
  above: [],
  below: [
    inode(`${site}/css`, "directory", 0o755),
    inode(`${site}/css/a.css`, "file", 0o646),
    inode(`${site}/css/b.css`, "file", 0o646),
    inode(`${site}/css/hostile\u001b[31m`, "file", 0o600, { uid: 0 }),
    inode(`${site}/index.html`, "file", 0o646),
    inode(`${site}/run.sh`, "file", 0o757),
  ],
  isPartlyCounted: false,
  closed: 0,
  mounts: [],
  isReadOnly: false,
  canSetLists: true,
  packages: [],
  packagedFiles: 0,
};

const write = (action: Parameters<typeof commandsOf>[0]) =>
  commandsOf(action, { gecosOf: () => [] });

/** The page with the machine's answers to whatever it asked. */
function answered(
  page: PageDriver,
  change: Partial<AccessReport> = {},
  facts = ofSite,
): PageDriver {
  const query = asked(page);
  assert.ok(query?.kind === "access");
  const value = { ...reportAccess(query.answers, facts, write), ...change };
  return page.answer(query, { kind: "access", value });
}

function asked({ intents }: PageDriver): Query | undefined {
  return intents.flatMap((intent) => (intent.kind === "ask" ? [intent.query] : [])).at(-1);
}

function begun(
  answers?: Answers,
  own: Look = look,
  level: "novice" | "expert" = "novice",
): PageDriver {
  const argument = { subject: site, ...(answers === undefined ? {} : { answers }) };
  return new PageDriver(permissionsPage as never, argument, own, { ...setting, level });
}

const opened = (own?: Look, level?: "novice" | "expert", answers?: Answers) =>
  answered(begun(answers, own, level));

const states: Readonly<Record<string, (own: Look) => PageDriver>> = {
  "which path": (own) => new PageDriver(permissionsPage as never, {}, own).type("~/site"),
  looking: (own) => new PageDriver(permissionsPage as never, { subject: site }, own),
  table: (own) => opened(own),
  "risky row": (own) => opened(own).press("down", "down", "right"),
  "taken away": (own) => answered(opened(own).press("down", "down", "right", " ")),
  least: (own) => answered(opened(own).press("l")),
  "adding somebody": (own) => opened(own).press("+").type("bob"),
  "somebody added": (own) => answered(opened(own).press("+").type("bob").press("enter")),
  "somebody may": (own) => {
    const page = answered(opened(own).press("+").type("bob").press("enter"));
    return answered(answered(page.press("l")).press("right", " "));
  },
  tree: (own) => opened(own).press("t", "down"),
  expert: (own) => answered(opened(own, "expert").press("l")),
  "octal typed": (own) => opened(own, "expert").press("o").type("0750"),
  "octal taken": (own) => answered(opened(own, "expert").press("o").type("0750").press("enter")),
  "no such path": (own) =>
    answered(new PageDriver(permissionsPage as never, { subject: "/gone" }, own), {
      rows: [],
      problem: "/gone cannot be looked at: No such file or directory.",
    }),
};

describe("who may do what", () => {
  for (const size of [
    { columns: 80, rows: 24 },
    { columns: 60, rows: 20 },
  ]) {
    const name = `${size.columns}x${size.rows}`;
    test(`every state at ${name} looks as it did`, () => {
      const drawn = Object.entries(states).map(([title, make]) => {
        const rows = make({ ...look, ...size }).rows();
        return [`== ${title}`, ...rows.map((row) => `|${row}`)].join("\n");
      });
      compareSnapshot(`permissions-${name}.txt`, `${drawn.join("\n")}\n`);
    });
  }

  test("no state overflows any size", () => {
    for (const [title, make] of Object.entries(states)) {
      for (const [columns, rows] of [
        [80, 24],
        [40, 10],
        [20, 5],
        [8, 2],
        [1, 1],
      ] as const) {
        const drawn = make({ ...look, columns, rows }).rows();
        assert.ok(drawn.length <= Math.max(1, rows - 1), `${title} at ${columns}x${rows}`);
        for (const row of drawn) assert.ok(widthOf(row) <= columns, `${title}: ${row}`);
      }
    }
  });

  test("an ASCII terminal is sent nothing but ASCII, and never a raw escape", () => {
    for (const [title, make] of Object.entries(states)) {
      assert.match(make({ ...look, isAscii: true }).text(), /^[\x20-\x7e\n]*$/, title);
    }
  });

  test("Enter opens the plan of what was switched", () => {
    const page = answered(opened().press("down", "down", "right", " ")).press("enter");
    assert.deepEqual(page.intents, [
      {
        kind: "open",
        page: "plan",
        argument: {
          value: {
            kind: "task",
            task: "permissions",
            answers: { path: site, recursive: true, change: ["-others"] },
          },
        },
      },
    ]);
  });

  test("names given beforehand become switches that can be switched back", () => {
    const page = opened(look, "novice", { change: ["owner"] });
    assert.match(page.text(), /everybody else .* no \*/);
    const [query] = page.press("down", "down", "right", " ").asked();
    assert.deepEqual(query, {
      kind: "access",
      path: site,
      answers: { path: site, recursive: true },
    });
  });

  test("the least is taken where only things inside have more, and can be switched back", () => {
    const facts = { ...ofSite, root: inode(site, "directory", 0o755) };
    const wanted = { path: site, recursive: true, change: ["-others"] };
    for (const [how, page] of [
      ["by its key", answered(answered(begun(), {}, facts).press("l"), {}, facts)],
      ["asked for", answered(begun({ least: true }), {}, facts)],
      ["in words", answered(begun({ change: ["-others"] }), {}, facts)],
    ] as const) {
      assert.match(page.text(), /Becomes/, how);
      assert.deepEqual(page.press("enter").intents, [
        {
          kind: "open",
          page: "plan",
          argument: { value: { kind: "task", task: "permissions", answers: wanted } },
        },
      ]);
    }
  });

  test("a path that is not there can only be left for another", () => {
    for (const key of ["f", "enter"]) {
      const page = states["no such path"]?.(look) ?? assert.fail();
      assert.deepEqual(page.press(" ", "l", "t", "+", "p").intents, []);
      assert.doesNotMatch(page.text(), /Space|which file/);
      assert.match(page.press(key).text(), /which file or folder/);
    }
  });

  test("whoever is not here is asked for once more, with a name that is like it", () => {
    const page = answered(opened().press("+").type("bbo").press("enter"));
    assert.match(page.text(), /No user here is called bbo\. Perhaps bob\?/);
    assert.equal(page.isTyping(), true);
    page.press("backspace", "backspace", "backspace");
    assert.doesNotMatch(page.text(), /No user/);
    assert.match(answered(page.type("bob").press("enter")).text(), / > bob /);
  });

  test("Enter on the last row adds somebody, also where nothing was switched yet", () => {
    const page = opened().press("end");
    assert.match(page.text(), /Enter add/);
    assert.match(page.press("enter").text(), /who is to be added/);
  });

  test("opening a folder that one sees cannot be taken alone: the table says so", () => {
    const page = answered(opened().press("down", "down", "right", "right", " "));
    assert.match(page.text(), /everybody else +yes +YES +\[yes\]/);
    assert.match(page.text(), /But +everybody else can open a folder that they see: take both/);
  });

  test("switching back leaves nothing to review", () => {
    const switched = answered(opened().press("down", "down", "right", " "));
    const page = answered(switched.press(" ")).press("enter");
    assert.deepEqual(page.intents, []);
  });

  test("an answer to an older question is not taken", () => {
    const page = opened();
    const before = page.press("l");
    const late = reportAccess({}, ofSite, write);
    const old: Query = { kind: "access", path: site, answers: { path: site, recursive: true } };
    before.answer(old, { kind: "access", value: { ...late, rows: [] } });
    assert.match(before.text(), /everybody else/);
  });

  test("Esc leaves what is being typed, then the tree, then the page", () => {
    const typing = opened().press("+", "x", "escape");
    assert.match(typing.text(), /a person or program/);
    assert.deepEqual(typing.intents, []);
    assert.deepEqual(typing.press("t", "escape").intents, []);
    assert.deepEqual(typing.press("escape").intents, [{ kind: "back" }]);
  });
});
