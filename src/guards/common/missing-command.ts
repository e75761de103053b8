import type { Argument } from "../../domain/argument.ts";
import type { Facts } from "../../domain/facts.ts";
import type { Alternative, Explanation } from "../../domain/finding.ts";
import type { Foreseen } from "../../domain/plan.ts";
import { joinWords, showName } from "../../domain/text.ts";
import { standsIn } from "./edit-line.ts";

/** A command that this machine does not have. */
export interface MissingCommand {
  readonly kind: "missing";
  readonly word: Argument;
  /** What it would do is known all the same, and was judged. */
  readonly isModelled: boolean;
}

/** Each name once, in the order of the line. */
export function missingCommands({ steps }: Foreseen): readonly MissingCommand[] {
  const found = new Map<string, MissingCommand>();
  for (const { missing } of steps) {
    if (missing === undefined || found.has(missing.word.text)) continue;
    found.set(missing.word.text, { kind: "missing", ...missing });
  }
  return [...found.values()];
}

/** That it is not here, what was probably meant, and what would bring it. */
export function explainMissing(
  { word, isModelled }: MissingCommand,
  { line }: Foreseen,
  { commands }: Facts,
): Explanation {
  const name = word.text;
  const near = isModelled ? [] : (commands?.near(name) ?? []);
  const packages = (isModelled ? commands?.packagesWith(name) : commands?.askPackages(name)) ?? [];
  const shown = showName(name);
  return {
    severity: "note",
    title: isModelled
      ? "This machine does not have the program"
      : "This machine has no command of that name",
    what: describeMissing(shown, near, packages),
    why: isModelled
      ? "It is judged as if it were here; as things are, the shell would only say that it is not found."
      : "The shell would only say that it is not found.",
    instead: [
      ...near.flatMap((one) => renamed(line, word, one)),
      ...packages.slice(0, 1).map(installing),
    ],
    span: word.span,
    paths: [],
    pathCount: 0,
  };
}

function describeMissing(
  name: string,
  near: readonly string[],
  packages: readonly string[],
): string {
  const listed = joinWords(near.map(showName));
  const names =
    near.length === 0
      ? ""
      : ` ${near.length === 1 ? `A name near it is ${listed}` : `Names near it are ${listed}`}.`;
  const those = packages.map(showName);
  const brings =
    those.length === 0
      ? ""
      : ` The package${those.length === 1 ? "" : "s"} ${joinWords(those)} would bring it.`;
  return `${name} is not installed here.${names}${brings}`;
}

/** The line with the word as it was probably meant. */
function renamed(line: string, word: Argument, name: string): readonly Alternative[] {
  if (!standsIn(line, word)) return [];
  const [start, end] = word.span;
  return [{ line: line.slice(0, start) + name + line.slice(end), why: `with ${name}` }];
}

function installing(name: string): Alternative {
  return { line: `handrail install ${name}`, why: "shows what that would bring, and asks" };
}
