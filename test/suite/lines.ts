import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { repository } from "../support/repository.ts";

/** One line of the suite. */
export interface SuiteLine {
  /** The folder it runs in: what `fixture.bash` builds, or `fixture-git.bash` for git's lines. */
  readonly fixture: "fixture" | "fixture-git";
  /** File and line number, such as `rm:12`. */
  readonly name: string;
  readonly line: string;
  /** Marked with a leading `?`: it cannot be foreseen by anybody, and must say so. */
  readonly isUnknowable: boolean;
}

/**
 * The lines in test/suite/lines: one case a line, `⏎` for a newline within a case, `?` and a blank
 * before a case that cannot be foreseen, `#` and a blank before a comment.
 */
export function readSuiteLines(): readonly SuiteLine[] {
  const folder = join(repository, "test/suite/lines");
  return readdirSync(folder)
    .filter((file) => file.endsWith(".txt"))
    .sort()
    .flatMap((file) => readCases(join(folder, file), basename(file, ".txt")));
}

function readCases(file: string, name: string): readonly SuiteLine[] {
  return readFileSync(file, "utf8")
    .split("\n")
    .map((text, at) => ({ text, name: `${name}:${at + 1}` }))
    .filter(({ text }) => text !== "" && !text.startsWith("# "))
    .map(({ text, name }) => ({
      name,
      fixture: name.startsWith("git:") ? "fixture-git" : "fixture",
      line: text.replace(/^\? /, "").replaceAll("⏎", "\n"),
      isUnknowable: text.startsWith("? "),
    }));
}
