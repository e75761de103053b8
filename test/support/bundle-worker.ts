import { join } from "node:path/posix";
import { build } from "esbuild";
import { repository } from "./repository.ts";

/** A worker of this folder as one file, so that many of them start quickly; its path. */
export async function bundleWorker(name: string, folder: string): Promise<string> {
  const outfile = join(folder, `${name}.cjs`);
  await build({
    entryPoints: [join(repository, `test/support/${name}.ts`)],
    outfile,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node22",
    logLevel: "silent",
  });
  return outfile;
}
