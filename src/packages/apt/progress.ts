import { showName } from "../../domain/text.ts";
import type { ManagerProgress } from "../manager.ts";

/**
 * A line of apt's status descriptor (`-o APT::Status-Fd=N`): `dlstatus:NUMBER:PERCENT:WORDS`,
 * `pmstatus:PACKAGE:PERCENT:WORDS`, `pmerror:PACKAGE:PERCENT:WORDS`,
 * `pmconffile:PATH:PERCENT:'PATH' 'NEW' …`.
 */
export function readProgress(line: string): ManagerProgress | undefined {
  const [, kind, subject = "", percent = "", words = ""] =
    /^(dlstatus|pmstatus|pmerror|pmconffile|media-change):(.*?):(\d+(?:\.\d+)?):(.*)$/.exec(line) ??
    [];
  switch (kind) {
    case "dlstatus":
      // Fetching is the first half of what a person waits for, whatever comes after it.
      return { kind: "progress", percent: Number(percent) / 2, what: describeFetching(words) };
    case "pmstatus":
      return { kind: "progress", percent: 50 + Number(percent) / 2, what: describeWork(words) };
    case "pmerror":
      return { kind: "failed", name: showName(subject), sentence: `${showName(words)}.` };
    case "pmconffile":
      return readConfiguration(words);
    default:
      return undefined;
  }
}

/** `Retrieving file 2 of 3 (4 s remaining)`. */
function describeFetching(words: string): string {
  const [, at, of] = /(\d+) of (\d+)/.exec(words) ?? [];
  return at === undefined ? "fetching packages" : `fetching file ${at} of ${of}`;
}

/** `Unpacking cowsay (amd64)` as `unpacking cowsay`. */
function describeWork(words: string): string {
  const plain = words.replace(/ \([a-z0-9-]+\)$/, "");
  return showName(plain.slice(0, 1).toLowerCase() + plain.slice(1));
}

function readConfiguration(words: string): ManagerProgress | undefined {
  const [, path, from] = /^'(.*?)' '(.*?)'/.exec(words) ?? [];
  return path === undefined || from === undefined
    ? undefined
    : { kind: "configuration", path, from };
}
