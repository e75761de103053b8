import type { ApplyEvent } from "../../src/domain/apply-event.ts";
import type { PlanReview } from "../../src/domain/task-plan.ts";
import type { UndoReview } from "../../src/domain/undo-review.ts";
import type { Page, PageArgument } from "../../src/screens/app/page.ts";
import type { Query } from "../../src/screens/app/query.ts";
import { applyingPage } from "../../src/screens/applying/applying-page.ts";
import { guardsPage } from "../../src/screens/guards/guards-page.ts";
import { historyPage } from "../../src/screens/history/history-page.ts";
import { installPage, removePage } from "../../src/screens/install/packages-page.ts";
import type { Look } from "../../src/screens/look.ts";
import { planPage } from "../../src/screens/plan/plan-page.ts";
import { settingsPage } from "../../src/screens/settings/settings-page.ts";
import { undoPage } from "../../src/screens/undo/undo-page.ts";
import { updatePage } from "../../src/screens/update/update-page.ts";
import { PageDriver } from "./page-driver.tsx";
import {
  afterRun,
  cautiousPlan,
  dangerousPlan,
  doneEvents,
  failedEvents,
  makeChange,
  makeFound,
  nginxPlan,
  quietPlan,
  refusedPlan,
  runEvents,
} from "./plans.ts";
import { makeEntry } from "./states.ts";
import { changedSince, dangerousUndo, makeUndoReview } from "./undos.ts";

type Make = (look: Look) => PageDriver;

const open =
  (page: Pick<Page<never>, "name">, argument: PageArgument = {}) =>
  (look: Look): PageDriver =>
    new PageDriver(page, argument, look);

const then =
  (make: Make, act: (page: PageDriver) => PageDriver): Make =>
  (look) =>
    act(make(look));

const planQuery: Query = { kind: "plan", task: "install", answers: { packages: ["cowsay"] } };

const looking = open(planPage, { subject: "install", answers: { packages: ["cowsay"] } });
const reviewed = (review: PlanReview) =>
  then(looking, (page) => page.answer(planQuery, { kind: "plan", review }));

const applyQuery: Query = { kind: "apply", review: nginxPlan, reason: "" };
const applying = (events: readonly ApplyEvent[]) =>
  then(open(applyingPage, { value: { kind: "apply", review: nginxPlan } }), (page) =>
    page.answer(applyQuery, { kind: "apply", events }, false).tick(afterRun),
  );

const roles = [makeFound("web server", { fills: ["nginx", "apache2", "caddy"], summary: "" })];
const servers = [
  makeFound("nginx", { summary: "small, powerful web server" }),
  makeFound("apache2", { summary: "the Apache web server", isInstalled: true }),
  makeFound("hostile\u001b[31m", { trust: "unsigned", origin: "somebody", summary: "\u202enot" }),
];

const search: Query = { kind: "search", text: "" };
const found = then(open(installPage), (page) =>
  page.answer(search, {
    kind: "search",
    found: [...roles, ...servers],
    total: 37,
    among: 63_440,
  }),
);
const previewed = then(found, (page) =>
  page
    .press("down")
    .answer(
      { kind: "package-details", name: "nginx" },
      {
        kind: "package-details",
        details: {
          name: "nginx",
          version: "1.22.1-9",
          summary: "small, powerful web server",
          description: ["Serves pages.", "", "And more of them."],
          services: ["nginx on port 80"],
          origin: "Debian",
          trust: "signed",
          installedSize: 1_400_000,
          homepage: "https://nginx.example",
        },
      },
    )
    .answer(
      { kind: "simulate", operation: "install", names: ["nginx"] },
      {
        kind: "simulate",
        simulation: {
          kind: "transaction",
          changes: [
            makeChange("nginx"),
            makeChange("nginx-common", { isAutomatic: true, trust: "unsigned" }),
            makeChange("lighttpd", { action: "remove", isAutomatic: true }),
            makeChange("login", { action: "remove", neededFor: "to log in" }),
          ],
          downloadSize: 3_200_000,
          sizeDifference: 8_100_000,
          keptBack: [],
        },
      },
    ),
);

const updates = then(open(updatePage), (page) =>
  page.answer(
    { kind: "updates" },
    {
      kind: "updates",
      changes: [
        makeChange("zsh", { action: "upgrade", before: "5.9-4", after: "5.9-5" }),
        makeChange("openssl", {
          action: "upgrade",
          before: "3.0.11-1",
          after: "3.0.14-1",
          isSecurity: true,
          downloadSize: 1_300_000,
        }),
        makeChange("linux-image-6.1.0-28-amd64", { after: "6.1.119-1" }),
      ],
      keptBack: ["libreoffice"],
      listsAge: 3 * 86_400,
    },
  ),
);

const entries = [
  makeEntry({ id: "4", plan: { id: "run-1", title: "Install cowsay", isRoot: true }, line: "x" }),
  makeEntry({ id: "3", status: 1, line: "make \u001b[31mred", undo: "part", reason: "make ran" }),
  makeEntry({ id: "2", kind: "undo", of: "1", state: "undone" }),
  makeEntry({ id: "1", undo: "none", reason: "nothing was kept", state: "interrupted" }),
];
const undoing = (review: UndoReview): Make =>
  then(open(undoPage, { subject: "3" }), (page) =>
    page.answer({ kind: "undo-review", id: "3" }, { kind: "undo-review", review }),
  );
const conflicts = undoing(makeUndoReview({ conflicts: changedSince }));
const history = then(open(historyPage), (page) =>
  page.answer({ kind: "history" }, { kind: "history", entries }),
);

const guards = then(open(guardsPage), (page) =>
  page.answer(
    { kind: "guards" },
    {
      kind: "guards",
      guards: [
        { id: "deletes-own-files", title: "Deletes your own files", severity: "danger" },
        { id: "needless-root", title: "Root for what needs no root", severity: "caution" },
      ],
    },
  ),
);

const settings = then(open(settingsPage), (page) =>
  page.answer(
    { kind: "settings" },
    {
      kind: "settings",
      report: {
        user: "ann",
        level: "novice",
        levelFrom: "usual",
        ownPaths: ["/srv/www"],
        systemPaths: ["/data"],
        rules: [],
        allowances: [],
        policy: ["--yes cannot accept: overwrites-disk."],
        problems: ['In /etc/handrail/config.json, "level" is not used.'],
        ownFile: "/home/ann/.config/handrail/config.json",
        systemFile: "/etc/handrail/config.json",
        isRoot: false,
      },
    },
  ),
);

/** Every state of the pages that looks different. */
export const pageStates: Readonly<Record<string, Make>> = {
  "plan, looking": then(looking, (page) => page.tick(0).tick(1000)),
  "plan, problem": then(looking, (page) =>
    page.answer(planQuery, {
      kind: "problem",
      problem: {
        kind: "cannot",
        sentence: "There is no package cowsayy.",
        suggestions: ["cowsay", "cowsay-off"],
      },
    }),
  ),
  "plan, problem that a task takes out of the way": then(looking, (page) =>
    page.answer(planQuery, {
      kind: "problem",
      problem: {
        kind: "cannot",
        sentence: "An earlier run of the package manager was cut off.",
        mending: { task: "configure-packages", answers: {}, label: "finish" },
      },
    }),
  ),
  "plan, failed": then(looking, (page) =>
    page.answer(planQuery, { kind: "failed", sentence: "This is a fault in handrail: x" }),
  ),
  "plan, quiet": reviewed(quietPlan),
  "plan, caution": reviewed(cautiousPlan),
  "plan, danger": reviewed(dangerousPlan),
  "plan, wrong words": then(reviewed(dangerousPlan), (page) =>
    page.type("remove it").press("enter"),
  ),
  "plan, refused": reviewed(refusedPlan),
  "plan, commands": then(reviewed(cautiousPlan), (page) => page.press("c")),
  "plan, differences": then(reviewed(cautiousPlan), (page) => page.press("d")),
  "plan, effects": then(reviewed(cautiousPlan), (page) => page.press("e")),
  "plan, paths": then(reviewed(dangerousPlan), (page) => page.press("p")),
  "applying, starting": applying([]),
  "applying, waiting": applying([
    runEvents[0]!,
    { kind: "waiting", for: "apt (process 4711, ann)", time: "2026-11-22T17:00:01.000Z" },
  ]),
  "applying, going on": applying(runEvents),
  "applying, stopping": then(applying(runEvents), (page) => page.press("s")),
  "applying, output": then(applying(runEvents), (page) => page.press("o")),
  "applying, failed": applying(failedEvents),
  "applying, done": applying(doneEvents),
  "applying, left to settle": applying([
    ...doneEvents.slice(0, -1),
    {
      kind: "ended",
      result: "done",
      time: "2026-11-22T17:00:13.000Z",
      followUps: [
        {
          sentence: "/etc/nginx/nginx.conf was changed here, and has a newer version.",
          task: "take-configuration",
          answers: { paths: ["/etc/nginx/nginx.conf"] },
          label: "compare",
        },
      ],
    },
  ]),
  "applying, unheard": then(applying(runEvents), (page) =>
    page.answer(applyQuery, { kind: "failed", sentence: "The helper went away." }),
  ),
  "install, reading": open(installPage),
  "install, roles": found,
  "install, a plan foreseen": previewed,
  "install, several": then(previewed, (page) => page.press("tab", " ", "down", " ")),
  "install, details": then(previewed, (page) => page.press("tab", "i")),
  "install, nothing found": then(open(installPage), (page) =>
    page.answer(search, { kind: "search", found: [], total: 0, among: 63_440 }),
  ),
  "install, no manager": then(open(installPage), (page) =>
    page.answer(search, { kind: "failed", sentence: "There is no package manager here." }),
  ),
  "install, a role": then(found, (page) =>
    page
      .press("enter")
      .answer(
        { kind: "search", text: "web server", names: ["nginx", "apache2", "caddy"] },
        { kind: "search", found: servers, total: 3, among: 63_440 },
      ),
  ),
  "remove, nothing found": then(open(removePage), (page) =>
    page.answer(
      { kind: "search", text: "", only: "installed" },
      { kind: "search", found: [], total: 0, among: 0 },
    ),
  ),
  "update, looking": then(open(updatePage), (page) => page.tick(0)),
  "update, list": updates,
  "update, security only": then(updates, (page) => page.press("s", "down")),
  "update, filtered": then(updates, (page) => page.press("/").type("ssl")),
  "update, changelog": then(updates, (page) =>
    page
      .press("c")
      .answer(
        { kind: "changelog", name: "openssl" },
        { kind: "changelog", text: "openssl (3.0.14-1)\n\n  * Mends a fault.\n" },
      ),
  ),
  "update, nothing": then(open(updatePage), (page) =>
    page.answer({ kind: "updates" }, { kind: "updates", changes: [], keptBack: [] }),
  ),
  "history, reading": open(historyPage),
  "history, list": history,
  "history, more": then(history, (page) => page.press("enter")),
  "history, empty": then(open(historyPage), (page) =>
    page.answer({ kind: "history" }, { kind: "history", entries: [] }),
  ),
  "undo, looking": open(undoPage, { subject: "3" }),
  "undo, conflicts": conflicts,
  "undo, settled": then(conflicts, (page) => page.press("t", "k")),
  "undo, difference": then(conflicts, (page) => page.press("d")),
  "undo, review": undoing(makeUndoReview()),
  "undo, danger": undoing(dangerousUndo),
  "undo, changed meanwhile": then(undoing(makeUndoReview()), (page) =>
    page.press("y").answer(
      { kind: "undo", agreed: makeUndoReview() },
      {
        kind: "undo-review",
        review: makeUndoReview({ count: 2, lost: ["not brought back: /home/ann/x  is too large"] }),
      },
    ),
  ),
  "undo, bringing back": then(undoing(makeUndoReview()), (page) => page.press("y")),
  "undo, taken back": then(undoing(makeUndoReview()), (page) =>
    page
      .press("y")
      .answer(
        { kind: "undo", agreed: makeUndoReview() },
        { kind: "undo", isRestored: true, messages: ["3 paths as before"] },
      ),
  ),
  "undo, not taken back": then(undoing(makeUndoReview()), (page) =>
    page
      .press("y")
      .answer(
        { kind: "undo", agreed: makeUndoReview() },
        { kind: "failed", sentence: "The journal is locked." },
      ),
  ),
  "guards, list": guards,
  "guards, filtered": then(guards, (page) => page.press("/").type("root")),
  "guards, one": then(guards, (page) =>
    page.press("enter").answer(
      { kind: "guard-page", guard: "deletes-own-files" },
      {
        kind: "guard-page",
        lines: ["deletes-own-files (up to danger)", "    Deletes", "", "Why"],
      },
    ),
  ),
  "settings, reading": open(settingsPage),
  "settings, list": settings,
  "settings, typing": then(settings, (page) => page.press("end", "enter").type("/srv/../x")),
  "settings, a directory": then(settings, (page) => page.press("end", "up")),
  "settings, refused": then(settings, (page) =>
    page.answer(
      { kind: "set", change: { kind: "add-path", path: "/x" } },
      { kind: "failed", sentence: "The file cannot be written." },
    ),
  ),
};
