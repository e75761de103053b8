/** The rooms of the house under src/. */
export type Layer = keyof typeof layers;

interface LayerRule {
  /** The other rooms it may import from. */
  readonly mayImport: readonly string[];
  /** Outside packages; `node:*` stands for all that Node brings. */
  readonly packages: readonly string[];
  /** Said with every violation. */
  readonly reason: string;
}

/** Calculates on paths only and touches nothing, so it is free everywhere. */
export const freeModules: readonly string[] = ["node:path/posix"];

export const layers = {
  domain: {
    mayImport: [],
    packages: [],
    reason: "everyone shares these words, so they depend on nobody",
  },
  shell: {
    mayImport: ["domain"],
    packages: ["unbash"],
    reason: "foreseeing a line must not be able to run or change anything",
  },
  programs: {
    mayImport: ["domain"],
    packages: [],
    reason: "a program's model acts on the view it is given, never on the machine",
  },
  guards: {
    mayImport: ["domain"],
    packages: [],
    reason: "a guard reads effects and facts, never the text of a command or the machine",
  },
  packages: {
    mayImport: ["domain"],
    packages: [],
    reason: "a package manager's commands are made and read here, and run elsewhere",
  },
  tasks: {
    mayImport: ["domain", "packages"],
    packages: [],
    reason: "a task makes a plan of facts and answers; carrying it out is another's job",
  },
  plan: {
    mayImport: ["domain", "shell", "programs", "guards", "tasks"],
    packages: ["diff"],
    reason: "the same plan must come of the same world, with no side door to the machine",
  },
  system: {
    mayImport: ["domain"],
    packages: ["node:*", "execa"],
    reason: "the one boundary to the operating system knows no more than the shared words",
  },
  journal: {
    mayImport: ["domain", "system"],
    packages: ["node:*", "conf"],
    reason: "what was done is written down without knowing how it was planned",
  },
  apply: {
    mayImport: ["domain", "system", "journal"],
    packages: ["node:*"],
    reason: "only a reviewed plan is carried out, so nothing here can make one",
  },
  reports: {
    mayImport: ["domain"],
    packages: ["diff"],
    reason: "a report is words made of a review, the same wherever it is printed",
  },
  screens: {
    mayImport: ["domain", "reports"],
    packages: ["ink", "react", "ink-select-input", "diff"],
    reason:
      "a screen gets props and returns intents, says what a report says, and runs and reads nothing",
  },
  cli: {
    mayImport: [
      "domain",
      "shell",
      "programs",
      "guards",
      "packages",
      "tasks",
      "plan",
      "system",
      "journal",
      "apply",
      "reports",
    ],
    packages: ["node:*", "execa", "conf"],
    reason: "everything is wired here, but loading Ink costs a quiet guard 150 ms and more",
  },
} as const satisfies Record<string, LayerRule>;

/** The entry of the screens' bundle: cli reaches it, and screens, only by `import()`. */
export const screensEntry = "src/cli/screens.ts";

/** Rooms where nothing may reach the machine through a global name either. */
export const pureLayers: readonly Layer[] = [
  "domain",
  "shell",
  "programs",
  "guards",
  "packages",
  "tasks",
  "plan",
  "reports",
];

/** Files that scripts/generate-indexes.ts writes; every other index would be a barrel. */
export const indexes: readonly string[] = ["guards", "programs", "packages", "tasks"].map(
  (layer) => `src/${layer}/index.ts`,
);

/** A file longer than this does more than one thing; 150 is the aim. */
export const longestFile = 350;

/** The room of a path such as `src/shell/expand/word.ts`. */
export function findLayer(path: string): Layer | undefined {
  const folder = /^src\/([^/]+)\//.exec(path)?.[1];
  return folder !== undefined && isLayer(folder) ? folder : undefined;
}

function isLayer(folder: string): folder is Layer {
  return Object.hasOwn(layers, folder);
}
