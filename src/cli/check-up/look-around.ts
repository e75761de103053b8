import type { CheckUpItem } from "../../domain/check-up.ts";
import type { Answers } from "../../domain/task-plan.ts";
import { askerOf } from "../asker.ts";
import type { Session } from "../session.ts";
import { type Look, looks } from "./looks.ts";
import { makeSurroundings, type Surroundings } from "./surroundings.ts";

/** What to look at, and for whom. */
export interface Looking {
  readonly session: Session;
  readonly answers: Answers;
  /** Only these parts, by their ids. */
  readonly only?: readonly string[];
  /** Told when a part broke off by a fault of ours; its line says so, too. */
  onFault?(): void;
}

/** Takes a line of the check-up as soon as it is known. */
export type TakeItem = (item: CheckUpItem) => void;

/**
 * Looks at everything at the same time and gives each line when it is known: the last one is known
 * when `dpkg --verify` has read every file of every package. Answers are given in a fixed order.
 */
export async function lookAround(
  { session, answers, only, onFault }: Looking,
  take: TakeItem,
): Promise<readonly CheckUpItem[]> {
  const wanted = only === undefined ? looks : looks.filter(({ id }) => only.includes(id));
  const ask = askerOf(session);
  const ids = new Set(wanted.map(({ id }) => id));
  const around = makeSurroundings({ session, answers, ask, ids });
  const isRoot = session.engine.machine.facts.caller.identity.uid === 0;
  return Promise.all(
    wanted.map(async (look) => {
      const found = await lookOnce(look, around, onFault);
      const item = isRoot ? withoutNeeds(found) : found;
      take(item);
      return item;
    }),
  );
}

/** A fault in one part must not hide the others. */
async function lookOnce(
  look: Look,
  around: Surroundings,
  onFault: Looking["onFault"],
): Promise<CheckUpItem> {
  try {
    return await look.find(around);
  } catch (error) {
    onFault?.();
    const fault = error instanceof Error ? error.message : String(error);
    return {
      id: look.id,
      condition: "unknown",
      summary: `${look.id}: not looked at`,
      details: [`This part broke off, which is a fault in handrail: ${fault}`],
    };
  }
}

/** What is closed to root too is not opened by becoming root. */
function withoutNeeds({ needs: _, ...item }: CheckUpItem): CheckUpItem {
  return item;
}
