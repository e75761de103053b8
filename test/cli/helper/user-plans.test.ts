import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import type { Action } from "../../../src/domain/action.ts";
import type { ApplyEvent } from "../../../src/domain/apply-event.ts";
import { failureOf } from "../../../src/domain/rest-of-plan.ts";
import type { TaskPlan } from "../../../src/domain/task-plan.ts";
import {
  type DisposableRoot,
  openDisposableRoot,
  type Resident,
} from "../../support/disposable-root.ts";
import { buildBundles } from "../../support/handrail-home.ts";
import { skipUnless } from "../../support/need.ts";
import { repository } from "../../support/repository.ts";
import { TerminalSession } from "../../support/terminal-session.ts";

const tools = ["unshare", "nsenter", "setpriv", "sudo"];
const handrail = `${repository}/bin/handrail`;
const guard = `${repository}/bin/guard`;
const driver = `${repository}/test/support/plan-driver.ts`;
const site = "/home/ann/site";

describe("plans of files", { skip: skipUnless({ root: true, tools }) }, () => {
  let root: DisposableRoot;
  before(async () => {
    buildBundles();
    root = await openDisposableRoot();
    root.do("echo 'ann ALL=(ALL) NOPASSWD: ALL' >/etc/sudoers.d/ann");
  });
  after(() => root.close());
  beforeEach(() => {
    root.do("rm -rf site; mkdir -p site/sub; touch site/a site/sub/b; chmod -R 777 site", {
      as: "ann",
    });
  });

  const carryOut = (
    plan: TaskPlan,
    as: Resident,
    doctor?: string,
    vanishing?: string,
  ): readonly ApplyEvent[] => {
    root.do("cat >/tmp/plan.json; chmod 644 /tmp/plan.json", { input: JSON.stringify(plan) });
    const environment = {
      ...(doctor === undefined ? {} : { HANDRAIL_TEST_DOCTOR: doctor }),
      ...(vanishing === undefined ? {} : { HANDRAIL_TEST_VANISHING: vanishing }),
    };
    const { output, errors } = root.run([process.execPath, driver, "/tmp/plan.json"], {
      as,
      environment,
    });
    const [first, ...events] = output.trim().split("\n");
    assert.notEqual(first, undefined, errors);
    return events.map((line): ApplyEvent => JSON.parse(line));
  };
  const modes = (place = site): string =>
    root.do(`find ${place} -printf '%m %U %G %P\\n' | sort -k4`).trim();
  const history = (as: Resident): string => root.run([handrail, "history"], { as }).output;

  it("are kept, carried out, looked at again and taken back as a whole", () => {
    const before = modes();
    const events = carryOut(planOf("caller", ...least), "ann");
    assert.deepEqual(
      events.map(({ kind }) => kind),
      ["started", "step-started", "step-ended", "step-started", "step-ended", "ended"],
    );
    assert.equal(resultOf(events), "done");
    assert.equal(
      modes(),
      "755 1500 1500 \n644 1500 1500 a\n755 1500 1500 sub\n644 1500 1500 sub/b",
    );
    assert.match(history("ann"), /4 permissions {2}undo: yes\n {4}a plan/);
    const { status, output } = root.run([guard, "--undo"], { as: "ann" });
    assert.equal(status, 0, output);
    assert.equal(modes(), before);
  });

  it("are taken back not at all where one path was changed since", () => {
    carryOut(planOf("caller", ...least), "ann");
    root.do(`chmod 600 ${site}/a`);
    const now = modes();
    const { status, errors } = root.run([handrail, "undo"], { as: "ann" });
    assert.equal(status, 2);
    assert.match(errors, /site\/a/);
    assert.equal(modes(), now);
    root.do(`chmod 644 ${site}/a`);
  });

  it("of root's are kept by root and taken back by root", () => {
    root.do("mkdir -p /srv/web; touch /srv/web/x; chmod 777 /srv/web /srv/web/x");
    const before = modes("/srv/web");
    const events = carryOut(
      planOf(
        "root",
        { kind: "change-mode", path: "/srv/web", mode: "u=rwX,go=rX", isRecursive: true },
        {
          kind: "change-owner",
          path: "/srv/web",
          owner: "ann",
          group: "www-data",
          isRecursive: true,
        },
      ),
      "ann",
    );
    assert.equal(resultOf(events), "done");
    assert.match(modes("/srv/web"), /^755 1500 33 \n755 1500 33 x$/);
    // A path changed since: root touches none, and the status says so.
    root.do("chmod 700 /srv/web/x");
    const held = root.run([handrail, "undo"], { as: "ann" });
    assert.equal(held.status, 2, held.output);
    assert.match(held.output, /this changed since: \/srv\/web\/x/);
    root.do("chmod 755 /srv/web/x");
    const { status, output } = root.run([handrail, "undo"], { as: "ann" });
    assert.equal(status, 0, output);
    assert.equal(modes("/srv/web"), before);
    assert.match(history("ann"), /undone\n {4}a plan \(as root\)/);
  });

  it("of root's name what changed since, and leave or take back each as is answered", async () => {
    root.do("rm -rf /srv/web; mkdir /srv/web; touch /srv/web/{x,y,z}; chmod 777 /srv/web/*");
    const mode: Action = { kind: "change-mode", path: "/srv/web", mode: "go-w", isRecursive: true };
    assert.equal(resultOf(carryOut(planOf("root", mode), "ann")), "done");
    root.do("chmod 700 /srv/web/x; echo mine >/srv/web/y; chmod 700 /srv/web/y");
    const now = modes("/srv/web");
    const held = root.run([handrail, "undo"], { as: "ann" });
    assert.equal(held.status, 2, held.output);
    assert.match(held.errors, /\/srv\/web\/x {2}was changed since\n {4}\/srv\/web\/y {2}was/);
    assert.match(held.errors, /on a terminal it asks/);
    assert.equal(modes("/srv/web"), now);
    const answer = async (...keys: readonly string[]): Promise<number> => {
      const words = root.enter([handrail, "undo"], { as: "ann", environment: { TERM: "xterm" } });
      const session = new TerminalSession(words, { directory: "/", environment: {} });
      for (const [at, key] of keys.entries()) {
        await session.shows(
          at === 0 ? /\[y\/N\]/ : new RegExp(`web/${at === 1 ? "x" : "y"} .*>`, "s"),
        );
        session.type(key);
      }
      return session.ended;
    };
    assert.equal(await answer("y\r", "k\r", "\r"), 2);
    assert.equal(modes("/srv/web"), now);
    assert.equal(await answer("y\r", "k\r", "t\r", "y\r"), 0);
    assert.match(modes("/srv/web"), /\n700 0 0 x\n777 0 0 y\n777 0 0 z$/);
    // What was left can still be taken back.
    assert.doesNotMatch(history("ann"), /undone\n {4}a plan \(as root\)$/);
    root.do("chmod 755 /srv/web/x");
    assert.equal(root.run([handrail, "undo"], { as: "ann" }).status, 0);
    assert.match(modes("/srv/web"), /\n777 0 0 x\n777 0 0 y\n777 0 0 z$/);
  });

  it("are not begun when they are not what was agreed to", () => {
    const before = modes();
    const events = carryOut(planOf("caller", ...least), "ann", "delete 3 files");
    assert.equal(resultOf(events), "differs");
    const end = events.at(-1);
    assert.ok(end?.kind === "ended" && end.review?.commands.length === 2);
    assert.equal(modes(), before);
  });

  it("are not begun where a step is known to fail", () => {
    const before = modes();
    const gone = { ...least[0], path: `${site}/gone` } as Action;
    assert.deepEqual(carryOut(planOf("caller", gone), "ann"), []);
    assert.equal(modes(), before);
  });

  it("are not begun when what they are about has gone since, and say so", () => {
    const events = carryOut(planOf("caller", ...least), "ann", undefined, site);
    assert.equal(resultOf(events), "stopped");
    assert.ok(!events.some(({ kind }) => kind === "step-started"));
    const end = events.at(-1);
    assert.match(
      (end?.kind === "ended" && end.sentence) || "",
      /^The step ".+" would fail: .+ would end with status 1\. It has changed since .+ Nothing was done\.$/,
    );
  });

  it("stop at the step that fails; what was done before is taken back", () => {
    const before = modes();
    const service: Action = { kind: "service", unit: "no-such-unit", operation: "restart" };
    const { steps, ...rest } = planOf("root", ...least, service);
    const last = { kind: "none", reason: "a restart cannot be taken back" } as const;
    const plan = { ...rest, steps: [...steps.slice(0, 2), { ...steps[2], inverse: last }] };
    const events = carryOut(plan as TaskPlan, "ann");
    assert.equal(resultOf(events), "failed");
    const ends = events.filter((event) => event.kind === "step-ended");
    assert.deepEqual(
      ends.map(({ isVerified }) => isVerified),
      [true, true, false],
    );
    assert.match(ends[2]?.problem ?? "", /^systemctl ended with status 1: /);
    const failure = failureOf(plan as TaskPlan, events);
    assert.deepEqual(failure?.done, ["change-mode", "change-mode"]);
    assert.equal(failure?.rest?.steps.length, 1);
    assert.ok(failure?.canUndo);
    const id = events.find((event) => event.kind === "started")?.id ?? "";
    assert.equal(root.run([handrail, "undo", id], { as: "ann" }).status, 0);
    assert.equal(modes(), before);
  });

  it("of root reach nothing through links that a user plants", () => {
    root.do("ln -s /etc/passwd site/link; ln -s /etc site/etc", { as: "ann" });
    const before = root.do("stat -c '%a %U' /etc /etc/passwd /etc/hostname");
    const events = carryOut(
      planOf(
        "root",
        { kind: "change-owner", path: site, owner: "ann", isRecursive: true },
        { kind: "change-mode", path: site, mode: "700", isRecursive: true },
        { kind: "change-mode", path: site, mode: "600", isRecursive: true, only: "files" },
      ),
      "ann",
    );
    assert.equal(resultOf(events), "done");
    assert.equal(root.do("stat -c '%a %U' /etc /etc/passwd /etc/hostname"), before);
  });

  it("are shown before they are taken back, with --plan", () => {
    carryOut(planOf("caller", ...least), "ann");
    const now = modes();
    const shown = root.run([handrail, "undo", "--plan"], { as: "ann" });
    assert.match(shown.output, /Undo: a plan\n +1 {2}bring files back/);
    assert.equal(shown.status, 0);
    const told = root.run([handrail, "undo", "--plan", "--json"], { as: "ann" });
    assert.equal(JSON.parse(told.output).steps[0].action.kind, "undo-entry");
    assert.equal(modes(), now);
  });

  it("of root differ where root sees more, and are then what root sees", () => {
    root.do("rm -rf /srv/shut; mkdir -p -m 700 /srv/shut/in; touch /srv/shut/in/a");
    const mode: Action = { kind: "change-mode", path: "/srv/shut", mode: "o-w", isRecursive: true };
    root.do("chmod 606 /srv/shut/in/a");
    const events = carryOut(planOf("root", mode), "ann");
    assert.equal(resultOf(events), "differs");
    const end = events.at(-1);
    const paths = end?.kind === "ended" ? end.review?.review.effects.map(({ path }) => path) : [];
    assert.deepEqual(paths, ["/srv/shut/in/a"]);
    assert.equal(root.do("stat -c %a /srv/shut/in/a"), "606\n");
  });

  it("reach names that are no UTF-8", () => {
    root.do("touch site/$'\\xff\\x80'; chmod 666 site/$'\\xff\\x80'", { as: "ann" });
    const path = `${site}/\udcff\udc80`;
    const mode: Action = { kind: "change-mode", path, mode: "600", isRecursive: false };
    assert.equal(resultOf(carryOut(planOf("caller", mode), "ann")), "done");
    assert.equal(root.do("stat -c %a site/$'\\xff\\x80'", { as: "ann" }), "600\n");
    assert.equal(root.run([handrail, "undo"], { as: "ann" }).status, 0);
    assert.equal(root.do("stat -c %a site/$'\\xff\\x80'", { as: "ann" }), "666\n");
  });

  it("are carried out by root itself without sudo", () => {
    root.do("rm -rf /srv/own; mkdir /srv/own; chmod 777 /srv/own");
    const mode: Action = { kind: "change-mode", path: "/srv/own", mode: "755", isRecursive: false };
    assert.equal(resultOf(carryOut(planOf("root", mode), "root")), "done");
    assert.match(modes("/srv/own"), /^755 /);
    assert.match(root.do("ls -l /var/log/handrail | tail -1"), /^-rw------- 1 root root/);
    assert.equal(root.run([handrail, "undo"]).status, 0);
    assert.match(modes("/srv/own"), /^777 /);
  });

  it("print the answers that a file of answers needs, and are carried out from it", () => {
    const answer = ["--answer", "mode=750", "--answer", "recursive=no"];
    const printed = root.run([handrail, "permissions", "site", ...answer, "--print-answers"], {
      as: "ann",
    });
    assert.equal(printed.status, 0, printed.errors);
    root.do("cat >/home/ann/answers.json", { input: printed.output });
    const { status, output } = root.run([handrail, "apply", "/home/ann/answers.json"], {
      as: "ann",
      directory: "/",
    });
    assert.equal(status, 0, output);
    assert.match(modes(), /^750 1500 1500 \n/);
  });

  it("are the same at every level, which only changes how they are told and asked about", () => {
    const planAt = (level: string): unknown => {
      const words = ["permissions", "site", "--answer", "mode=770", "--plan", "--json"];
      const { output, errors } = root.run([handrail, ...words, "--level", level], { as: "ann" });
      assert.notEqual(output, "", errors);
      const { review, ...plan } = JSON.parse(output) as { readonly review: { level: string } };
      assert.equal(review.level, level);
      return plan;
    };
    const plan = planAt("novice");
    assert.deepEqual(planAt("standard"), plan);
    assert.deepEqual(planAt("expert"), plan);
  });

  it("keep a user's own log private, and forget the request", () => {
    carryOut(planOf("caller", ...least), "ann");
    const listing = root.do("stat -c %a .local/state/handrail/log .local/state/handrail/log/*", {
      as: "ann",
    });
    assert.match(listing, /^700\n(600\n)+$/);
    assert.equal(root.do("ls -A .local/state/handrail/requests", { as: "ann" }), "");
  });
});

const least: readonly Action[] = [
  { kind: "change-mode", path: site, mode: "755", isRecursive: true, only: "directories" },
  { kind: "change-mode", path: site, mode: "644", isRecursive: true, only: "files" },
];

function planOf(runAs: "caller" | "root", ...actions: readonly Action[]): TaskPlan {
  const steps = actions.map((action) => ({
    title: action.kind,
    action,
    runAs,
    verify: { kind: "as-foreseen" } as const,
    inverse: { kind: "kept" } as const,
  }));
  return { task: "permissions", answers: {}, title: "a plan", remarks: [], steps };
}

function resultOf(events: readonly ApplyEvent[]): string | undefined {
  const end = events.at(-1);
  return end?.kind === "ended" ? end.result : undefined;
}
