/** What the terminal can show and how large it is. Everything is drawn from this, nothing asked. */
export interface Look {
  readonly columns: number;
  readonly rows: number;
  /** Colours and weights may be sent. */
  readonly hasColour: boolean;
  /** Rules may be drawn with lines of Unicode instead of dashes. */
  readonly hasLines: boolean;
  /** The locale or the terminal shows only ASCII: other characters become visible escapes. */
  readonly isAscii: boolean;
  /** What Ctrl-T draws with where the usual is plain although the terminal may well do more. */
  readonly fuller?: { readonly hasColour: boolean; readonly isAscii: boolean };
}

/** The environment's word on what the terminal can do; Ink itself asks none of these. */
export function lookOf(
  environment: Readonly<Record<string, string | undefined>>,
  size: { readonly columns: number; readonly rows: number },
): Look {
  const { NO_COLOR = "", TERM = "dumb" } = environment;
  const isAscii = !isUnicodeLocale(environment);
  const isPlain = /^(dumb|unknown|vt\d.*|ansi|cons25.*)$/.test(TERM);
  // Its font and its palette are anybody's guess; who sees that they do presses Ctrl-T.
  const isConsole = TERM.startsWith("linux");
  const hasColour = NO_COLOR === "" && !isPlain;
  return {
    ...size,
    hasColour: hasColour && !isConsole,
    hasLines: !isAscii && !isPlain && !isConsole,
    isAscii: isAscii || isPlain || isConsole,
    ...(isConsole ? { fuller: { hasColour, isAscii } } : {}),
  };
}

/** LC_ALL wins over LC_CTYPE, that over LANG, as in setlocale(3). */
function isUnicodeLocale(environment: Readonly<Record<string, string | undefined>>): boolean {
  const { LC_ALL = "", LC_CTYPE = "", LANG = "" } = environment;
  return /utf-?8/i.test(LC_ALL || LC_CTYPE || LANG);
}
