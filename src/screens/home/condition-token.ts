import type { Condition } from "../../domain/check-up.ts";
import { conditionSigns } from "../../reports/check-up.ts";
import { type Token, type Tone, token } from "../text/tokens.ts";

const tones: Record<Condition, Tone> = {
  ok: "ok",
  note: "note",
  caution: "caution",
  danger: "danger",
  unknown: "dim",
};

/** The sign of a condition in three columns. */
export function conditionToken(condition: Condition): Token {
  return token(`${conditionSigns[condition]} `, tones[condition]);
}

/** Sign and word, for where nothing else says what the sign means. */
export function conditionWord(condition: Condition): Token {
  const sign = conditionSigns[condition].trim();
  return token(condition === "ok" ? "ok" : `${sign} ${condition}`, tones[condition]);
}
