import type { Program } from "../../../domain/program.ts";
import type { OptionsRead } from "../options.ts";
import { runCompressor } from "./run.ts";

/** What one of gzip and its kin refuses to take, as the status it then ends with; absent: it takes it. */
export interface Refusals {
  readonly link: number;
  readonly hardLink?: number;
  readonly setId?: number;
  /** Set-id files are refused even with -f. */
  readonly isSetIdFinal?: boolean;
  readonly directory: number;
  /** A name that already has the suffix; -f overrides it for gzip alone. */
  readonly suffixed?: number;
  readonly isSuffixedFinal?: boolean;
  readonly unknownSuffix?: number;
  /** What is no archive at all is told before a suffix that is not known (xz). */
  readonly isContentCheckedFirst?: boolean;
  /** The group cannot be kept; a warning of xz. */
  readonly otherGroup?: number;
  /** Links and set-id files are taken when the source is kept (xz). */
  readonly keepingForces?: boolean;
  /** For fifos and devices, where the program does not read them. */
  readonly special?: number;
  readonly exists: number;
  readonly corrupt: number;
}

/** One family: the program, its names for undoing and printing, and its habits. */
export interface Compressor {
  readonly names: readonly string[];
  readonly options: readonly string[];
  /** The program itself, whatever name it was called by. */
  readonly program: string;
  readonly suffix: string;
  /** Suffixes that undoing takes off, and what it puts in their place. */
  readonly suffixes: readonly (readonly [suffix: string, instead: string])[];
  readonly refusals: Refusals;
  /** A missing name is tried with the suffixes added (gunzip). */
  readonly triesSuffixes?: boolean;
  /** A name without a known suffix is undone into `NAME.out` (bunzip2). */
  readonly addsOut?: boolean;
  /** The source stays unless told otherwise (zstd). */
  readonly keepsSource?: boolean;
  /** Asks on standard input, terminal or not (zstd). */
  readonly alwaysAsks?: boolean;
  /** With -f what is in no known format is passed through (bzip2). */
  readonly passesThrough?: boolean;
  /** Keys: print, undo, test and list, force, keep. */
  readonly keys: {
    readonly print: string;
    readonly undo: string;
    readonly test: string;
    readonly list?: string;
    readonly force: string;
    readonly keep: string;
    readonly suffix?: string;
    readonly recursive?: string;
    readonly output?: string;
    readonly remove?: string;
  };
  /** Options whose doings are not modelled. */
  readonly unmodelled: readonly string[];
  /** Options handed to the real program when the bytes are worked out. */
  readonly passed: RegExp;
  readonly combine: (statuses: readonly number[]) => number;
}

/** The model of such a program. */
export function defineCompressor(compressor: Compressor): Program {
  return {
    names: compressor.names,
    options: compressor.options,
    run: (call) => runCompressor(call, compressor),
  };
}

/** Errors (1) count more than warnings (2). */
export function worstOfWarnings(statuses: readonly number[]): number {
  return statuses.includes(1) ? 1 : Math.max(0, ...statuses);
}

export function highest(statuses: readonly number[]): number {
  return Math.max(0, ...statuses);
}

/** What this call does, by its name and its options. */
export interface Task {
  readonly undoes: boolean;
  readonly prints: boolean;
  readonly tests: boolean;
  readonly lists: boolean;
  readonly forces: boolean;
  readonly keeps: boolean;
}

export function readTask(name: string, compressor: Compressor, read: OptionsRead): Task {
  const { keys } = compressor;
  const prints = /cat$/.test(name) || read.has(keys.print);
  const tests = read.has(keys.test);
  const lists = keys.list !== undefined && read.has(keys.list);
  const isKept =
    compressor.keepsSource === true && !(keys.remove !== undefined && read.has(keys.remove));
  return {
    undoes: /cat$|^un|gunzip|bunzip/.test(name) || read.has(keys.undo),
    prints,
    tests,
    lists,
    forces: read.has(keys.force),
    keeps: isKept || read.has(keys.keep),
  };
}
