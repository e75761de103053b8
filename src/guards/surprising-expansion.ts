import type { Argument } from "../domain/argument.ts";
import type { Alternative } from "../domain/finding.ts";
import { defineGuard } from "../domain/guard.ts";
import type { Foreseen } from "../domain/plan.ts";
import { countOf, quoteWord, showName } from "../domain/text.ts";
import { alternatives, editLine, standsIn, writtenWords } from "./common/edit-line.ts";
import { type Harm, harmOf } from "./common/harm.ts";
import { findSlip, type Slip } from "./common/slips.ts";
import { describePaths, pathsOf } from "./common/wording.ts";

interface Hit {
  readonly harm: Harm;
  readonly slip: Slip;
}

/** A word of the line came to mean something else than it seems to say, and harm follows. */
export const surprisingExpansion = defineGuard<Hit>({
  id: "surprising-expansion",
  title: "A word means more than it seems to say",
  severity: "critical",
  why: "The shell replaces variables and patterns before the command runs. An empty variable, a blank too many or a folder that is not there can turn a small deletion into a large one.",
  examples: [
    { line: 'rm -rf "$BUILD"/*', expect: "danger", why: "BUILD is empty, so this is /*" },
    { line: 'BUILD=photos; rm -rf "$BUILD"/*', expect: "quiet", why: "BUILD has a value" },
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is bash
    { line: 'rm -rf "${BUILD:?}"/*', expect: "quiet", why: "stops while BUILD is empty" },
    { line: 'rm -rf "$BUILD"/*', expect: "critical", as: "root", why: "all of the system" },
    { line: "rm -rf projects *", expect: "danger", why: "the blank makes it everything here" },
    { line: "rm -rf projects/*", expect: "quiet", why: "what is in projects, as it says" },
    { line: "cd /wrong; rm -rf *", expect: "danger", why: "the cd fails and the rm runs here" },
    { line: "cd /wrong && rm -rf *", expect: "quiet", why: "the rm does not run" },
    { line: "cd photos; rm -rf *", expect: "quiet", why: "the cd works" },
    {
      line: "cd build || exit 1; rm -rf ./*",
      expect: "quiet",
      why: "the guard against a failed cd is there",
    },
    { line: "F='final draft.txt'; rm -f $F", expect: "note", why: "it deletes draft.txt" },
    { line: "F='final draft.txt'; rm -f \"$F\"", expect: "quiet", why: "quoted, it is one name" },
    { line: "chmod -R 777 $BUILD/", expect: "critical", as: "root", why: "BUILD is empty" },
    { line: "rm -rf a$BUILD.txt", expect: "quiet", why: "an empty ending changes no folder" },
  ],
  blindSpots:
    "It speaks up only where something is lost, overwritten or exposed. A path that is wrong for another reason, such as a misspelled name, looks to it like any other.",
  check: (foreseen, facts) =>
    harmOf(foreseen, facts).flatMap((harm) => {
      const slip = findSlip(harm.cause, harm.command.operands);
      return slip === undefined ? [] : [{ harm, slip }];
    }),
  explain({ harm, slip }, foreseen, facts) {
    return {
      severity: harm.severity,
      title: describeTitle(slip),
      what: `${describeSlip(slip)} This would ${harm.verb} ${countOf(Math.max(1, harm.files), "file")}: ${describePaths(harm.paths, facts)}.`,
      why: describeWhy(slip),
      instead: insteadOf({ harm, slip }, foreseen),
      span: spanOf({ harm, slip }),
      ...pathsOf(harm.paths, Math.max(harm.files, harm.paths.length)),
      confirmWords: `${harm.verb} ${countOf(Math.max(1, harm.files), "file")}`,
    };
  },
});

function describeTitle(slip: Slip): string {
  switch (slip.kind) {
    case "empty-variable":
      return slip.name === undefined
        ? "A part of a path is empty"
        : "A variable in a path is empty";
    case "stray-blank":
      return "A blank makes two names of one";
    case "failed-change":
      return "The folder to work in is not there";
    case "parent-directory":
      return "A pattern also means the folder above";
    case "split-variable":
      return "A name with blanks falls apart";
  }
}

function describeSlip(slip: Slip): string {
  switch (slip.kind) {
    case "empty-variable": {
      const state = slip.isSet || slip.name === undefined ? "empty" : "not set";
      const meaning = meaningOf(slip.operand);
      const subject = slip.name === undefined ? "What the command puts out" : showName(slip.name);
      return `${subject} is ${state} here, so ${showName(slip.operand.written)} means ${showName(meaning)}.`;
    }
    case "stray-blank":
      return `${describePair(slip)} are two names here, and ${showName(slip.glob.written)} stands for all there is.`;
    case "failed-change":
      return `cd ${showName(slip.directory)} would fail, and the command after it would work right here.`;
    case "parent-directory":
      return `${showName(slip.operand.written)} matches .. as well, the folder above this one.`;
    case "split-variable":
      return `The value of ${showName(slip.name)} has blanks in it, and without quotes every piece is a name of its own.`;
  }
}

/** Both words in the order in which they were typed. */
function describePair({ named, glob }: Extract<Slip, { kind: "stray-blank" }>): string {
  const words = named.span[0] < glob.span[0] ? [named, glob] : [glob, named];
  return words.map(({ written }) => showName(written)).join(" and ");
}

/** The pattern or path that is left without the variable. */
function meaningOf(operand: Argument): string {
  for (const origin of operand.origins) if (origin.kind === "glob") return origin.pattern;
  return operand.text;
}

function describeWhy(slip: Slip): string {
  switch (slip.kind) {
    case "empty-variable":
      return "The shell puts nothing in the place of an empty variable and says nothing of it.";
    case "stray-blank":
      return "Without the blank it would only mean what is named.";
    case "failed-change":
      return "After a semicolon the next command runs whether or not the one before it worked.";
    case "parent-directory":
      return "Hidden files begin with a dot, and so does the name of the folder above.";
    case "split-variable":
      return "In double quotes the value stays one name.";
  }
}

function spanOf({ harm, slip }: Hit) {
  if (slip.kind === "failed-change") return harm.cause.afterFailedChange?.span ?? harm.cause.span;
  return slip.kind === "stray-blank" ? harm.cause.span : slip.operand.span;
}

function insteadOf(hit: Hit, foreseen: Foreseen): readonly Alternative[] {
  const { harm, slip } = hit;
  const { cause } = harm;
  switch (slip.kind) {
    case "empty-variable":
      if (slip.name === undefined) return [];
      return alternatives([
        editLine(foreseen, cause, [[slip.operand, guarded(slip.operand.written, slip.name)]]),
        `stops with an error while ${showName(slip.name)} is empty`,
      ]);
    case "stray-blank":
      return alternatives(
        [editLine(foreseen, cause, [[slip.glob, ""]]), "only what is named"],
        [joined(slip, foreseen), "only what is in there"],
      );
    case "failed-change":
      return alternatives([chained(foreseen, cause), "runs only where the cd worked"]);
    case "parent-directory": {
      const text = slip.operand.written.replace(/\.\*/, ".[!.]*");
      return alternatives([editLine(foreseen, cause, [[slip.operand, text]]), "hidden files only"]);
    }
    case "split-variable": {
      const text = `"${slip.operand.written}"`;
      return alternatives([
        editLine(foreseen, cause, [[slip.operand, text]]),
        "one name, blanks and all",
      ]);
    }
  }
}

/** `$NAME` as `${NAME:?}`, which fails instead of being empty. */
function guarded(written: string, name: string): string {
  const plain = new RegExp(`\\$(${name}(?!\\w)|\\{${name}\\})`, "g");
  return written.replace(plain, () => `\${${name}:?}`);
}

/** `projects *` as `projects/*`. */
function joined({ named, glob }: Extract<Slip, { kind: "stray-blank" }>, { line }: Foreseen) {
  if (!standsIn(line, named) || !standsIn(line, glob)) return undefined;
  if (named.span[1] > glob.span[0]) {
    return line.slice(0, glob.span[1]) + line.slice(named.span[0]);
  }
  const name = named.written.replace(/\/+$/, "");
  const tail = glob.written.replace(/^\.?\//, "");
  return `${line.slice(0, named.span[0])}${name}/${tail}${line.slice(glob.span[1])}`;
}

/** `cd x; rm *` as `cd x && rm *`. */
function chained(foreseen: Foreseen, cause: Harm["cause"]): string | undefined {
  const failed = cause.afterFailedChange;
  if (failed === undefined) return undefined;
  const { line } = foreseen;
  const gap = /^\s*(;|\n)\s*/.exec(line.slice(failed.span[1]));
  if (gap !== null) {
    const rest = failed.span[1] + gap[0].length;
    return `${line.slice(0, failed.span[1])} && ${line.slice(rest)}`;
  }
  return `cd ${quoteWord(failed.directory)} && ${writtenWords(cause.command).join(" ")}`;
}
