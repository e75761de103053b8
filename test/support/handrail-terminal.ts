import { handrailWords, makeHome } from "./handrail-home.ts";
import { TerminalSession } from "./terminal-session.ts";

export interface HandrailPlace {
  /** A throwaway one unless told. */
  readonly home?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly columns?: number;
  readonly rows?: number;
}

const sessions: TerminalSession[] = [];

/** handrail on a terminal of its own, as an ordinary novice; ended by `closeTerminals`. */
export function openHandrail(
  words: readonly string[],
  { home = makeHome(), environment = {}, ...size }: HandrailPlace = {},
): TerminalSession {
  const session = new TerminalSession(handrailWords("--level", "novice", ...words), {
    directory: home,
    ...size,
    environment: {
      HOME: home,
      PATH: "/usr/local/bin:/usr/bin:/bin",
      TERM: "xterm-256color",
      LANG: "C.UTF-8",
      ...environment,
    },
  });
  sessions.push(session);
  return session;
}

export function closeTerminals(): void {
  for (const session of sessions) session.kill("SIGKILL");
}
