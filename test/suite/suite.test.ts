import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { skipUnless } from "../support/need.ts";
import { repository } from "../support/repository.ts";
import { ForeseeClient, installDriver } from "./foresee-client.ts";
import { readSuiteLines } from "./lines.ts";
import { accountOf, environmentOf, type Runner, runForReal } from "./real-run.ts";
import { type Score, scoreLine } from "./score.ts";
import { makeThrowaway, type Throwaway } from "./throwaway.ts";
import { compareTrees, readTree } from "./tree-changes.ts";

const tools = ["unshare", "setpriv", "bash", "tar", "gzip", "rsync", "busybox"];
const filter = process.env.SUITE_FILTER ?? "";

/** Share of lines that must be exactly right. */
const wanted = 0.9;

for (const runner of ["user", "root"] as const) {
  describe(`real runs as ${runner}`, { skip: skipUnless({ root: true, tools }) }, () => {
    let throwaway: Throwaway;
    let client: ForeseeClient;
    before(async () => {
      throwaway = makeThrowaway("suite");
      await installDriver(throwaway.path);
      makeFixture(throwaway.path, runner);
      const home = join(throwaway.path, "caller");
      mkdirSync(home);
      execFileSync("chown", [`${accountOf(runner).uid}:${accountOf(runner).gid}`, home]);
      client = new ForeseeClient(throwaway.path, runner, home);
    });
    after(() => {
      client?.close();
      throwaway?.remove();
    });
    it("foretells what bash really does", { timeout: 600_000 }, async (test) => {
      const scores: Score[] = [];
      for (const suiteLine of readSuiteLines()) {
        if (!`${suiteLine.name} ${suiteLine.line}`.includes(filter)) continue;
        const home = copyFixture(throwaway.path);
        const foreseen = await client.foresee(suiteLine.line, home, environmentOf(runner, home));
        const treeBefore = readTree(home);
        runForReal(suiteLine.line, runner, home);
        scores.push(scoreLine(suiteLine, foreseen, compareTrees(treeBefore, readTree(home))));
      }
      report(scores, (message) => test.diagnostic(message));
    });
  });
}

function makeFixture(folder: string, runner: Runner): void {
  const fixture = join(folder, "fixture");
  mkdirSync(fixture);
  const { uid, gid } = accountOf(runner);
  execFileSync(
    "bash",
    [join(repository, "test/suite/fixture.bash"), fixture, String(uid), String(gid)],
    {
      stdio: ["ignore", "ignore", "inherit"],
    },
  );
}

function copyFixture(folder: string): string {
  const home = join(folder, "home");
  rmSync(home, { recursive: true, force: true });
  execFileSync("cp", ["-a", join(folder, "fixture"), home]);
  return home;
}

function report(scores: readonly Score[], say: (message: string) => void): void {
  const of = (grade: string): readonly Score[] => scores.filter((score) => score.grade === grade);
  for (const {
    case: { name, line },
    grade,
    detail,
  } of scores) {
    if (grade !== "exact") say(`${grade} ${name}: ${JSON.stringify(line)}\n${detail}`);
  }
  const exact = of("exact").length;
  say(
    `${exact} of ${scores.length} exactly right, ${of("admitted").length} said unknown, ${of("silent").length} wrong in silence`,
  );
  assert.deepEqual(
    [...of("silent"), ...of("crash")].map((score) => score.case.name),
    [],
  );
  assert.ok(exact >= wanted * scores.length, `${exact} of ${scores.length}`);
}
