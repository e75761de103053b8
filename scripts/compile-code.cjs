// Makes the calls given of FILE, writes FILE.cache and tells on descriptor 3 which of its modules were
// loaded; started by code-cache.ts. CommonJS, since the bundle is to run as in src/cli/start.ts, and
// other flags of Node would spoil the code.
const { readFileSync, renameSync, writeFileSync } = require("node:fs");
const { createRequire } = require("node:module");
const { dirname } = require("node:path");
const { Script, constants } = require("node:vm");

const [, , file, calls] = process.argv;
const scripts = new Map();

function compile(path) {
  const script = new Script(readFileSync(path, "latin1"), {
    filename: path,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  scripts.set(path, script);
  return script.runInThisContext();
}

const { exit } = process;
process.exit = () => {};
const run = compile(file);
const loaded = new Set();
let last;
for (const words of JSON.parse(calls)) {
  process.argv = [process.execPath, file, ...words];
  last = { exports: {}, compile: (path) => compile(path) };
  run(last.exports, createRequire(file), last, file, dirname(file));
  last.loaded?.forEach((_, number) => {
    loaded.add(number);
  });
}
// The other texts of a linked program are to load as quickly once they are needed.
last.findElsewhere?.(-1);
for (const [path, script] of scripts) {
  writeFileSync(`${path}.draft`, script.createCachedData());
  renameSync(`${path}.draft`, `${path}.cache`);
}
writeFileSync(3, JSON.stringify([...loaded]));
exit(0);
