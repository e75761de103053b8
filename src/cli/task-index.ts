// Written by scripts/generate-indexes.ts from the files of tasks/: npm run indexes.
import type { WiredTask } from "./task-wiring.ts";

export const tasks: Readonly<Record<string, () => Promise<WiredTask>>> = {};
