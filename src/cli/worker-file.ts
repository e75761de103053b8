import { extname, join } from "node:path";

/** A source beside this source, a compiled file beside a compiled one, a bundle beside a bundle. */
export function workerFile(name: string): string {
  const extensions: Readonly<Record<string, string>> = { ".mjs": ".cjs" };
  const own = extname(import.meta.filename);
  return join(import.meta.dirname, `${name}${extensions[own] ?? own}`);
}
