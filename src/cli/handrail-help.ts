/** What `handrail --help` prints. */
export const handrailHelp: readonly string[] = [
  "handrail: the guided side of this machine; guard is its twin for single commands",
  "",
  "Usage:  handrail                     what there is to do here",
  "        handrail check-up [--json]   how this machine does, and what mends it",
  "        handrail install NAME...     add programs",
  "        handrail remove NAME...      take programs away",
  "        handrail update [NAME...]    bring what is installed up to date",
  "        handrail apply FILE          carry out a task from a file of answers",
  "        handrail history [--json]    what was done, newest first",
  "        handrail permissions PATH    who may see, change and run it",
  "        handrail level LEVEL         how much is asked and explained",
  "        handrail settings [--json]   level, guarded directories, policy",
  "        handrail undo [ID]           take back the last of it, or the one named",
  "        handrail explain GUARD       what a guard looks for, and why",
  "        handrail explain 'LINE'      what a line would do here; runs nothing",
  "",
  "  --plan             show what a task would do, change nothing",
  "  --json             the plan, or what happens, as JSON",
  "  --answer KEY=VALUE answer a question of a task beforehand",
  "  --print-answers    write what was answered as a file for handrail apply",
  "  --yes=GUARD,...    accept the findings of these guards",
  "  --line             questions and answers instead of the screen",
  "  --level LEVEL      novice, standard or expert",
  "  --version, --help",
  "",
  "Without a terminal, handrail prints the check-up.",
];

/** Subcommands of the contract that this version does not have. */
export const laterSubcommands: readonly string[] = ["hook", "find", "setup", "task"];
