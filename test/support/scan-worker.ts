/** Runs in a mount namespace of its own: how many paths lie below each directory that is named. */
import { resolve } from "node:path/posix";
import { scanTrees } from "../../src/journal/scan-trees.ts";
import { makeContext } from "./trial.ts";

const directories = process.argv.slice(2).map((path) => resolve(path));
const counts = scanTrees(directories, makeContext(resolve("state")));
process.stdout.write(`${counts?.join(" ") ?? "held"}\n`);
