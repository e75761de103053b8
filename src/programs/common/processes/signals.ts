/** Names in the order of Linux's numbers, HUP being 1. */
const names =
  "HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT STOP TSTP TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH IO PWR SYS".split(
    " ",
  );

const otherNames: Readonly<Record<string, number>> = {
  EXIT: 0,
  IOT: 6,
  CLD: 17,
  POLL: 29,
  UNUSED: 31,
  RTMIN: 34,
  RTMAX: 64,
};

export const terminate = 15;

/** The number of a signal as kill and its kin take it: `9`, `KILL`, `SIGKILL`, `kill`. */
export function signalNumber(text: string): number | undefined {
  if (/^\d{1,3}$/.test(text)) return Number(text) <= 64 ? Number(text) : undefined;
  const name = text.toUpperCase().replace(/^SIG/, "");
  const at = names.indexOf(name);
  if (at >= 0) return at + 1;
  return Object.hasOwn(otherNames, name) ? otherNames[name] : undefined;
}

/** Takes `-9`, `-KILL` or `-SIGKILL` out of the words, as pkill and its kin do. */
export function takeSignal<W extends { readonly text: string }>(
  words: readonly W[],
): { readonly signal: number | undefined; readonly rest: readonly W[] } {
  const at = words.findIndex(
    ({ text }) =>
      /^-([A-Z][A-Z0-9+-]+|\d+)$/.test(text) && signalNumber(text.slice(1)) !== undefined,
  );
  const word = words[at];
  if (word === undefined) return { signal: undefined, rest: words };
  return { signal: signalNumber(word.text.slice(1)), rest: words.filter((one) => one !== word) };
}
