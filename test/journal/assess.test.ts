import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path/posix";
import { after, before, describe, it } from "node:test";
import { plainArgument } from "../../src/domain/argument.ts";
import type { Cause, Effect } from "../../src/domain/effect.ts";
import { rootIdentity } from "../../src/domain/identity.ts";
import type { Foreseen } from "../../src/domain/plan.ts";
import { usualRetention } from "../../src/domain/retention.ts";
import { assessUndo } from "../../src/journal/assess.ts";
import type { JournalContext } from "../../src/journal/context.ts";
import {
  fakeMounts,
  foreseeByTrial,
  makeContext,
  makeFolder,
  ownIdentity,
  runBash,
} from "../support/trial.ts";

describe("what a review says of undo", () => {
  let place = "";
  let folder = "";
  let context: JournalContext;
  before(() => {
    place = makeFolder();
    folder = join(place, "work");
    spawnSync("mkdir", [folder]);
    runBash(
      "echo text > notes; mkdir docs; echo 1 > docs/one; head -c 3000 /dev/zero > big",
      folder,
    );
    context = makeContext(join(place, "state"));
  });
  after(() => rmSync(place, { recursive: true, force: true }));

  const full = [
    "rm -r docs",
    "echo x > notes",
    "mv notes docs",
    "chmod -R 700 .",
    "mkdir new",
    "true",
  ];
  for (const line of full) {
    it(`${line}: all of it`, () => {
      const { grade, reason } = assessUndo(foreseeByTrial(line, folder), context);
      assert.deepEqual([grade, reason], ["full", undefined]);
    });
  }

  it("a file of another account that is written to: its time would not come back", () => {
    const foreseen = foreseeByTrial("echo x > notes", folder);
    const uid = context.identity.uid + 1;
    const cause = (effect: Effect): Cause => ({ ...effect.cause, identity: { ...stranger } });
    const stranger = { uid, gid: uid, groups: [], capabilities: new Set<string>() };
    const effects = foreseen.effects.map((effect): Effect => ({ ...effect, cause: cause(effect) }));
    const { grade, reason } = assessUndo(
      { ...foreseen, effects },
      { ...context, identity: stranger },
    );
    assert.equal(grade, "part");
    assert.match(reason ?? "", /^it writes to a file of another account/);
  });

  it("counts the bytes to copy, and stops at the limit", () => {
    const foreseen = foreseeByTrial("echo x > big", folder);
    assert.equal(assessUndo(foreseen, context).bytesToCopy, 3000);
    assert.deepEqual(assessUndo(foreseen, { ...context, copyLimit: 2999 }), {
      grade: "none",
      reason: "what it overwrites is too large to copy",
      bytesToCopy: 3000,
    });
    const more = foreseeByTrial("echo x > big; rm notes", folder);
    assert.equal(assessUndo(more, { ...context, copyLimit: 2999 }).grade, "part");
    const asking = { ...context, copyLimit: 2999, canAsk: () => true };
    const asked = assessUndo(foreseen, asking);
    assert.deepEqual([asked.grade, asked.copy?.bytes], ["full", 3000]);
    assert.ok((asked.copy?.free ?? 0) > 6000);
    assert.equal(assessUndo(foreseen, { ...asking, copyLimit: 3000 }).copy, undefined);
    const gigabytes = { ...usualRetention, copyGigabytes: 0.000002 };
    const { copyLimit: _, ...configured } = { ...asking, retention: gigabytes };
    assert.equal(assessUndo(foreseen, configured).copy?.bytes, 3000);
    const removed = foreseeByTrial("rm big", folder);
    assert.equal(assessUndo(removed, { ...context, copyLimit: 1 }).grade, "full");
  });

  it("says part where something is unknown, and none where nothing is known at all", () => {
    const unknown = [{ span: [0, 1], reason: "what `make` does is not modelled" }] as const;
    const foreseen = foreseeByTrial("echo x > notes", folder);
    assert.equal(assessUndo({ ...foreseen, unknown }, context).grade, "part");
    const nothing = foreseeByTrial("true", folder);
    assert.equal(assessUndo({ ...nothing, unknown }, context).grade, "none");
  });

  it("says none for devices, processes and what runs with other rights", () => {
    const cause = causeOf(folder);
    const device: Effect = {
      kind: "device",
      path: "/dev/sdz",
      deviceNumber: 1,
      action: "write",
      cause,
    };
    const power: Effect = { kind: "power", action: "off", target: "", cause };
    const elevated = { ...cause, identity: rootIdentity("sudo") };
    const access = { mode: 0o644, uid: 0, gid: 0 };
    const created: Effect = {
      kind: "create",
      path: "/etc/new",
      type: "file",
      access,
      cause: elevated,
    };
    for (const effect of [device, power, created]) {
      const { grade, reason } = assessUndo(withEffects([effect], folder), context);
      assert.equal(grade, "none");
      assert.notEqual(reason, undefined);
    }
  });

  it("takes accounts and how services are arranged for what their files say", () => {
    const cause = causeOf(folder);
    const account: Effect = { kind: "account", action: "create-user", target: "x", cause };
    const enabled: Effect = { kind: "service", action: "enable", target: "x.service", cause };
    const started: Effect = { ...enabled, action: "start" };
    const gradeOf = (...effects: readonly Effect[]) =>
      assessUndo(withEffects(effects, folder), context).grade;
    assert.equal(gradeOf(account, enabled), "full");
    assert.equal(gradeOf(account, started), "none");
  });

  it("leaves to others what only a set-id bit lets a program write", () => {
    const cause = { ...causeOf(folder), hasSetId: true } as const;
    const access = { mode: 0o600, uid: 0, gid: 0 };
    const made: Effect = { kind: "create", path: "/etc/new", type: "file", access, cause };
    const asUser = { ...context, identity: { ...context.identity, uid: 1000 } };
    const own = { ...made, cause: { ...cause, identity: asUser.identity } };
    assert.equal(assessUndo(withEffects([own], folder), asUser).grade, "none");
  });

  it("says whose directory keeps another time, where only its owner could set it back", () => {
    runBash("mkdir theirs; chown 4321 theirs; echo x > theirs/new", folder);
    const identity = { ...context.identity, uid: 1000, capabilities: new Set<string>() };
    const asUser: JournalContext = { ...context, identity };
    const cause = { ...causeOf(folder), identity };
    const access = { mode: 0o600, uid: 1000, gid: 1000 };
    const made = (path: string): Effect => ({ kind: "create", path, type: "file", access, cause });
    const noteOf = (effect: Effect, who = asUser) =>
      assessUndo(withEffects([effect], folder), who).note;
    const theirs = join(folder, "theirs");
    assert.equal(
      noteOf(made(join(theirs, "made"))),
      `the time of ${theirs} stays as the line leaves it: the directory is another account's`,
    );
    runBash("chown 1000 theirs", folder);
    assert.equal(noteOf(made(join(theirs, "made"))), undefined);
    assert.equal(noteOf(made(join(folder, "not/yet/made"))), undefined);
    const root: Effect = {
      ...{ kind: "create", path: join(theirs, "made"), type: "file", access },
      cause: causeOf(folder),
    };
    runBash("chown 4321 theirs", folder);
    assert.equal(noteOf(root, context), undefined);
  });

  it("says none where the journal itself would go", () => {
    const own = makeContext(join(folder, "state"), fakeMounts(folder));
    const foreseen = foreseeByTrial("rm -r docs", folder);
    assert.equal(assessUndo(foreseen, own).grade, "full");
    const cause = causeOf(folder);
    const docs: Effect = { kind: "delete", path: join(folder, "docs"), type: "directory", cause };
    const elsewhere = { ...own, stateDirectory: join(folder, "docs/state") };
    const journal = assessUndo(withEffects([docs], folder), elsewhere);
    assert.deepEqual(
      [journal.grade, journal.reason],
      ["none", "the journal of what was done would go as well"],
    );
    const whole: Effect = { kind: "delete", path: folder, type: "directory", cause };
    const rest = assessUndo(withEffects([whole], folder), own);
    assert.deepEqual([rest.grade, rest.reason], [journal.grade, journal.reason]);
  });
});

function causeOf(directory: string): Cause {
  const command = [plainArgument("x")];
  return { program: "x", command, span: [0, 1], identity: ownIdentity(), directory, wrappers: [] };
}

function withEffects(effects: readonly Effect[], directory: string): Foreseen {
  return {
    line: "x",
    argv: null,
    directory,
    effects,
    unknown: [],
    steps: [],
    isPartlyCounted: false,
    status: 0,
    changes: () => [],
  };
}
