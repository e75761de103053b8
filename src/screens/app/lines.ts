import { emptyLine, type Line } from "../text/tokens.ts";
import type { LazyLines, PageView } from "./page.ts";

/** A number of rows that are made one by one, when they are shown. */
export function lazyLines(length: number, at: (index: number) => Line): LazyLines {
  return { length, at };
}

/** The rows of a body from `top` on; rows behind its end are empty. */
export function rowsFrom(body: PageView["body"], top: number, count: number): readonly Line[] {
  return Array.from({ length: Math.max(0, count) }, (_, row) => rowAt(body, top + row));
}

function rowAt(body: PageView["body"], index: number): Line {
  if (index >= body.length) return emptyLine;
  return isLazy(body) ? body.at(index) : (body[index] ?? emptyLine);
}

function isLazy(body: PageView["body"]): body is LazyLines {
  return !Array.isArray(body);
}
