import type { Review } from "../domain/review.ts";
import { isCounted } from "../plan/decide.ts";
import type { Session } from "./session.ts";

/** The option that would let exactly these findings pass; nothing where none would. */
export function acceptance(
  { findings }: Review,
  { configuration }: Pick<Session, "configuration">,
  call = "guard ",
): readonly string[] {
  const asked = findings.filter((one) => one.severity !== "note" && isCounted(one));
  const ids = [...new Set(asked.map(({ guard }) => guard))];
  const { unacceptable } = configuration.policy;
  const fixed = asked.some(
    ({ guard, ruling }) => ruling?.kind === "refuse" || unacceptable.has(guard),
  );
  if (fixed) return ["--yes does not change that: a policy forbids it."];
  const rest = call === "" ? "" : " ...";
  return ids.length === 0 ? [] : [`To accept it knowingly:  ${call}--yes=${ids.join(",")}${rest}`];
}
