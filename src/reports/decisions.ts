import type { DecisionAnswer, DecisionRecord } from "../domain/decision-record.ts";
import { showName } from "../domain/text.ts";
import { localTime } from "./local-time.ts";
import type { PlainStyle } from "./plain.ts";
import { wrap } from "./wrap.ts";

const answers: Readonly<Record<DecisionAnswer, string>> = {
  agreed: "asked, agreed to",
  passed: "not asked",
  declined: "asked, not run",
  "other-line": "asked, another line taken",
  refused: "refused",
  "nobody-to-ask": "not run, nobody to ask",
};

/** What was asked and answered, newest first: two lines each. */
export function describeDecisions(
  records: readonly DecisionRecord[],
  style: PlainStyle,
): readonly string[] {
  if (records.length === 0) return ["Nothing was asked yet."];
  return records.flatMap((record) => {
    const { time, user, loginUser, line, status } = record;
    const who = user === loginUser ? user : `${user} for ${loginUser}`;
    const end = status === null ? "" : `, status ${status}`;
    const answer = `${answers[record.answer] ?? record.answer}${end}`;
    return [
      `${localTime(time)}  ${showName(who)}  ${showName(line)}`,
      ...wrap(`${answer}: ${describeFindings(record)}`, style.width - 4).map((row) => `    ${row}`),
    ];
  });
}

function describeFindings({ findings }: DecisionRecord): string {
  return findings
    .map(({ guard, severity, ruling }) => {
      const by = ruling === undefined ? "" : ` (${ruling.kind})`;
      return `${severity} ${guard}${by}`;
    })
    .join(", ");
}
