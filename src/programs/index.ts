// Written by scripts/generate-indexes.ts from the files of this folder: npm run indexes.
import type { Program } from "../domain/program.ts";

export const programs: readonly Program[] = [];
