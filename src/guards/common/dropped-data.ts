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

type Words = readonly [title: string, hasContent: boolean, why: string];

/** What is said of each kind of thing that is given up. */
const words: Readonly<Record<string, Words>> = {
  key: [
    "This would delete a secret key",
    false,
    "What is encrypted for it could never be read again, unless there is a copy of the key.",
  ],
  mail: [
    "This would delete mail that waits to be sent",
    false,
    "Whoever wrote it is not told that it never arrived.",
  ],
  machine: [
    "This would delete a machine within this one",
    true,
    "Its disks go with it, and no undo reaches into them: only a backup could bring it back.",
  ],
};

const database: Words = [
  "This would empty or delete a database",
  true,
  "Only a dump that was made before could bring it back, and no undo reaches into the server.",
];

/** The finding about it. */
export function explainDropped({ command }: DroppedData) {
  const targets = command.effects.map(({ target }) => showName(target));
  const [first = ""] = targets;
  const detail = command.effects.find((effect) => effect.detail !== undefined)?.detail;
  const [title, hasContent, why] = words[detail ?? ""] ?? database;
  const listed = joinWords(targets.slice(0, 3));
  return {
    severity: "danger" as const,
    title,
    what: hasContent
      ? `The server would give up ${listed} with all that is in it.`
      : `${listed.slice(0, 1).toUpperCase()}${listed.slice(1)} would be gone.`,
    why,
    instead: [],
    span: command.cause.span,
    paths: [],
    pathCount: 0,
    confirmWords: `delete ${first}`,
  };
}
