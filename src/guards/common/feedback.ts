import { resolve } from "node:path/posix";
import type { Effect, ProcessEffect } from "../../domain/effect.ts";
import type { Explanation } from "../../domain/finding.ts";
import type { Foreseen, Step } from "../../domain/plan.ts";
import { showName } from "../../domain/text.ts";

/** `tail -f log >> log`: what is written is read again, and written again. */
export function feedback(foreseen: Foreseen): readonly ProcessEffect[] {
  const following = foreseen.steps.filter(isFollowing);
  if (following.length === 0) return [];
  return foreseen.effects.flatMap((effect): readonly ProcessEffect[] => {
    if (effect.kind !== "write" || !following.some((step) => feeds(step, effect, foreseen)))
      return [];
    const { path, cause } = effect;
    return [
      { kind: "process", action: "fill", detail: "its own lines, again and again,", path, cause },
    ];
  });
}

function isFollowing({ argv: [program = "", ...words] }: Step): boolean {
  return (
    /(?:^|\/)tail$/.test(program) && words.some((word) => /^-[a-zA-Z]*[fF]|^--follow/.test(word))
  );
}

function feeds(
  { argv, span }: Step,
  effect: Effect & { readonly kind: "write" },
  { directory, line }: Foreseen,
): boolean {
  const isRead = argv.slice(1).some((word) => resolve(directory, word) === effect.path);
  const between = line.slice(span[1], Math.max(effect.cause.span[0], span[1]));
  return isRead && effect.cause.span[0] >= span[0] && !/;|&&|\n/.test(between);
}

/** The words for a program that gets more than the memory holds. */
export function describeSwelling({ detail, cause }: ProcessEffect, host: string): Explanation {
  return {
    severity: "danger",
    title: "This would use up the memory",
    what: `${showName(cause.program)} would keep ${showName(detail)} in memory.`,
    why: "It only stops when none is left. The machine could stand still before that, and programs that nobody chose would be ended to make room.",
    instead: [],
    span: cause.span,
    paths: [],
    pathCount: 0,
    confirmWords: `use up the memory of ${showName(host)}`,
  };
}
