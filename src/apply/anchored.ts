import { basename, dirname } from "node:path/posix";
import type { Path } from "../domain/world.ts";
import { firstPassed } from "../journal/run-helper.ts";
import { systemCodeOf } from "../system/node-path.ts";
import { Anchors, Misled } from "./anchor.ts";

/** Directories that are open at once, at the most. */
const groupSize = 200;

/** Something to be done to a path, with the names that reach it through an open directory. */
export interface Anchored<T> {
  readonly subject: T;
  /** In this process. */
  readonly own: Path;
  /** In a program that is handed the open directories. */
  readonly handed: Path;
}

/** What a directory that leads elsewhere by now means: an end of it all, or that path falling short. */
type WhenMisled = "stop" | "fall-short";

type Act<T> = (group: readonly Anchored<T>[], passed: readonly number[]) => readonly T[];

/**
 * Acts on paths by way of the open directories around them, a group at a time: what somebody put in
 * the way meanwhile must not get an access list, a time or a flag. Gives those that fell short.
 */
export function actAnchored<T extends { readonly path: Path }>(
  subjects: readonly T[],
  act: Act<T>,
  whenMisled: WhenMisled = "stop",
): readonly T[] {
  const short: T[] = [];
  for (let at = 0; at < subjects.length; at += groupSize) {
    short.push(...actOnGroup(subjects.slice(at, at + groupSize), act, whenMisled));
  }
  return short;
}

function actOnGroup<T extends { readonly path: Path }>(
  subjects: readonly T[],
  act: Act<T>,
  whenMisled: WhenMisled,
): readonly T[] {
  const short: T[] = [];
  const parents = new Map<Path, Anchors>();
  const passed: number[] = [];
  const anchor = (subject: T): Anchored<T> => {
    const { path } = subject;
    const anchors = parents.get(dirname(path)) ?? new Anchors();
    parents.set(dirname(path), anchors);
    const file = anchors.around(path);
    if (!passed.includes(file)) passed.push(file);
    const place = firstPassed + passed.indexOf(file);
    const nameIn = (number: number) => `/proc/self/fd/${number}/${basename(path)}`;
    return { subject, own: nameIn(file), handed: nameIn(place) };
  };
  try {
    const group = subjects.flatMap((subject) => {
      try {
        return anchor(subject);
      } catch (error) {
        if (whenMisled === "stop" || !isUnreachable(error)) throw error;
        short.push(subject);
        return [];
      }
    });
    return group.length === 0 ? short : [...short, ...act(group, passed)];
  } finally {
    for (const anchors of parents.values()) anchors.close();
  }
}

function isUnreachable(error: unknown): boolean {
  return error instanceof Misled || ["ENOENT", "EACCES"].includes(systemCodeOf(error));
}
