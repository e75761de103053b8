import type { Look } from "../look.ts";
import { shown, type Token, token } from "../text/tokens.ts";

/** A row of a unified diff: what goes and what comes is told by the signs, and by colours too. */
export function diffToken(row: string, look: Look): Token {
  return token(shown(row.replace(/\t/g, "    "), look), toneOf(row));
}

function toneOf(row: string): "strong" | "ok" | "danger" | "dim" | "plain" {
  if (/^(\+\+\+|---) /.test(row)) return "strong";
  if (row.startsWith("+")) return "ok";
  if (row.startsWith("-")) return "danger";
  return row.startsWith("@@") || row.startsWith("=") ? "dim" : "plain";
}
