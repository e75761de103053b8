import type { Argument } from "../../../domain/argument.ts";
import type { Call } from "../../../domain/program.ts";
import type { Files } from "../../../domain/view/files.ts";
import type { FileStatus } from "../../../domain/world.ts";
import type { Report } from "../report.ts";
import type { CopyRules } from "./rules.ts";

/** One source on its way to one target. */
export interface Job {
  readonly source: string;
  readonly target: string;
  readonly isCommandLine: boolean;
  /** Directories above the source, to stop at a link that leads back up. */
  readonly ancestors: readonly FileStatus[];
  /** The command's operand and target, for complaints. */
  readonly top: { readonly source: string; readonly target: string };
}

/** A source and a target as the command names them. */
export function commandLineJob(source: string, target: string): Job {
  return { source, target, isCommandLine: true, ancestors: [], top: { source, target } };
}

/** What one run of cp, mv or install keeps in mind. */
export interface Work {
  readonly call: Call;
  readonly files: Files;
  readonly operand: Argument;
  readonly rules: CopyRules;
  readonly report: Report;
  readonly memory: Memory;
}

/** Files met and made so far, over all operands. */
export interface Memory {
  /** Sources of the command line, by name and inode; absent where there is only one. */
  readonly sources: Set<string> | undefined;
  /** Targets just made, by name and inode; absent where there is only one source. */
  readonly targets: Set<string> | undefined;
  /** Where a source inode was copied to: for hard links, and for directories copied into themselves. */
  readonly copied: Map<string, string>;
}

export function makeMemory(hasSeveralSources: boolean): Memory {
  return {
    sources: hasSeveralSources ? new Set() : undefined,
    targets: hasSeveralSources ? new Set() : undefined,
    copied: new Map(),
  };
}

export function inodeKey(status: FileStatus): string {
  return `${status.device}:${status.inode}`;
}

export function nameKey(path: string, status: FileStatus): string {
  return `${inodeKey(status)}:${path}`;
}

/** failed: a complaint was printed. moved: the source has its new name, or is to be left alone. */
export type CopyEnd = "failed" | "copied" | "moved" | "into itself";
