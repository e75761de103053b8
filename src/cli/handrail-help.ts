/** What `handrail --help` prints. */
export const handrailHelp: readonly string[] = [
  "handrail: the guided side of this machine; guard is its twin for single commands",
  "",
  "Usage:  handrail                     type a line and see what it would do",
  "        handrail history [--json]    what was run, newest first",
  "        handrail undo [ID]           take back the last line, or the one named",
  "        handrail explain GUARD       what a guard looks for, and why",
  "        handrail explain 'LINE'      what a line would do here; runs nothing",
  "",
  "  --line             questions and answers instead of the screen",
  "  --level LEVEL      novice, standard or expert",
  "  --version, --help",
  "",
  "Without a terminal, handrail shows what a few telling lines would do here.",
];

/** Subcommands of the contract that this version does not have. */
export const laterSubcommands: readonly string[] = [
  "check-up",
  "install",
  "remove",
  "update",
  "permissions",
  "level",
  "settings",
  "apply",
  "hook",
  "find",
  "setup",
  "task",
];
