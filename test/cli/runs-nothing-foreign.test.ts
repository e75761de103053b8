import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { extname, join } from "node:path";
import { type TestContext, test } from "node:test";
import { need } from "../support/need.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const guard = join(import.meta.dirname, `../../src/cli/guard${extname(import.meta.filename)}`);

interface Trap {
  readonly repository: string;
  readonly environment: NodeJS.ProcessEnv;
  /** What ran though nobody asked for it. */
  sprung(): string;
}

/** A home, a PATH and a repository in which everything that can name a program names ours. */
function setTrap(t: TestContext): Trap {
  const directory = temporaryDirectory(t);
  const marker = `${directory}/marker`;
  const program = `${directory}/program`;
  const repository = `${directory}/repository`;
  const home = `${directory}/home`;
  mkdirSync(`${directory}/bin`);
  mkdirSync(`${repository}/src`, { recursive: true });
  mkdirSync(`${home}/.cache`, { recursive: true });
  writeFileSync(program, `#!/bin/sh\necho "$0 $*" >>'${marker}'\n`);
  chmodSync(program, 0o755);
  const names = "sort git ls find cat env bash sh getent lsattr dpkg setpriv id date awk tool";
  for (const name of names.split(" ")) {
    writeFileSync(`${directory}/bin/${name}`, `#!/bin/sh\necho "$0 $*" >>'${marker}'\n`);
    chmodSync(`${directory}/bin/${name}`, 0o755);
  }
  const script = `echo "$0 $*" >>'${marker}'\n`;
  for (const name of [".bashrc", ".profile", ".bash_profile", "startup"]) {
    writeFileSync(`${home}/${name}`, script);
  }
  makeRepository(repository, program);
  const environment = {
    PATH: `${directory}/bin:/usr/bin:/bin`,
    HOME: home,
    LESSOPEN: `|${program} %s`,
    BASH_ENV: `${home}/startup`,
    ENV: `${home}/startup`,
    PAGER: program,
    EDITOR: program,
    GIT_PAGER: program,
    GIT_EXTERNAL_DIFF: program,
    GIT_SSH: program,
    GIT_ASKPASS: program,
    SUDO_ASKPASS: program,
    PROMPT_COMMAND: program,
    "BASH_FUNC_ls%%": `() { ${program} function; }`,
  };
  return {
    repository,
    environment,
    sprung: () => (existsSync(marker) ? readFileSync(marker, "utf8") : ""),
  };
}

function makeRepository(root: string, program: string): void {
  const git = (...args: readonly string[]) => {
    const author = ["-c", "user.name=a", "-c", "user.email=a@example.org"];
    const env = { PATH: "/usr/bin:/bin", HOME: "/nonexistent", GIT_CONFIG_NOSYSTEM: "1" };
    assert.equal(spawnSync("git", [...author, ...args], { cwd: root, env }).status, 0);
  };
  git("init", "-q");
  writeFileSync(`${root}/.gitattributes`, "* filter=evil diff=evil\n");
  writeFileSync(`${root}/src/main.c`, "main");
  writeFileSync(`${root}/list`, "src/main.c\n");
  git("add", ".");
  git("commit", "-qm", "first");
  for (const key of [
    "core.fsmonitor",
    "core.pager",
    "core.editor",
    "core.sshCommand",
    "diff.external",
    "diff.evil.textconv",
    "filter.evil.clean",
    "filter.evil.process",
    "gpg.program",
  ]) {
    git("config", key, program);
  }
  mkdirSync(`${root}/.git/hooks`, { recursive: true });
  for (const hook of ["post-index-change", "pre-commit", "post-checkout"]) {
    writeFileSync(`${root}/.git/hooks/${hook}`, `#!/bin/sh\n${program}\n`);
    chmodSync(`${root}/.git/hooks/${hook}`, 0o755);
  }
  utimesSync(`${root}/src/main.c`, 1, 1);
}

const lines = [
  "rm -rf src",
  "rm $(git ls-files)",
  "rm -rf $(git rev-parse --show-toplevel)/src",
  'rm -rf "$(git config --get core.editor)"',
  "git status --porcelain | xargs rm",
  "git log -1 -p | head -1 > log",
  "git diff; rm list",
  "rm $(sort list)",
  "rm $(cat list | sort | uniq)",
  "rm $(/usr/bin/sort list)",
  "rm $(/usr/bin/find . -name '*.c')",
  "rm $(ls)",
  "rm $(tool)",
  "tool; rm list",
  "less list > out",
  "bash -c 'rm list'",
  "sudo -A rm list",
  "env sort list > sorted",
  "date > $(date +%F).txt",
  "rm ~ann/x ~/.bashrc",
  "awk '{print $1}' list | xargs rm",
  "sed -n 'w out' list",
  "sed '1e tool' list > out",
  "tar -cf a.tar src && rm -r src",
  "vi list",
];

test("a check runs nothing foreign and writes nothing", { skip: need("git") }, (t) => {
  const { repository, environment, sprung } = setTrap(t);
  const before = snapshot(repository);
  for (const line of lines) {
    const { status, stderr } = spawnSync(
      process.execPath,
      [guard, "--check", "--json", "-c", line],
      { cwd: repository, env: environment, encoding: "utf8" },
    );
    assert([0, 1, 2].includes(status ?? -1), `${line}: ${status} ${stderr}`);
    assert.equal(sprung(), "", line);
    assert.equal(snapshot(repository), before, line);
  }
});

test("the same trap springs when such lines are run", { skip: need("git") }, (t) => {
  for (const line of ["rm $(ls)", "rm $(sort list)", "/usr/bin/git status", "tool"]) {
    const { repository, environment, sprung } = setTrap(t);
    spawnSync("/bin/bash", ["-c", line], { cwd: repository, env: environment, input: "" });
    assert.notEqual(sprung(), "", line);
  }
});

/** Names, sizes and times of everything, git's own files too. */
function snapshot(directory: string): string {
  const all = readdirSync(directory, { recursive: true, encoding: "utf8" }).sort();
  return all
    .map((name) => {
      const { size, mtimeMs, ctimeMs, ino } = statSync(join(directory, name));
      return [name, size, mtimeMs, ctimeMs, ino].join(" ");
    })
    .join("\n");
}
