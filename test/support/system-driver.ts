/**
 * Foresees lines and really runs them, one after the other, inside of a disposable root: one line on
 * standard input each, one JSON `SystemTrial` on standard output each. Started by system-trial.ts.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { makeEngine } from "../../src/cli/engine.ts";
import type { Change } from "../../src/domain/plan.ts";
import { emptyStream } from "../../src/domain/stream.ts";
import { compareTrees, readTree, type TreeState } from "../suite/tree-changes.ts";
import type { SystemTrial } from "./system-trial.ts";

const folders = [
  "/etc",
  "/home",
  "/root",
  "/srv",
  "/var/log",
  "/var/mail",
  "/var/spool",
  "/var/backups",
  "/mnt",
  "/backup",
];
const environment = {
  PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
  HOME: "/root",
  USER: "root",
  LOGNAME: "root",
  SHELL: "/bin/bash",
  LANG: "C.UTF-8",
};

for (const line of readFileSync(0, "utf8").split("\n")) {
  if (line !== "") console.log(JSON.stringify(tryLine(line.replaceAll("⏎", "\n"))));
}

function tryLine(line: string): SystemTrial {
  const situation = {
    directory: "/root",
    environment: new Map(Object.entries(environment)),
    umask: 0o022,
    input: emptyStream,
    isOutputTerminal: false,
  };
  const foresight = makeEngine(situation).foresee(line);
  if (foresight.kind !== "foreseen") throw new Error(foresight.sentence);
  const { foreseen } = foresight;
  const foretold = foreseen.changes().filter(({ path }) => isLookedAt(path));
  const unknown = foreseen.unknown.map(({ reason }) => reason);
  const before = readAll();
  const { status, stderr } = spawnSync("bash", ["--norc", "-O", "extglob", "-c", line], {
    cwd: "/root",
    env: environment,
    stdio: ["ignore", "pipe", "pipe"],
    timeout: 20_000,
    encoding: "utf8",
  });
  const really = compareTrees(before, readAll());
  const statuses = { foretoldStatus: foreseen.status ?? null, status };
  return {
    line,
    foretold: sorted(foretold),
    really: sorted(really),
    unknown,
    ...statuses,
    errors: stderr,
  };
}

function isLookedAt(path: string): boolean {
  return folders.some((folder) => path === folder || path.startsWith(`${folder}/`));
}

function readAll(): TreeState {
  return new Map(
    folders.filter((folder) => existsSync(folder)).flatMap((folder) => [...readTree(folder)]),
  );
}

function sorted(changes: readonly Change[]): readonly string[] {
  return changes.map(({ path, change }) => `${change} ${path}`).sort();
}
