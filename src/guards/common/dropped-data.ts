import type { Foreseen } from "../../domain/plan.ts";
import { joinWords, showName } from "../../domain/text.ts";
import { type CommandEffects, groupByCommand } from "./by-command.ts";
import { type EffectOf, effectsOf } from "./existing.ts";

/** Databases, or tables in them, that a server is told to give up, and secret keys. */
export interface DroppedData {
  readonly kind: "data";
  readonly command: CommandEffects<EffectOf<"service">>;
}

export function droppedData(foreseen: Foreseen): readonly DroppedData[] {
  const dropped = effectsOf(foreseen, "service").filter(({ action }) => action === "drop-data");
  return groupByCommand(dropped).map((command) => ({ kind: "data", command }));
}

/** The finding about it. */
export function explainDropped({ command }: DroppedData) {
  const targets = command.effects.map(({ target }) => showName(target));
  const [first = ""] = targets;
  const isKey = command.effects.some(({ detail }) => detail === "key");
  return {
    severity: "danger" as const,
    title: isKey ? "This would delete a secret key" : "This would empty or delete a database",
    what: isKey
      ? `${joinWords(targets.slice(0, 3))} would be gone.`
      : `The server would give up ${joinWords(targets.slice(0, 3))} with all that is in it.`,
    why: isKey
      ? "What is encrypted for it could never be read again, unless there is a copy of the key."
      : "Only a dump that was made before could bring it back, and no undo reaches into the server.",
    instead: [],
    span: command.cause.span,
    paths: [],
    pathCount: 0,
    confirmWords: `delete ${first}`,
  };
}
