import { showName } from "../domain/text.ts";
import { describeReview, type PlainStyle } from "../reports/plain.ts";
import { rootAdvice } from "../reports/root-advice.ts";
import { wrap } from "../reports/wrap.ts";
import type { Session } from "./session.ts";
import { type TellingLine, tellingLines } from "./telling-lines.ts";

/** What `handrail` says where there is no terminal: a few lines reviewed, and how to go on. */
export function demonstrate(session: Session, style: PlainStyle): readonly string[] {
  const { facts } = session.engine.machine;
  const isRoot = facts.caller.identity.uid === 0;
  return [
    `Handrail on ${showName(facts.hostName)}, for ${showName(facts.caller.name)}, level ${session.level}`,
    ...(isRoot ? ["", ...hanging(" !  ", rootAdvice, style.width)] : []),
    "",
    "What these lines would do here. Nothing was run.",
    ...tellingLines(session).flatMap((telling) => [
      "",
      ...describeTelling(telling, session, style),
    ]),
    "",
    "Go on",
    "    npm start                      in a terminal: type a line, see its review as you type",
    "    guard --check -c 'LINE'        what a line would do, without running it",
    "    guard COMMAND [ARGUMENT...]    asks where it should, runs, and can be undone",
    "    handrail --help                everything else",
  ];
}

function describeTelling(
  { line, meant }: TellingLine,
  session: Session,
  style: PlainStyle,
): readonly string[] {
  const result = session.engine.foresee(line);
  const head = `$ ${showName(line)}    (${meant})`;
  if (result.kind === "syntax") return [head, `    ${result.sentence}`];
  return [head, ...describeReview(session.review(result.foreseen), style)];
}

function hanging(sign: string, text: string, width: number): readonly string[] {
  const rows = wrap(text, width - sign.length);
  return rows.map((row, at) => (at === 0 ? sign : " ".repeat(sign.length)) + row);
}
