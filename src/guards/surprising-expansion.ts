import { defineGuard } from "../domain/guard.ts";
import { countOf } from "../domain/text.ts";
import { type Harm, harmOf } from "./common/harm.ts";
import { remedyOf } from "./common/slip-remedies.ts";
import { describeSlip, describeTitle, describeWhy } from "./common/slip-words.ts";
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
  examples: () => [
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
      instead: remedyOf(slip, harm.cause, foreseen),
      span: spanOf({ harm, slip }),
      ...pathsOf(harm.paths, Math.max(harm.files, harm.paths.length)),
      confirmWords: `${harm.verb} ${countOf(Math.max(1, harm.files), "file")}`,
    };
  },
});

function spanOf({ harm, slip }: Hit) {
  if (slip.kind === "failed-change") return harm.cause.afterFailedChange?.span ?? harm.cause.span;
  return slip.kind === "stray-blank" ? harm.cause.span : slip.operand.span;
}
