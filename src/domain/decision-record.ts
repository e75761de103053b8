import type { GuardId, Level, Severity } from "./finding.ts";
import { maskSecrets } from "./mask-secrets.ts";
import type { Ruling } from "./policy.ts";
import type { Confirmation, Decision, Review } from "./review.ts";

/** What a person, or nobody, answered to a review. */
export type DecisionAnswer =
  /** Agreed to, and run. */
  | "agreed"
  /** Nothing was asked: the level, a setting or `--yes` lets it pass. */
  | "passed"
  | "declined"
  /** Another line was taken in its place. */
  | "other-line"
  /** The level or a setting never lets it run. */
  | "refused"
  /** There was no terminal to ask on. */
  | "nobody-to-ask";

/** One line of the log of decisions. */
export interface DecisionRecord {
  readonly schema: "handrail/decision@1";
  readonly time: string;
  readonly user: string;
  /** The person behind it where root came by way of sudo. */
  readonly loginUser: string;
  readonly level: Level;
  readonly directory: string;
  /** Shortened, and without what looks like a secret. */
  readonly line: string;
  readonly findings: readonly {
    readonly guard: GuardId;
    readonly severity: Severity;
    readonly ruling?: Ruling;
  }[];
  readonly accepted: readonly string[];
  readonly decision: Decision;
  readonly confirm: Confirmation;
  readonly answer: DecisionAnswer;
  /** How the command ended; null where it did not run or has not ended. */
  readonly status: number | null;
}

const longestLine = 300;

/** Whether there was anything to decide: notes are only worth knowing. */
export function isWorthRecording({ decision, findings }: Review): boolean {
  return decision !== "allow" || findings.some(({ severity }) => severity !== "note");
}

/** What is kept of a review and of what was answered to it. */
export function recordOf(
  review: Review,
  answer: DecisionAnswer,
  at: {
    readonly time: string;
    readonly loginUser: string;
    readonly accepted?: ReadonlySet<string>;
  },
): DecisionRecord {
  const { user, level, directory, decision, confirm } = review;
  const findings = review.findings.map(({ guard, severity, ruling }) => ({
    guard,
    severity,
    ...(ruling === undefined ? {} : { ruling }),
  }));
  return {
    schema: "handrail/decision@1",
    time: at.time,
    user,
    loginUser: at.loginUser,
    level,
    directory: directory.toWellFormed(),
    line: shorten(maskSecrets(review.line.toWellFormed())),
    findings,
    accepted: [...(at.accepted ?? [])],
    decision,
    confirm,
    answer,
    status: null,
  };
}

function shorten(line: string): string {
  return line.length <= longestLine ? line : `${line.slice(0, longestLine - 4).toWellFormed()} ...`;
}
