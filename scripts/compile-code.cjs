// Makes the calls given of FILE and writes FILE.cache; started by code-cache.ts. CommonJS,
// since the bundle is to run as in src/cli/start.ts, and other flags of Node would spoil the code.
const { readFileSync, renameSync, writeFileSync } = require("node:fs");
const { createRequire } = require("node:module");
const { dirname } = require("node:path");
const { Script, constants } = require("node:vm");

const [, , file, calls] = process.argv;
const script = new Script(readFileSync(file, "latin1"), {
  filename: file,
  importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
});
const run = script.runInThisContext();
const { exit } = process;
process.exit = () => {};
for (const words of JSON.parse(calls)) {
  process.argv = [process.execPath, file, ...words];
  const module = { exports: {} };
  run(module.exports, createRequire(file), module, file, dirname(file));
}
writeFileSync(`${file}.draft`, script.createCachedData());
renameSync(`${file}.draft`, `${file}.cache`);
exit(0);
