/** What the checkers say, and the same for people; a part of a sentence. */
const forms: readonly (readonly [form: RegExp, words: (...found: readonly string[]) => string])[] =
  [
    [
      /unreachable (?:on boot required )?source: ([^:\s]+)/,
      (source) => `there is no ${source} now, and the start would wait for it`,
    ],
    [
      /\[W\] (\S+) seems unsupported/,
      (kind) => `${kind} is no kind of file system that this machine knows`,
    ],
    [
      /(?:^line |:)(\d+):(?:\d+:)? *(?:\w+_Alias) "([^"]*)" referenced but not defined/,
      (line, name) => `line ${line} names ${name}, which is defined nowhere`,
    ],
    [/:(\d+):(?:\d+:)? *syntax error/, (line) => `sudo does not understand line ${line}`],
    [/^line (\d+): *syntax error/, (line) => `line ${line} cannot be understood`],
    [
      /line (\d+): Bad configuration option: (\S+)/,
      (line, name) => `ssh knows no setting ${name} (line ${line})`,
    ],
    [
      /line (\d+): (?:unsupported option|bad .*argument|.*argument) "?([^".]*)"?\.?$/i,
      (line, value) => `ssh does not take ${value} there (line ${line})`,
    ],
  ];

/** A checker's own complaint in plain words, or as it is where it has a form that is not known. */
export function plainComplaint(complaint: string): string {
  for (const [form, words] of forms) {
    const found = form.exec(complaint);
    if (found !== null) return words(...found.slice(1).map((text) => text ?? ""));
  }
  return complaint.replace(/^\W*(?:\/dev\/stdin|stdin):? */, "");
}
