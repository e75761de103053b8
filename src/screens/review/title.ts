import { severityToken } from "../parts/severity-token.ts";
import { shown, type Token, token } from "../text/tokens.ts";
import { currentOutcome, type ReviewState } from "./state.ts";

/** The first row: where one is, and the state of things as a sign and a word. */
export interface Title {
  readonly left: Token;
  readonly right: readonly Token[];
}

export function titleOf(state: ReviewState): Title {
  const { mode, setting, look } = state;
  if (mode.kind === "list" && mode.list === "help") return { left: strong("Help"), right: [] };
  if (state.input.text.trim() === "" && mode.kind !== "busy") {
    const { user, hostName, level } = setting;
    const who = shown(`${user} on ${hostName}, ${level}`, look);
    return { left: strong("Check a command"), right: [token(who, "dim")] };
  }
  const name = mode.kind === "list" ? `Review: ${mode.list}` : "Review";
  return { left: strong(name), right: judgement(state) };
}

function strong(text: string): Token {
  return token(text, "strong");
}

function judgement(state: ReviewState): readonly Token[] {
  const outcome = currentOutcome(state);
  if (outcome === undefined) return state.isSlow ? [token("... looking", "dim")] : [];
  if (outcome.kind === "failure") return [token("? not understood", "note")];
  return [severityToken(outcome.review)];
}
