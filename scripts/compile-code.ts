import { renameSync, writeFileSync } from "node:fs";
import { BundleLoader } from "../src/cli/load-bundle.ts";

// Makes the calls given of a bundle in one process and writes the code compiled for each of its
// files beside it. Started by code-cache.ts: flags of Node would spoil the code.
const [, , file = "", calls = "[]"] = process.argv;
const loader = new BundleLoader();
for (const words of JSON.parse(calls) as readonly (readonly string[])[]) {
  process.argv = [process.execPath, file, ...words];
  loader.run(file);
  // Whatever the program left for later belongs to this call.
  await new Promise((resolve) => setImmediate(resolve));
}
for (const [path, script] of loader.scripts) {
  writeFileSync(`${path}.draft`, script.createCachedData());
  renameSync(`${path}.draft`, `${path}.cache`);
}
process.on("exit", () => {
  process.exitCode = 0;
});
