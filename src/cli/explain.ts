import { guards } from "../guards/index.ts";
import { describeGuard } from "../reports/guard-page.ts";
import { exitStatus } from "./exit-status.ts";
import { printLines, styleOf } from "./terminal.ts";
import { describeUnknownGuard } from "./unknown-guard.ts";

/** `guard --explain GUARD`: what it looks for, why, examples in both directions. */
export function explainGuard(id: string): number {
  const guard = guards.find((known) => known.id === id);
  if (guard === undefined) {
    printLines(2, [
      `guard: ${describeUnknownGuard(id)}`,
      "guard: the guards are:",
      ...guards.map((known) => `  ${known.id.padEnd(28)} ${known.title}`),
    ]);
    return exitStatus.usage;
  }
  printLines(1, describeGuard(guard, styleOf(1)));
  return exitStatus.done;
}
