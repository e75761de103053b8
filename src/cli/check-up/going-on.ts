/** What `handrail` says after the check-up where there is no terminal: how to go on. */
export const goingOn: readonly string[] = [
  "",
  "Go on",
  "    npm start                      in a terminal: everything as screens",
  "    guard --check -c 'LINE'        what a line would do, without running it",
  "    guard COMMAND [ARGUMENT...]    asks where it should, runs, and can be undone",
  "    handrail --help                everything else",
];
