import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Answers, TaskPlan } from "../../src/domain/task-plan.ts";
import { commandsOf } from "../../src/plan/commands-of.ts";
import type { Inode, PermissionFacts } from "../../src/tasks/permissions/facts.ts";
import { reportAccess } from "../../src/tasks/permissions/report.ts";
import { permissionsTask } from "../../src/tasks/permissions.ts";
import { restorePermissionsTask } from "../../src/tasks/restore-permissions.ts";
import { fixtureMachine } from "../support/fixture-machine.ts";

const { facts: machine } = fixtureMachine("user");
const site = "/home/ann/site";

function inode(path: string, type: Inode["type"], mode: number, more: Partial<Inode> = {}): Inode {
  return { path, type, mode, uid: 1000, gid: 1000, ...more };
}

function factsOf(root: Inode, below: readonly Inode[], more: Partial<PermissionFacts> = {}) {
  return {
    caller: machine.caller,
    accounts: machine.accounts,
    path: root.path,
    root,
    above: [],
    below,
    isPartlyCounted: false,
    closed: 0,
    mounts: [],
    isReadOnly: false,
    canSetLists: true,
    packages: [],
    packagedFiles: 0,
    ...more,
  } satisfies PermissionFacts;
}

const open = inode(site, "directory", 0o777);
const page = inode(`${site}/index.html`, "file", 0o666);
const program = inode(`${site}/run.sh`, "file", 0o777);
const wideOpen = factsOf(open, [page, program]);

/** The commands of a plan, a line each; the sentence where there is none. */
function lines(answers: Answers, facts: PermissionFacts): readonly string[] {
  const plan = permissionsTask.plan({ path: facts.path, ...answers }, facts);
  return "steps" in plan ? commandLines(plan) : [`${plan.kind}: ${plan.sentence}`];
}

function commandLines({ steps }: TaskPlan): readonly string[] {
  return steps.flatMap(({ action, runAs }) =>
    commandsOf(action, { gecosOf: () => [] }).map(
      // Whether find goes into the folders for it is its maker's choice.
      (words) => `${runAs === "root" ? "# " : ""}${words.join(" ").replace("-execdir", "-exec")}`,
    ),
  );
}

describe("the least that does it", () => {
  test("a right is taken from where it is, and nothing else is touched", () => {
    assert.deepEqual(lines({ change: ["owner"] }, wideOpen), [`chmod -R -- go-w ${site}`]);
    assert.deepEqual(lines({ least: true }, wideOpen), [`chmod -R -- o-w ${site}`]);
  });

  test("files and folders are told apart, programs stay so", () => {
    const answers = { see: ["owner", "group"], change: ["owner"], run: ["owner", "group"] };
    assert.deepEqual(lines(answers, wideOpen), [`chmod -R -- g=rX,o= ${site}`]);
    const closed = factsOf(inode(site, "directory", 0o700), [
      inode(`${site}/a`, "file", 0o600),
      inode(`${site}/b`, "file", 0o700),
    ]);
    const found = lines({ see: ["+others"], run: ["+others"] }, closed);
    assert.deepEqual(found, [`chmod -R -- o+rX ${site}`]);
    assert.deepEqual(lines({ see: ["+others"] }, closed), [
      `find ${site} -xdev -type d -exec chmod -- o+rx {} +`,
      `find ${site} -xdev -type f -exec chmod -- o+r {} +`,
    ]);
  });

  test("one name more is the owning group, where the group had nothing of its own", () => {
    const shut = factsOf(inode(`${site}/a`, "file", 0o600), []);
    assert.deepEqual(lines({ see: ["+user:www-data"] }, shut), [
      `# chown -h -- :www-data ${site}/a`,
      `# chmod -- 0640 ${site}/a`,
    ]);
  });

  test("a list is made only where a mode cannot say it", () => {
    const team = factsOf(inode(`${site}/a`, "file", 0o660, { gid: 100 }), []);
    assert.deepEqual(lines({ see: ["+user:www-data"] }, team), [
      `setfacl -m u::rw-,g::rw-,o::---,u:33:r--,m::rw- -- ${site}/a`,
    ]);
    const readable = factsOf(inode(`${site}/a`, "file", 0o644), []);
    assert.deepEqual(lines({ see: ["+user:www-data"] }, readable), [
      `nothing-to-do: ${site}/a is like that already; nothing would change.`,
    ]);
  });

  test("set-id and sticky bits stay unless a mode of four digits says otherwise", () => {
    const shared = factsOf(inode(site, "directory", 0o2777), [
      inode(`${site}/tool`, "file", 0o4777),
      inode(`${site}/drop`, "directory", 0o1777),
    ]);
    assert.deepEqual(lines({ change: ["owner", "group"] }, shared), [`chmod -R -- o-w ${site}`]);
    const alone = factsOf(inode(`${site}/tool`, "file", 0o4755), []);
    assert.deepEqual(lines({ mode: "700" }, alone), [`chmod -- 4700 ${site}/tool`]);
    assert.deepEqual(lines({ mode: "2750" }, alone), [`chmod -- 2750 ${site}/tool`]);
  });

  test("digits for a tree leave files that are no programs without running", () => {
    assert.deepEqual(lines({ mode: "0750" }, wideOpen), [`chmod -R -- u=rwX,g=rX,o= ${site}`]);
    assert.deepEqual(lines({ mode: "go-w" }, wideOpen), [`chmod -R -- go-w ${site}`]);
    assert.match(lines({ mode: "0789" }, wideOpen)[0] ?? "", /^cannot: 0789 is no mode/);
  });

  test("mounts inside are not crossed, pipes and sockets stay", () => {
    const mounted = factsOf(open, [page], { mounts: [`${site}/disk`] });
    assert.deepEqual(lines({ change: ["owner"] }, mounted), [
      `find ${site} -xdev -type d -exec chmod -- go-w {} +`,
      `find ${site} -xdev -type f -exec chmod -- go-w {} +`,
    ]);
    const plan = permissionsTask.plan({ path: site, change: ["owner"] }, mounted);
    assert.ok("remarks" in plan && /mounted inside stays/.test(plan.remarks[0] ?? ""));
  });

  test("root is asked for only where it is needed", () => {
    const foreign = factsOf(inode("/srv/x", "file", 0o666, { uid: 0, gid: 0 }), []);
    assert.deepEqual(lines({ change: ["owner"] }, foreign), ["# chmod -- 0644 /srv/x"]);
    assert.deepEqual(lines({ owner: "bob" }, factsOf(page, [])), [
      `# chown -h -- bob ${site}/index.html`,
    ]);
  });

  test("questions that were passed over take nothing from the least", () => {
    const passed = { see: [], change: [], run: [], mode: "", owner: "", group: "" };
    assert.deepEqual(lines({ least: true, ...passed }, wideOpen), lines({ least: true }, wideOpen));
    assert.match(lines({ least: true, ...passed }, wideOpen)[0] ?? "", /^chmod -R/);
  });

  test("what cannot be said is said", () => {
    assert.match(lines({ see: ["+user:nosuch"] }, wideOpen)[0] ?? "", /nobody here/);
    assert.match(lines({ see: ["owner", "+group"] }, wideOpen)[0] ?? "", /not by both/);
    assert.match(
      lines({}, wideOpen)[0] ?? "",
      /^unanswered: Now, of \S+: you \(ann\) can see, change/,
    );
    const gone = { ...wideOpen, root: "/x cannot be looked at: No such file or directory." };
    assert.match(lines({ least: true }, gone)[0] ?? "", /^cannot: .*No such file/);
    const listless = { ...factsOf(inode(`${site}/a`, "file", 0o660, { gid: 100 }), []) };
    const answers = { see: ["+user:www-data"] };
    const unable = lines(answers, { ...listless, canSetLists: false });
    assert.match(unable[0] ?? "", /^cannot: .*setfacl is not installed/);
    const stick = { ...wideOpen, withoutPermissions: "vfat" };
    assert.match(lines({ least: true }, stick)[0] ?? "", /vfat.*keeps no owners/);
    const readOnly = { ...wideOpen, isReadOnly: true };
    assert.match(lines({ least: true }, readOnly)[0] ?? "", /only read/);
  });
});

describe("what is said of it", () => {
  test("somebody else's file has a row for the caller", () => {
    const foreign = factsOf(inode("/srv/x", "file", 0o640, { uid: 0, gid: 27 }), []);
    const { rows } = reportAccess({}, foreign);
    assert.deepEqual(
      rows.map(({ label, now }) => [label, now.see, now.change]),
      [
        ["its owner (root)", true, true],
        ["group sudo", true, false],
        ["you (ann)", true, false],
        ["everybody else", false, false],
      ],
    );
  });

  test("what is not like the rest is found", () => {
    const many = ["a", "b", "c"].map((name) => inode(`${site}/${name}`, "file", 0o644));
    const odd = inode(`${site}/odd`, "file", 0o666);
    const { differences } = reportAccess({}, factsOf(open, [...many, odd]));
    assert.deepEqual(differences, [
      { path: "odd", what: "everybody can change it", isFolder: false },
    ]);
  });

  test("a list and its mask are read as the kernel reads them", () => {
    const access = {
      owner: 6,
      group: 6,
      other: 0,
      mask: 4,
      named: [{ tag: "user" as const, id: 33, permissions: 7 }],
    };
    const listed = inode(`${site}/a`, "file", 0o640, { lists: { access } });
    const { rows } = reportAccess({}, factsOf(listed, []));
    const web = rows.find(({ key }) => key === "user:www-data");
    assert.deepEqual(web?.now, { see: true, change: false, run: false });
  });
});

describe("what the package says", () => {
  const sudo = inode("/usr/bin/sudo", "file", 0o755, { uid: 1000, gid: 0 });
  const known = {
    kind: "known",
    path: "/usr/bin/sudo",
    type: "file",
    owner: "root",
    group: "root",
    mode: 0o4755,
    source: "archive",
    package: "sudo",
  } as const;

  test("owner and set-id bits come back, in this order", () => {
    const facts = { ...factsOf(sudo, []), packaged: [{ inode: sudo, access: known }] };
    const plan = restorePermissionsTask.plan({ path: sudo.path }, facts);
    assert.ok("steps" in plan);
    assert.deepEqual(commandLines(plan), [
      "# chown -h -- root:root /usr/bin/sudo",
      "# chmod -- 4755 /usr/bin/sudo",
    ]);
  });

  test("a list that no package gave goes", () => {
    const access = {
      owner: 7,
      group: 5,
      other: 5,
      mask: 5,
      named: [{ tag: "user" as const, id: 33, permissions: 5 }],
    };
    const listed = inode("/usr/bin/sudo", "file", 0o4755, { uid: 0, gid: 0, lists: { access } });
    const facts = { ...factsOf(listed, []), packaged: [{ inode: listed, access: known }] };
    const plan = restorePermissionsTask.plan({ path: sudo.path }, facts);
    assert.ok("steps" in plan);
    assert.deepEqual(commandLines(plan), [
      "# setfacl -m u::rwx,g::r-x,o::r-x -x u:33,m: -- /usr/bin/sudo",
    ]);
  });

  test("what is not known is not guessed", () => {
    const reason = "the archive of sudo is not kept on this machine";
    const access = { kind: "unknown", why: "fetch", reason } as const;
    const facts = { ...factsOf(sudo, []), packaged: [{ inode: sudo, access }] };
    const plan = restorePermissionsTask.plan({ path: sudo.path }, facts);
    assert.ok("kind" in plan && plan.kind === "cannot");
    assert.match(plan.sentence, /is not known\. Not known of 1 file: the archive of sudo/);
    const unowned = restorePermissionsTask.plan({}, { ...facts, packaged: [] });
    assert.ok("kind" in unowned && unowned.kind === "cannot");
  });
});
