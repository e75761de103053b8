import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { extname } from "node:path";
import { type TestContext, test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { lastWords } from "../../src/system/arguments.ts";
import { need } from "../support/need.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const extension = extname(import.meta.filename);
const source = (name: string) =>
  new URL(`../../src/system/${name}${extension}`, import.meta.url).href;

/** Runs what it is given, as guard does: `command` or `line`, then the words. */
const program = `
import { runChild } from ${JSON.stringify(source("run"))};
import { readOwnArguments } from ${JSON.stringify(source("arguments"))};
const [how, ...words] = readOwnArguments();
const command = how === "line" ? { kind: "line", line: words[0] } : { kind: "command", argv: words };
const end = runChild(command);
if (end.message) console.error(end.message);
process.exitCode = end.status;
if (end.signal) process.kill(process.pid, end.signal);
`;

interface Ran {
  readonly output: string;
  readonly errors: string;
  readonly status: number | null;
  readonly signal: string | null;
}

/** Output as Latin-1, so that every byte shows. */
function run(t: TestContext, words: readonly string[], env: NodeJS.ProcessEnv = process.env): Ran {
  const { args } = prepare(t, words);
  const result = spawnSync(process.execPath, args, { env, encoding: "latin1" });
  return {
    output: result.stdout,
    errors: result.stderr,
    status: result.status,
    signal: result.signal,
  };
}

function prepare(t: TestContext, words: readonly string[]): { readonly args: readonly string[] } {
  const path = `${temporaryDirectory(t)}/program.mjs`;
  writeFileSync(path, program);
  return { args: [path, ...words] };
}

test("words arrive as they are", (t) => {
  const words = ["a b", "", "c\\d", "\\0101", "$x `y` !z", "-n", "new\nline\n", "é", "'\"*"];
  const { output, status } = run(t, ["command", "printf", "%s|", ...words]);
  assert.equal(Buffer.from(output, "latin1").toString(), `${words.join("|")}|`);
  assert.equal(status, 0);
});

test("bytes that are no text arrive as they are, in words and variables", (t) => {
  const path = prepare(t, []).args[0];
  const script = `V=$'\\xfe\\\\x' exec "$0" "$1" command sh -c 'printf "%s|%s" "$V" "$1"' sh $'a\\xff\\xe9\\n'`;
  const { stdout } = spawnSync("bash", ["-c", script, process.execPath, path ?? ""], {
    encoding: "latin1",
  });
  assert.equal(stdout, "\xfe\\x|a\xff\xe9\n");
});

test("the environment is the caller's and nothing else", (t) => {
  const env = { PATH: "/usr/bin:/bin", "odd-name.x": "1", EMPTY: "", MANY: "a\nb=c" };
  const { output } = run(t, ["command", "env", "-0"], env);
  assert.deepEqual(
    output
      .split("\0")
      .filter((one) => one !== "")
      .sort(),
    ["EMPTY=", "MANY=a\nb=c", "PATH=/usr/bin:/bin", "odd-name.x=1"],
  );
});

test("statuses are the command's own, or those of env(1)", (t) => {
  assert.equal(run(t, ["command", "sh", "-c", "exit 7"]).status, 7);
  // A directory that cannot be searched would make it 126.
  const env = { PATH: "/usr/bin:/bin" };
  assert.equal(run(t, ["command", "handrail-no-such-program"], env).status, 127);
  assert.equal(run(t, ["command", "/etc/passwd"]).status, 126);
  assert.equal(run(t, ["command", "A=b"], env).status, 127);
});

test("a signal ends us as it ended the command, save those that leave a core file", (t) => {
  assert.equal(run(t, ["command", "sh", "-c", "kill -TERM $$"]).signal, "SIGTERM");
  assert.equal(run(t, ["command", "sh", "-c", "kill -INT $$"]).signal, "SIGINT");
  const segfault = run(t, ["command", "sh", "-c", "kill -SEGV $$"]);
  assert.deepEqual([segfault.signal, segfault.status], [null, 139]);
});

test("a line runs in bash with extended globs and nothing of ours in sight", (t) => {
  const line =
    'echo "$0" $# $PPID >/dev/null; echo "$0" $#; [[ ab == @(ab|c) ]] && echo !(?*); exit 3';
  const { output, status } = run(t, ["line", line]);
  assert.equal(output.split("\n")[0], "bash 0");
  assert.equal(output.split("\n")[1], "!(?*)");
  assert.equal(status, 3);
});

test("the file that BASH_ENV names is read by the programs of a line, not by its shell", (t) => {
  const directory = temporaryDirectory(t);
  writeFileSync(`${directory}/env`, "echo read >&2\n");
  const env = { ...process.env, BASH_ENV: `${directory}/env` };
  const own = run(t, ["line", 'echo "$BASH_ENV" $# "$0"'], env);
  assert.deepEqual([own.output, own.errors], [`${directory}/env 0 bash\n`, ""]);
  assert.equal(run(t, ["line", "bash -c :; exit 4"], env).errors, "read\n");
  assert.equal(run(t, ["line", "bash -c :; exit 4"], env).status, 4);
});

test("nothing is looked up in PATH before the command itself", (t) => {
  const directory = temporaryDirectory(t);
  mkdirSync(`${directory}/bin`);
  for (const name of ["bash", "env", "setpriv", "nice"]) {
    writeFileSync(`${directory}/bin/${name}`, `#!/bin/sh\ntouch ${directory}/planted\n`, {
      mode: 0o755,
    });
  }
  const env = { ...process.env, PATH: `${directory}/bin:${process.env.PATH}` };
  assert.equal(run(t, ["line", "echo hello"], env).output, "hello\n");
  assert.equal(run(t, ["command", "echo", "hello"], env).output, "hello\n");
  assert(!existsSync(`${directory}/planted`));
});

test("the limit of open files is the caller's, not Node's", (t) => {
  const path = prepare(t, []).args[0] ?? "";
  const show = 'command sh -c "ulimit -S -n"';
  const script = `ulimit -S -n 321; "$0" "$1" ${show}; HANDRAIL_CALLER_OPEN_FILES=123 "$0" "$1" ${show}; true`;
  const { stdout } = spawnSync("bash", ["-c", script, process.execPath, path], {
    encoding: "utf8",
  });
  assert.equal(stdout, "321\n123\n");
});

test("what cannot be passed on is refused with a sentence", (t) => {
  const long = run(t, ["command", "true", "x".repeat(100_000)]);
  assert.equal(long.status, 0);
  const path = prepare(t, []).args[0] ?? "";
  const script = `${program.replace(/process\.exitCode[\s\S]*/, "")}
    console.log(runChild({ kind: "line", line: "x".repeat(200000) }).status);
    console.log(runChild({ kind: "command", argv: ["a\\0b"] }).status);`;
  writeFileSync(path, script);
  const { stdout } = spawnSync(process.execPath, [path, "command", "true"], { encoding: "utf8" });
  assert.equal(stdout, "126\n126\n");
});

test("Ctrl-C reaches the command and we outlive it", async (t) => {
  const directory = temporaryDirectory(t);
  const shell = `trap 'echo caught >${directory}/out; exit 5' INT; echo >${directory}/ready; while :; do sleep 0.05; done`;
  const { args } = prepare(t, ["command", "bash", "-c", shell]);
  const child = spawn(process.execPath, args, { detached: true, stdio: "ignore" });
  await until(() => existsSync(`${directory}/ready`));
  process.kill(-(child.pid ?? 0), "SIGINT");
  const status = await new Promise((resolve) => child.once("exit", resolve));
  assert.equal(status, 5);
  assert.equal(readFileSync(`${directory}/out`, "utf8"), "caught\n");
});

test("what ends us from outside ends the command", { skip: need("setpriv") }, async (t) => {
  for (const signal of ["SIGKILL", "SIGTERM"] as const) {
    const directory = temporaryDirectory(t);
    const shell = `trap 'echo >${directory}/out; exit' TERM; echo >${directory}/ready; while :; do sleep 0.05; done`;
    const { args } = prepare(t, ["command", "bash", "-c", shell]);
    const child = spawn(process.execPath, args, { stdio: "ignore" });
    await until(() => existsSync(`${directory}/ready`));
    child.kill(signal);
    await until(() => existsSync(`${directory}/out`));
  }
});

test("signals that the caller has ignored stay ignored, and no others", (t) => {
  const read = ["command", "grep", "-E", "^SigIgn", "/proc/self/status"];
  const env = { ...process.env, HANDRAIL_CALLER_IGNORED: "0000000000001001" };
  assert.equal(run(t, read, env).output, "SigIgn:\t0000000000001001\n");
  assert.equal(
    run(t, read, { ...env, HANDRAIL_CALLER_IGNORED: "; touch x" }).output,
    "SigIgn:\t0000000000000000\n",
  );
});

async function until(isTrue: () => boolean): Promise<void> {
  for (let round = 0; round < 400 && !isTrue(); round += 1) await setTimeout(25);
  assert(isTrue(), "it did not happen in time");
}

test("own words are the last ones of the kernel's list", () => {
  const block = Buffer.from("node\0--flag\0script\0a\xff\0\0", "latin1");
  assert.deepEqual(lastWords(block, 2), ["a\udcff", ""]);
  assert.equal(lastWords(block, 9), undefined);
});
