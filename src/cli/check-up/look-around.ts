import type { CheckUpItem } from "../../domain/check-up.ts";
import type { Answers } from "../../domain/task-plan.ts";
import { makeAsker } from "../../system/ask-program.ts";
import { checkPackages, makeProgramFinder } from "../../system/trusted-program.ts";
import type { Session } from "../session.ts";
import { type Look, looks } from "./looks.ts";
import type { Surroundings } from "./surroundings.ts";
import { makeSurroundings } from "./surroundings.ts";

/** Takes a line of the check-up as soon as it is known. */
export type TakeItem = (item: CheckUpItem) => void;

/**
 * Looks at everything at the same time and gives each line when it is known: the last one is known
 * when `dpkg --verify` has read every file of every package. Answers are given in a fixed order.
 */
export async function lookAround(
  session: Session,
  answers: Answers,
  take: TakeItem,
): Promise<readonly CheckUpItem[]> {
  const find = makeProgramFinder(checkPackages(() => session.engine.machine.facts.packages));
  const around = makeSurroundings(session, answers, makeAsker(find));
  return Promise.all(looks.map((look) => lookOnce(look, around, take)));
}

/** A fault in one part must not hide the others. */
async function lookOnce(look: Look, around: Surroundings, take: TakeItem): Promise<CheckUpItem> {
  let item: CheckUpItem;
  try {
    item = await look.find(around);
  } catch (error) {
    item = {
      id: look.id,
      condition: "unknown",
      summary: `${look.id}: not looked at`,
      details: [`This part broke off: ${error instanceof Error ? error.message : String(error)}`],
    };
  }
  const known = around.facts.caller.identity.uid === 0 ? withoutNeeds(item) : item;
  take(known);
  return known;
}

/** What is closed to root too is not opened by becoming root. */
function withoutNeeds({ needs: _, ...item }: CheckUpItem): CheckUpItem {
  return item;
}
