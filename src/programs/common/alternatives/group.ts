/** A link that goes along with the main one: the manual page of the program. */
export interface Companion {
  readonly name: string;
  readonly link: string;
}

/** One program that may stand behind the link, and the files that go along with it, by companion. */
export interface Choice {
  readonly path: string;
  readonly priority: number;
  readonly files: ReadonlyMap<string, string>;
}

/** What update-alternatives keeps of one name such as `editor`. */
export interface Group {
  readonly name: string;
  readonly mode: "auto" | "manual";
  readonly link: string;
  readonly companions: readonly Companion[];
  readonly choices: readonly Choice[];
}

/** Reads the record of a name; undefined where it is none. */
export function readGroup(name: string, text: string): Group | undefined {
  const lines = text.split("\n");
  const [mode, link] = lines;
  if ((mode !== "auto" && mode !== "manual") || link === undefined) return undefined;
  const companions: Companion[] = [];
  let at = 2;
  for (; lines[at] !== ""; at += 2) {
    const [first, second] = lines.slice(at, at + 2);
    if (first === undefined || second === undefined) return undefined;
    companions.push({ name: first, link: second });
  }
  const choices: Choice[] = [];
  const size = companions.length + 2;
  for (at += 1; lines[at] !== "" && at < lines.length; at += size) {
    const [path = "", priority = "", ...files] = lines.slice(at, at + size);
    const pairs = companions.map((one, index) => [one.name, files[index] ?? ""] as const);
    choices.push({ path, priority: Number(priority), files: new Map(pairs) });
  }
  return { name, mode, link, companions, choices };
}

/** The record as it is written: companions that nothing has are left out, the rest in order. */
export function writeGroup(group: Group): string {
  const companions = usedCompanions(group);
  const lines = [
    group.mode,
    group.link,
    ...companions.flatMap(({ name, link }) => [name, link]),
    "",
    ...group.choices
      .toSorted((one, two) => order(one.path, two.path))
      .flatMap(({ path, priority, files }) => [
        path,
        String(priority),
        ...companions.map(({ name }) => files.get(name) ?? ""),
      ]),
    "",
  ];
  return lines.map((line) => `${line}\n`).join("");
}

function usedCompanions({ companions, choices }: Group): readonly Companion[] {
  return companions
    .filter(({ name }) => choices.some(({ files }) => (files.get(name) ?? "") !== ""))
    .toSorted((one, two) => order(one.name, two.name));
}

function order(one: string, two: string): number {
  return one < two ? -1 : one > two ? 1 : 0;
}

/** The choice of the highest priority, the first of several. */
export function bestOf({ choices }: Group): Choice | undefined {
  return choices.reduce<Choice | undefined>(
    (best, one) => (best === undefined || one.priority > best.priority ? one : best),
    undefined,
  );
}

/** The group with a choice in the place of one of the same path. */
export function withChoice(group: Group, choice: Choice, companions: readonly Companion[]): Group {
  const names = new Set(group.companions.map(({ name }) => name));
  return {
    ...group,
    companions: [...group.companions, ...companions.filter(({ name }) => !names.has(name))],
    choices: [...group.choices.filter(({ path }) => path !== choice.path), choice],
  };
}
