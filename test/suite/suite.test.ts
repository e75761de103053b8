import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { skipUnless } from "../support/need.ts";
import { repository } from "../support/repository.ts";
import { compareSnapshots, takeSnapshot } from "../support/snapshot.ts";
import { ForeseeClient, installDriver } from "./foresee-client.ts";
import { readSuiteLines, type SuiteLine } from "./lines.ts";
import { accountOf, environmentOf, type Runner, runForReal } from "./real-run.ts";
import { type Score, scoreLine } from "./score.ts";
import { makeThrowaway, type Throwaway } from "./throwaway.ts";
import { compareTrees, readTree } from "./tree-changes.ts";

const tools = ["unshare", "setpriv", "bash", "tar", "gzip", "rsync", "busybox", "getfacl"];
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
      const home = join(throwaway.path, "caller");
      mkdirSync(home);
      execFileSync("chown", [`${accountOf(runner).uid}:${accountOf(runner).gid}`, home]);
      client = new ForeseeClient(throwaway.path, runner, home);
    });
    after(() => {
      client?.close();
      throwaway?.remove();
    });
    it("foretells what bash really does", { timeout: 1_800_000 }, async (test) => {
      const scores: Score[] = [];
      for (const suiteLine of readSuiteLines()) {
        if (!`${suiteLine.name} ${suiteLine.line}`.includes(filter)) continue;
        scores.push(await tryLine(suiteLine, runner, throwaway.path, client));
      }
      report(scores, (message) => test.diagnostic(message));
    });
  });
}

/** Foretells, keeps, really runs, compares, undoes and compares again. */
async function tryLine(
  suiteLine: SuiteLine,
  runner: Runner,
  folder: string,
  client: ForeseeClient,
): Promise<Score> {
  const { line } = suiteLine;
  const home = copyFixture(folder, suiteLine, runner);
  const before = readTree(home);
  const snapshot = takeSnapshot(home);
  const environment = environmentOf(runner, home);
  const foreseen = await client.ask({ kind: "prepare", line, directory: home, environment });
  const status = runForReal(line, runner, home);
  const real = compareTrees(before, readTree(home)).filter(({ path }) => !isGitsOwn(path));
  const score = scoreLine(suiteLine, foreseen, real);
  const { undone = "", crash } = await client.ask({ kind: "finish", status: status ?? 1 });
  const isPromised = foreseen.undo === "full" && score.grade === "exact";
  // Commands that only look may renew what git notes of times; undo knows nothing of that.
  const isLooking = undone === "nothing" || /\bgit\b.* (status|diff)/.test(line);
  if (!isPromised) return { ...score, undoFault: "" };
  const differences = compareSnapshots(snapshot, takeSnapshot(home)).filter(
    (difference) => !isLooking || !/^"[^"]*\.git(\/index)?" /.test(difference),
  );
  const isQuiet = undone === "undone" || undone === "nothing";
  const undoFault = [crash ?? "", isQuiet ? "" : undone, ...differences].filter(
    (part) => part !== "",
  );
  return { ...score, undoFault: undoFault.join("\n    ") };
}

/** Git's inner files are left out of `changes` by the contract. */
function isGitsOwn(path: string): boolean {
  return path.includes("/.git/");
}

function makeFixture(fixture: string, name: string, runner: Runner): void {
  mkdirSync(fixture);
  const { uid, gid } = accountOf(runner);
  execFileSync(
    "bash",
    [join(repository, `test/suite/${name}.bash`), fixture, String(uid), String(gid)],
    {
      stdio: ["ignore", "ignore", "inherit"],
    },
  );
}

function copyFixture(folder: string, { fixture: name, line }: SuiteLine, runner: Runner): string {
  const fixture = join(folder, name);
  if (!existsSync(fixture)) makeFixture(fixture, name, runner);
  const home = join(folder, "home");
  rmSync(home, { recursive: true, force: true });
  if (name === "fixture") execFileSync("cp", ["-a", fixture, home]);
  else copyNamed(fixture, home, line);
  return home;
}

/** Of many repositories only those that the line names: copying all takes long. */
function copyNamed(fixture: string, home: string, line: string): void {
  const names = readdirSync(fixture).filter((name) => name.startsWith(".") || line.includes(name));
  mkdirSync(home);
  execFileSync("cp", ["-a", ...names.map((name) => join(fixture, name)), home]);
  execFileSync("chown", [`--reference=${fixture}`, home]);
  execFileSync("touch", ["-r", fixture, home]);
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
  const faults = scores.filter(({ undoFault }) => undoFault !== "");
  for (const {
    case: { name, line },
    undoFault,
  } of faults) {
    say(`not undone ${name}: ${JSON.stringify(line)}\n    ${undoFault}`);
  }
  const exact = of("exact").length;
  say(
    `${exact} of ${scores.length} exactly right, ${of("admitted").length} said unknown, ${of("silent").length} wrong in silence`,
  );
  assert.deepEqual(
    [...of("silent"), ...of("crash")].map((score) => score.case.name),
    [],
  );
  assert.deepEqual(
    faults.map((score) => score.case.name),
    [],
  );
  assert.ok(exact >= wanted * scores.length, `${exact} of ${scores.length}`);
}
