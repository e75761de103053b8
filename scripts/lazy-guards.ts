import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { AnyGuard } from "../src/domain/guard.ts";

const folder = join(import.meta.dirname, "..", "src", "guards");

/** The module whose body is written anew. */
export const guardFinder = /src\/cli\/guard-finder\.ts$/;

/** The source of the module: each guard stands behind what it looks at. */
export async function describeGuardFinder(): Promise<string> {
  const files = readdirSync(folder).filter((file) => file.endsWith(".ts") && file !== "index.ts");
  const steps = await Promise.all(files.sort().map(describeStep));
  return `export function guardsFor(concerns: ReadonlySet<string>) {
const found: unknown[] = [];
${steps.join("\n")}
return found; }`;
}

async function describeStep(file: string): Promise<string> {
  const exports: Record<string, AnyGuard> = await import(join(folder, file));
  const [[name, guard] = [], ...others] = Object.entries(exports);
  if (guard === undefined || others.length > 0) throw new Error(`${file} exports not one guard`);
  const wanted = guard.concerns?.map((one) => `concerns.has(${JSON.stringify(one)})`) ?? ["true"];
  return `if (${wanted.join(" || ")}) found.push(require("../guards/${file}").${name});`;
}
