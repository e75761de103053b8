import type { Span } from "../../domain/argument.ts";
import { reportUncertain, type Session, type Shell } from "./shell.ts";

/**
 * Something that decides over the rest of the line and is not known. It is worth a word only where
 * the line still does something afterwards: `pgrep nginx && echo up` hides nothing.
 */
export interface Doubt {
  readonly reason: string;
  readonly span: Span;
  /** Effects there were when it came up. */
  readonly effects: number;
}

/** Puts a doubt aside until the line has ended. */
export function raiseDoubt(shell: Shell, reason: string, span: Span): void {
  const { session } = shell;
  session.doubts.push({ reason, span, effects: countEffects(session) });
}

/** Lists the doubts that mattered. */
export function settleDoubts(shell: Shell): void {
  const effects = countEffects(shell.session);
  for (const doubt of shell.session.doubts.splice(0)) {
    if (effects > doubt.effects) reportUncertain(shell, doubt.reason, doubt.span);
  }
}

/** Runs what may or may not happen, or happen again, and lists that where it makes a difference. */
export function runDoubtful(shell: Shell, reason: string, span: Span, action: () => void): void {
  const before = countEffects(shell.session);
  action();
  if (countEffects(shell.session) > before) reportUncertain(shell, reason, span);
  else raiseDoubt(shell, reason, span);
}

function countEffects({ environment }: Session): number {
  return environment.countEffects();
}
