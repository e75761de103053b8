import type { CheckUpItem } from "../../domain/check-up.ts";
import type { Level } from "../../domain/finding.ts";
import type { Answers } from "../../domain/task-plan.ts";
import { showName } from "../../domain/text.ts";
import { checkUpJson, describeCheckUpEnd, describeCheckUpItem } from "../../reports/check-up.ts";
import { asideForVerify, makeWay } from "../../system/make-way.ts";
import { exitStatus } from "../exit-status.ts";
import { openSession, type Session } from "../session.ts";
import { readSituation } from "../situation.ts";
import { printLines, styleOf } from "../terminal.ts";
import { lookAround } from "./look-around.ts";

/** How the check-up is to be told. */
export interface CheckUpTelling {
  readonly isJson: boolean;
  readonly level?: Level;
  readonly answers?: Answers;
  /** Told of each line beside its being printed. */
  onItem?(item: CheckUpItem): void;
  /** Said after it, such as how to go on. */
  readonly end?: readonly string[];
}

/** `handrail check-up`: every line as soon as it is known, and how it stands at the end. */
export async function printCheckUp(telling: CheckUpTelling): Promise<number> {
  const wrong = wrongAnswer(telling.answers ?? {});
  if (wrong !== undefined) {
    printLines(2, [
      `handrail: check-up takes --answer thorough=yes and --answer fetch=yes, not ${showName(wrong)}`,
    ]);
    return exitStatus.usage;
  }
  const session = openSession(readSituation(), telling.level);
  const { isJson, answers = {}, end = [] } = telling;
  const style = styleOf(1);
  if (!isJson) printLines(1, [headOf(session), ""]);
  const take = (item: CheckUpItem): void => {
    if (!isJson) printLines(1, describeCheckUpItem(item, style));
    telling.onItem?.(item);
  };
  let status: number = exitStatus.done;
  const onFault = (): void => {
    status = exitStatus.stepFailed;
  };
  // Nothing else is done here than looking around, and `dpkg --verify` is under way first of all.
  setImmediate(makeWay, 0, asideForVerify);
  const items = await lookAround({ session, answers, onFault }, take);
  const { facts } = session.engine.machine;
  const who = { host: facts.hostName, user: facts.caller.name };
  printLines(
    1,
    isJson ? [checkUpJson(items, who)] : ["", ...describeCheckUpEnd(items, style), ...end],
  );
  return status;
}

/** `thorough`: read every archive, however long it takes. `fetch`: also those that are not here. */
function wrongAnswer(answers: Answers): string | undefined {
  const wrong = Object.entries(answers).find(
    ([key, value]) =>
      !["thorough", "fetch"].includes(key) || !/^(?:yes|no|true|false)$/.test(String(value)),
  );
  return wrong?.join("=");
}

function headOf({ engine, level }: Session): string {
  const { hostName, caller } = engine.machine.facts;
  return `Check-up of ${showName(hostName)}, for ${showName(caller.name)}, level ${level}`;
}
