import { nearNames } from "../domain/near-names.ts";
import { showName } from "../domain/text.ts";
import { wrap } from "../reports/wrap.ts";
import { exitStatus } from "./exit-status.ts";
import type { HandrailRequest } from "./handrail-options.ts";
import { type LineChoice, lineChoices } from "./line-choices.ts";
import { openSession } from "./session.ts";
import { readSituation } from "./situation.ts";
import { openTerminal, printLines, styleOf, type Terminal } from "./terminal.ts";

/**
 * The screens' twin for terminals that cannot be drawn on and for screen readers: everything there
 * is under a number, and each of it as questions and answers. An empty line leads back, and leaves.
 */
export async function runLineMenu(request: HandrailRequest): Promise<number> {
  const terminal = openTerminal();
  if (terminal === undefined) {
    printLines(2, [
      "handrail: there is no terminal to ask on; handrail --help lists what there is",
    ]);
    return exitStatus.usage;
  }
  const choices = await lineChoices();
  terminal.print([...wrap(describePlace(request), styleOf(1).width), ...list(choices)]);
  for (;;) {
    const words = terminal.ask("\nA number or a word of it, ? for the list, nothing to leave: ");
    if (words === undefined || words === "") break;
    const found = words === "?" ? choices : find(choices, words);
    const [only] = found;
    if (only !== undefined && found.length === 1) await only.run({ terminal, request });
    else tell(found, choices, words, terminal);
  }
  terminal.close();
  return exitStatus.done;
}

function describePlace({ level: chosen }: HandrailRequest): string {
  const { engine, level } = openSession(readSituation(), chosen);
  const { hostName, caller } = engine.machine.facts;
  return `Handrail on ${showName(hostName)}, for ${showName(caller.name)}, level ${level}. Nothing is done before it is shown and asked.`;
}

function list(choices: readonly LineChoice[], among = choices): readonly string[] {
  return choices.flatMap((choice) => {
    const number = String(among.indexOf(choice) + 1).padStart(4);
    const rows = wrap(`${choice.title}: ${choice.purpose}`, styleOf(1).width - 6);
    return rows.map((row, at) => `${at === 0 ? number : "    "}  ${row}`);
  });
}

/** By the number, else those whose words begin like the ones typed. */
function find(choices: readonly LineChoice[], words: string): readonly LineChoice[] {
  const numbered = /^\d+$/.test(words) ? choices[Number(words) - 1] : undefined;
  if (numbered !== undefined) return [numbered];
  const wanted = words.toLowerCase();
  const named = choices.filter((choice) => choice.title.toLowerCase() === wanted);
  if (named.length > 0) return named;
  return choices.filter(({ title, synonyms }) =>
    ` ${[title, ...synonyms].join(" ").toLowerCase()}`.includes(` ${wanted}`),
  );
}

function tell(
  found: readonly LineChoice[],
  choices: readonly LineChoice[],
  words: string,
  terminal: Terminal,
): void {
  if (found.length > 0) {
    terminal.print(list(found, choices));
    return;
  }
  const known = choices.flatMap(({ title, synonyms }) => [title.toLowerCase(), ...synonyms]);
  const [near] = nearNames(words, known, 1);
  const more = near === undefined ? "? lists what there is." : `Did you mean ${near}?`;
  terminal.print([`Nothing here is called ${showName(words)}. ${more}`]);
}
