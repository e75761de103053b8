import { readFileSync } from "node:fs";
import { decodeBytes } from "../domain/bytes.ts";
import type { Foreseen } from "../domain/plan.ts";
import { showName } from "../domain/text.ts";
import type { GuardRequest } from "./guard-options.ts";
import type { Session } from "./session.ts";

/** What is to be guarded: a shell line, or a command in separate words. */
export type Subject =
  | { readonly kind: "line"; readonly line: string }
  | { readonly kind: "command"; readonly argv: readonly string[] };

/** The subject of a call; `-c -` reads all of standard input. */
export function readSubject(request: GuardRequest): Subject {
  if (request.line === undefined) return { kind: "command", argv: request.command };
  if (request.line !== "-") return { kind: "line", line: request.line };
  return { kind: "line", line: decodeBytes(readFileSync(0)).replace(/\n$/, "") };
}

/** The subject foreseen, or sentences that say why it is no line of bash. */
export function foreseeSubject(
  subject: Subject,
  session: Session,
): Foreseen | { readonly failure: readonly string[] } {
  if (subject.kind === "command") return session.engine.foreseeCommand(subject.argv);
  const result = session.engine.foresee(subject.line);
  if (result.kind === "foreseen") return result.foreseen;
  return { failure: describeSyntax(subject.line, result.sentence, result.span[0]) };
}

/** The sentence, and the place it is about with a mark below. */
function describeSyntax(line: string, sentence: string, position: number): readonly string[] {
  const start = Math.max(line.lastIndexOf("\n", position - 1) + 1, position - 40);
  const shown = showName(line.slice(start, start + 60).split("\n")[0] ?? "");
  const mark = `${" ".repeat(Math.min(60, showName(line.slice(start, position)).length))}^`;
  return [`guard: ${sentence}`, `  ${shown}`, `  ${mark}`];
}
