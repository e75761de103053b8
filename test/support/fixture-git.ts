import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Computation, Computed } from "../../src/domain/world.ts";

/** Where the repository lies on the made-up machine. */
const place = "/home/ann/src";

type Compute = (request: Computation) => Computed | undefined;

/**
 * What git says of ann's repository on the made-up machine: asked of a real one of the same files,
 * made once and put in its place wherever the question or the answer names it.
 */
export function askFixtureGit(request: Computation, compute: Compute): Computed | undefined {
  const named = request.arguments[request.arguments.indexOf("-C") + 1] ?? "";
  const directory = request.arguments.includes("-C") ? named : request.directory;
  if (directory !== place && !directory.startsWith(`${place}/`)) {
    const isAboutSettings = request.arguments.includes("config");
    return { status: isAboutSettings ? 0 : 128, output: "" };
  }
  const real = repository();
  const words = request.arguments.map((word) => word.replace(place, real));
  const environment = new Map([["HOME", dirname(real)]]);
  const answer = compute({ ...request, arguments: words, directory: real, environment });
  return answer && { ...answer, output: answer.output.replaceAll(real, place) };
}

let made: string | undefined;

function repository(): string {
  if (made !== undefined) return made;
  const folder = mkdtempSync(join(tmpdir(), "handrail-fixture-git-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  made = join(folder, "src");
  mkdirSync(made);
  const script = spawnSync("bash", ["-euc", commands], {
    cwd: made,
    encoding: "utf8",
    env: { PATH: process.env.PATH, HOME: folder, GIT_CONFIG_NOSYSTEM: "1" },
  });
  if (script.status !== 0) throw new Error(`the repository was not made: ${script.stderr}`);
  writeFileSync(join(made, "changed.c"), "text\n");
  return made;
}

/** Branches `done` (merged) and `idea` (one commit of its own); others have sent something to main. */
const commands = `
  git config --global user.name ann; git config --global user.email ann@example.org
  git config --global init.defaultBranch main
  git init -q --template= .
  printf 'build/\\ntarget/\\n.env\\n' > .gitignore
  for name in main.c util.c README; do echo text > $name; done
  mkdir docs; for name in one two three four five; do echo text > docs/$name.md; done
  echo before > changed.c; git add .; git commit -qm first; git branch done
  git checkout -qb idea; echo idea > idea.c; git add .; git commit -qm idea
  git checkout -qb theirs main; echo theirs > theirs.c; git add .; git commit -qm theirs
  git checkout -q main; echo more > more.c; git add .; git commit -qm second; git rm -q more.c
  git commit -qm third
  git remote add origin https://git.example.org/ann/src.git
  git update-ref refs/remotes/origin/main theirs; git branch -qD theirs
  git config branch.main.remote origin; git config branch.main.merge refs/heads/main
  echo put-aside > main.c; git stash -q
  echo text > new.c; git add new.c; echo text > todo.txt
  mkdir -p build target/debug; echo x > build/out.txt; echo x > target/debug/object0; echo x > .env`;
