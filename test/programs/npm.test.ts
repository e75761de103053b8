import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, type TestContext, test } from "node:test";
import { makeEngine } from "../../src/cli/engine.ts";
import { need } from "../support/need.ts";
import { temporaryDirectory } from "../support/temporary.ts";

/** Lines in a folder with a project, run by the real npm, which is kept from the network. */
const lines = [
  "npm run clean",
  "npm run clean && touch after",
  "npm run -s fails || touch after",
  "npm run fails && touch after",
  "npm run nosuch || touch after",
  "npm run where -- 'a b' c",
  "npm test",
  "npm run broken",
  "cd sub/deeper && npm run clean",
  "npm run --if-present nosuch && touch after",
];

describe("what the real npm leaves behind", { skip: need("npm", "bash") }, () => {
  for (const line of lines) {
    test(line, (context) => {
      const { folder, environment } = makeProject(context);
      const before = look(folder);
      const [foretold, reasons] = foresee(line, folder, environment);
      spawnSync("bash", ["-c", line], { cwd: folder, env: environment, stdio: "ignore" });
      assert.deepEqual(foretold, changesBetween(before, look(folder)), reasons);
    });
  }
});

const project = {
  name: "project",
  version: "1.0.0",
  scripts: {
    preclean: "echo $npm_lifecycle_event > event",
    clean: "rm -rf dist && pwd > place",
    postclean: "touch cleaned",
    fails: "exit 3",
    where: "printf '%s\\n' \"$npm_package_name\" > name; touch",
    pretest: "mkdir results",
    test: "touch results/one",
    prebroken: "false",
    broken: "touch never",
  },
};

function makeProject(context: TestContext) {
  const root = temporaryDirectory(context);
  const folder = join(root, "project");
  for (const name of ["dist/js", "sub/deeper"]) mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, "dist/js/a.js"), "a");
  writeFileSync(join(folder, "package.json"), JSON.stringify(project));
  const environment = {
    HOME: root,
    PATH: process.env.PATH ?? "",
    npm_config_offline: "true",
    npm_config_update_notifier: "false",
  };
  return { folder, environment };
}

function foresee(line: string, directory: string, environment: Readonly<Record<string, string>>) {
  const engine = makeEngine({
    directory,
    environment: new Map(Object.entries(environment)),
    umask: 0o022,
  });
  const result = engine.foresee(line);
  assert.ok(result.kind === "foreseen");
  const { foreseen } = result;
  const changes = (foreseen.changes?.() ?? []).map(({ path, change }) => {
    return `${change} ${path.slice(directory.length + 1)}`;
  });
  const reasons = foreseen.unknown.filter(({ isJudged }) => isJudged !== true);
  assert.deepEqual(reasons, [], "nothing else than its log is unknown");
  return [changes.sort(), JSON.stringify(foreseen.unknown)] as const;
}

function look(folder: string): ReadonlyMap<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return new Map(
    names.map((name) => {
      const path = join(folder, name);
      return [name, statSync(path).isDirectory() ? "" : readFileSync(path, "utf8")];
    }),
  );
}

function changesBetween(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): readonly string[] {
  const gone = [...before.keys()].filter((name) => !after.has(name));
  const made = [...after.keys()].filter((name) => !before.has(name));
  const other = [...after].filter(([name, text]) => before.has(name) && before.get(name) !== text);
  return [
    ...gone.map((name) => `deleted ${name}`),
    ...made.map((name) => `created ${name}`),
    ...other.map(([name]) => `modified ${name}`),
  ].sort();
}
