import type { CheckUpItem, Mending } from "../domain/check-up.ts";
import type { Answers } from "../domain/task-plan.ts";
import { showName } from "../domain/text.ts";
import { printCheckUp } from "./check-up/print-check-up.ts";
import { explain } from "./explain-line.ts";
import type { HandrailRequest } from "./handrail-options.ts";
import { printHistory } from "./history.ts";
import { runLineMode } from "./line-mode.ts";
import { runTask } from "./run-task.ts";
import { changeSettings, printSettings } from "./settings.ts";
import { tasks } from "./task-index.ts";
import type { Terminal } from "./terminal.ts";
import { undoEntryOrPlan } from "./undo-plan.ts";

/** Where a choice asks, and what was said on the command line. */
interface LinePlace {
  readonly terminal: Terminal;
  readonly request: HandrailRequest;
}

/** One entry of the menu of line mode. */
export interface LineChoice {
  readonly title: string;
  readonly purpose: string;
  /** Other words people look for it by. */
  readonly synonyms: readonly string[];
  run(place: LinePlace): unknown;
}

/** Jobs in the order of how often they are wanted; the rest of the tasks come after them. */
const first = ["install", "remove", "update", "permissions"];

/** Everything that the screens have, in the order of their menu. */
export async function lineChoices(): Promise<readonly LineChoice[]> {
  const names = [...first, ...Object.keys(tasks).filter((name) => !first.includes(name))];
  const jobs = await Promise.all(names.map(taskChoice));
  const [head, tail] = [jobs.slice(0, first.length), jobs.slice(first.length)];
  return [checkUp, ...head.flat(), command, history, guards, settings, ...tail.flat()];
}

async function taskChoice(name: string): Promise<readonly LineChoice[]> {
  const task = await tasks[name]?.();
  if (task === undefined) return [];
  const { title, purpose, synonyms } = task;
  return [{ title, purpose, synonyms, run: ({ request }) => runTask(asTask(request, name)) }];
}

function asTask(request: HandrailRequest, subject: string, answers: Answers = {}): HandrailRequest {
  return { ...request, action: "task", subject, answers, isLineMode: true };
}

const checkUp: LineChoice = {
  title: "Check-up",
  purpose: "how this machine does, and what mends it",
  synonyms: ["home", "state", "health", "security", "status"],
  run: async ({ terminal, request }) => {
    const found: CheckUpItem[] = [];
    await printCheckUp({ ...levelOf(request), isJson: false, onItem: (item) => found.push(item) });
    const mendable = found.flatMap(({ summary, mending }) =>
      mending !== undefined && Object.hasOwn(tasks, mending.task) ? [{ summary, mending }] : [],
    );
    if (mendable.length === 0) return;
    terminal.print([
      "",
      ...mendable.map((one, at) => `${String(at + 1).padStart(4)}  ${showName(one.summary)}`),
    ]);
    const number = terminal.ask("Which of these to mend (a number, nothing goes back): ");
    const chosen = mendable[Number(number) - 1];
    if (chosen !== undefined) await mend(chosen.mending, request);
  },
};

/** What the check-up knows is answered; of the rest only what nobody could know is asked. */
async function mend({ task: name, answers }: Mending, request: HandrailRequest): Promise<void> {
  const questions = (await tasks[name]?.())?.questions ?? [];
  const presets = questions.flatMap(({ key, preset }) =>
    preset === undefined ? [] : [[key, preset] as const],
  );
  await runTask(asTask(request, name, { ...Object.fromEntries(presets), ...answers }));
}

const command: LineChoice = {
  title: "Check a command",
  purpose: "see what it would do before it does it",
  synonyms: ["line", "shell", "run", "guard", "try"],
  run: ({ terminal, request }) => runLineMode(terminal, request.level),
};

const history: LineChoice = {
  title: "History and undo",
  purpose: "what was done, and the way back",
  synonyms: ["undo", "back", "revert", "restore", "log", "journal"],
  run: async ({ terminal, request }) => {
    printHistory(false);
    const id = terminal.ask("\nWhich to take back (its name, nothing goes back): ");
    if (id === undefined || id === "") return;
    await undoEntryOrPlan({ ...request, action: "undo", subject: id, isLineMode: true });
  },
};

const guards: LineChoice = {
  title: "Explain",
  purpose: "the mistakes that handrail looks for",
  synonyms: ["guard", "guards", "why", "help", "mistakes"],
  run: ({ terminal, request }) => {
    explain({ ...request, action: "explain" });
    const id = terminal.ask("\nWhich one (its name, nothing goes back): ");
    if (id !== undefined && id !== "") explain({ ...request, action: "explain", subject: id });
  },
};

const settings: LineChoice = {
  title: "Settings",
  purpose: "level, guarded directories, policy",
  synonyms: ["level", "configuration", "preferences", "options"],
  run: async ({ terminal }) => {
    printSettings(false);
    const change = terminal.ask(
      "\nA change, such as level standard or path /srv (nothing goes back): ",
    );
    const words = (change ?? "").split(/\s+/).filter((word) => word !== "");
    if (words.length > 0) await changeSettings(words);
  },
};

function levelOf({ level }: HandrailRequest): Pick<HandrailRequest, "level"> {
  return level === undefined ? {} : { level };
}
