import type { Span } from "../../domain/argument.ts";
import type { Explanation } from "../../domain/finding.ts";
import type { Foreseen } from "../../domain/plan.ts";
import type { Path } from "../../domain/world.ts";
import { type ReadSecret, secretsRead } from "./secret-sources.ts";
import { pathsOf } from "./wording.ts";

/** A private key that is printed: it stays in the terminal, in its log, on a shared screen. */
export interface ShownKey {
  readonly shown: Path;
  readonly span: Span;
}

/** Keys that commands of the line print for whoever looks. */
export function shownKeys(foreseen: Foreseen): readonly ShownKey[] {
  const found = secretsRead(foreseen).filter((one) => isShown(one, foreseen));
  return found.slice(0, 1).map(({ path, step }) => ({ shown: path, span: step.span }));
}

function isShown({ kind, step }: ReadSecret, { line, effects }: Foreseen): boolean {
  const isPrinted = /(?:^|\/)(?:cat|tac|less|more|head|tail|nl)$/.test(step.argv[0] ?? "");
  if (kind !== "ssh-key" || step.status === 1 || !isPrinted) return false;
  // What flows on, into a pipe or a file or a substitution, is judged by where it goes.
  if (!/^\s*(?:;|&&|\|\||$|\n)/.test(line.slice(step.span[1]))) return false;
  return !effects.some(
    ({ cause }) => cause.span[0] >= step.span[0] && cause.span[0] < step.span[1],
  );
}

/** The words for one. */
export function describeShown({ shown, span }: ShownKey, where: string): Explanation {
  return {
    severity: "caution",
    title: "This would show a private key",
    what: `${where} would stand on the screen, and in whatever keeps what a terminal shows.`,
    why: "Whoever sees or finds it can log in wherever the key is accepted.",
    instead: [
      { line: `ssh-keygen -lf ${shown}.pub`, why: "shows which key it is, by its fingerprint" },
    ],
    span,
    ...pathsOf([shown]),
    confirmWords: "show a private key",
  };
}
