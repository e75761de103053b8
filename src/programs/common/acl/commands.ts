import { type EntryCommand, readEntries } from "../../../domain/access-list-entries.ts";
import type { ListCommand } from "../../../domain/edit-access-lists.ts";
import type { Call, Outcome } from "../../../domain/program.ts";
import { type ErrorCode, isError } from "../../../domain/world.ts";
import type { GivenOption, OptionsRead } from "../options.ts";
import { unforeseen, untold } from "../outcome.ts";
import { numbersIn } from "../owner.ts";

/** What setfacl's options ask for, in their order; how it ends where one of them cannot be read. */
export function readCommands(call: Call, read: OptionsRead): readonly ListCommand[] | Outcome {
  const commands: ListCommand[] = [];
  let isPromoted = false;
  for (const option of read.given) {
    if (option.key === "default") isPromoted = true;
    const more = commandsOf(call, option, isPromoted);
    if ("status" in more) return more;
    commands.push(...more);
  }
  return commands;
}

function commandsOf(
  call: Call,
  option: GivenOption,
  isPromoted: boolean,
): readonly ListCommand[] | Outcome {
  const { key } = option;
  if (key === "remove-all") return [{ kind: "remove-all" }];
  if (key === "remove-default") return [{ kind: "remove-default" }];
  if (!/^(?:modify|remove|set)(?:-file)?$/.test(key)) return [];
  const entries = entriesOf(call, option);
  if ("status" in entries) return entries;
  if (isPromoted && entries.some(({ isDefault }) => isDefault)) return mistake;
  const own = isPromoted ? entries.map((entry) => ({ ...entry, isDefault: true })) : entries;
  const kind = key.startsWith("remove") ? "remove" : "set";
  const changes = own.map((entry): ListCommand => ({ kind, entry }));
  if (!key.startsWith("set")) return changes;
  const kinds = new Set(own.map(({ isDefault }) => isDefault));
  const cleared = [...kinds].map((isDefault): ListCommand => ({ kind: "clear", isDefault }));
  return [...cleared, ...changes];
}

/** An entry that cannot be read: nothing is done at all. */
const mistake: Outcome = untold("the words of this complaint are not modelled", 2);

function entriesOf(
  call: Call,
  { key, value = "", argument }: GivenOption,
): readonly EntryCommand[] | Outcome {
  const text = key.endsWith("-file") ? readList(call, value) : value;
  if (text === undefined) {
    return unforeseen(call, "the list that `setfacl` reads is not known", argument);
  }
  if (isError(text)) return untold("the words of this complaint are not modelled", 2);
  if (text === "") return [];
  return readEntries(text, !key.startsWith("remove"), numbersIn(call.facts.accounts)) ?? mistake;
}

/** A file of entries, one a line, with comments: what getfacl(1) prints. */
function readList(call: Call, name: string): string | ErrorCode | undefined {
  const text = name === "-" ? inputOf(call) : call.files.text(name);
  if (text === undefined || isError(text)) return text;
  const lines = text.split("\n").map((line) => line.replace(/#.*/, "").replace(/\s+/g, ""));
  return lines.filter((line) => line !== "").join(",");
}

function inputOf({ input }: Call): string | undefined {
  return input.kind === "text" ? input.text : undefined;
}
