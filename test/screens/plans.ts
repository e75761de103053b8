import type { ApplyEvent } from "../../src/domain/apply-event.ts";
import type { FoundPackage, PackageChange } from "../../src/domain/packages.ts";
import type { Review } from "../../src/domain/review.ts";
import type { PlanReview } from "../../src/domain/task-plan.ts";
import { makeFinding, makeReview } from "./states.ts";

/** Plans, packages and runs for tests of pages. */

export function makePlan(review: Partial<Review> = {}, more: Partial<PlanReview> = {}): PlanReview {
  const argv = ["apt-get", "install", "--yes", "cowsay=3.03+dfsg2-8"];
  return {
    plan: {
      task: "install",
      answers: { packages: ["cowsay"] },
      title: "Install cowsay",
      steps: [
        {
          title: "install cowsay",
          action: { kind: "packages", operation: "install", packages: ["cowsay=3.03+dfsg2-8"] },
          runAs: "root",
          verify: { kind: "none" },
          inverse: { kind: "none", reason: "for the test" },
        },
      ],
      remarks: ["nothing is started by it"],
    },
    commands: [{ argv, runAs: "root", step: 0, effects: [] }],
    review: makeReview(argv.join(" "), {
      effects: [{ kind: "package", detail: "adds cowsay 3.03+dfsg2-8" }],
      ...review,
    }),
    diffs: [],
    ...more,
  };
}

export const quietPlan = makePlan();

/** The plan that the events below are of. */
export const nginxPlan = makePlan(
  {},
  {
    plan: {
      ...quietPlan.plan,
      title: "Install nginx",
      steps: ["fetch the lists", "install nginx", "look whether it answers"].flatMap((title) =>
        quietPlan.plan.steps.map((step) => ({ ...step, title })),
      ),
    },
  },
);

export const cautiousPlan = makePlan(
  {
    decision: "ask",
    confirm: "yes",
    findings: [
      makeFinding({
        guard: "weakens-trust",
        title: "This would install what nobody signed",
        what: "cowsay comes from a source without a trusted signature.",
        why: "Whoever can answer for that source could put anything in it.",
        instead: [],
        paths: [],
        pathCount: 0,
      }),
    ],
  },
  {
    diffs: [
      {
        path: "/etc/cowsay.conf",
        text: "--- /etc/cowsay.conf\n+++ /etc/cowsay.conf.dpkg-dist\n@@ -1 +1 @@\n-eyes=oo\n+eyes=\tOO\n",
      },
    ],
  },
);

export const dangerousPlan = makePlan({
  decision: "ask",
  confirm: "type",
  confirmWords: "remove openssh-server",
  findings: [
    makeFinding({
      guard: "removes-required-packages",
      severity: "danger",
      title: "This would remove what you log in with",
      what: "openssh-server: your session came in by it.",
      why: "Nobody could log in over the network any more.",
      instead: [
        { line: "apt-get -s remove cowsay", why: "only says what it would do", safe: true },
      ],
      paths: ["/usr/sbin/sshd"],
      pathCount: 1,
    }),
  ],
  undo: { grade: "part", reason: "the old version is no longer to be had" },
});

export const refusedPlan = makePlan({
  decision: "refuse",
  findings: [makeFinding({ severity: "critical", title: "This would remove libc6", instead: [] })],
});

export function makeFound(name: string, more: Partial<FoundPackage> = {}): FoundPackage {
  return {
    name,
    summary: `what ${name} is for`,
    isInstalled: false,
    origin: "Debian",
    trust: "signed",
    ...more,
  };
}

export function makeChange(name: string, more: Partial<PackageChange> = {}): PackageChange {
  return {
    name,
    action: "install",
    after: "1.22.1-9",
    isAutomatic: false,
    isSecurity: false,
    origin: "Debian",
    trust: "signed",
    ...more,
  };
}

const time = (second: number) => `2026-11-22T17:00:${String(second).padStart(2, "0")}.000Z`;

/** When the events of `runEvents` are over, by the calendar. */
export const afterRun = Date.parse(time(30));

/** The events of a run of three steps, up to any of them. */
export const runEvents: readonly ApplyEvent[] = [
  {
    kind: "started",
    id: "run-1",
    title: "Install nginx",
    steps: ["fetch the lists", "install nginx", "look whether it answers"],
    time: time(0),
  },
  { kind: "step-started", step: 0, argv: ["apt-get", "update"], time: time(1) },
  { kind: "output", step: 0, text: "Get:1 http://deb.example stable InRelease\r\nReading" },
  {
    kind: "step-ended",
    step: 0,
    status: 0,
    isVerified: true,
    entry: "entry-1",
    time: time(3),
  },
  { kind: "step-started", step: 1, argv: ["apt-get", "install", "nginx"], time: time(4) },
  { kind: "progress", step: 1, percent: 56, what: "unpacking nginx-common" },
];

export const failedEvents: readonly ApplyEvent[] = [
  ...runEvents,
  { kind: "output", step: 1, text: "\rdpkg: error processing archive\nE: no space left\n" },
  {
    kind: "step-ended",
    step: 1,
    status: 100,
    isVerified: false,
    problem: "nginx is unpacked but not set up: the disk is full.",
    time: time(12),
  },
  { kind: "ended", result: "failed", sentence: "1 of 3 steps is done.", time: time(12) },
];

export const doneEvents: readonly ApplyEvent[] = [
  ...runEvents,
  { kind: "step-ended", step: 1, status: 0, isVerified: true, entry: "entry-2", time: time(12) },
  { kind: "step-started", step: 2, argv: ["true"], time: time(12) },
  { kind: "step-ended", step: 2, status: 0, isVerified: true, time: time(13) },
  { kind: "ended", result: "done", time: time(13) },
];
