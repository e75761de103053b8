import type { Argument } from "../../domain/argument.ts";
import type { Cause } from "../../domain/effect.ts";
import type { Facts } from "../../domain/facts.ts";
import type { Foreseen } from "../../domain/plan.ts";
import {
  addOption,
  alternatives,
  editLine,
  lineAs,
  standsIn,
  typedForm,
  typedPath,
} from "./edit-line.ts";
import type { OwnDeletion } from "./own-deletions.ts";

/** Looking first, or putting aside. */
export function gentlerDeletions(deletion: OwnDeletion, foreseen: Foreseen, facts: Facts) {
  const { cause } = deletion.command;
  const deleteAction = cause.command.find(({ text }) => text === "-delete");
  if (deleteAction !== undefined) {
    const line = editLine(foreseen, cause, [[deleteAction, "-print"]]);
    return alternatives(testedFirst(deleteAction, cause, foreseen), [
      line,
      "only lists what would be deleted",
    ]);
  }
  if (cause.program === "rsync") return gentlerMirror(foreseen, cause);
  const listing = cause.directory === foreseen.directory ? listFirst(deletion) : undefined;
  if (listing !== undefined) return alternatives(listing);
  if (isIndirect(deletion))
    return alternatives([echoed(foreseen, cause), "only prints the commands"]);
  if (deletion.roots.includes(facts.caller.home) || deletion.roots.length > 3) return [];
  return alternatives(trashLine(deletion, foreseen, facts), moveAside(deletion, foreseen));
}

/** `find . -delete -name x` deletes before it looks at the name. */
function testedFirst(
  deleteAction: Argument,
  cause: Cause,
  foreseen: Foreseen,
): readonly [string | undefined, string] | undefined {
  const words = cause.command;
  const last = words.at(-1);
  const rest = words.slice(words.indexOf(deleteAction) + 1);
  const isLate = rest.some(({ text }) =>
    /^-(i?name|i?path|type|size|[acm]time|mmin|newer|empty|user)$/.test(text),
  );
  if (!isLate || last === undefined) return undefined;
  const line = editLine(foreseen, cause, [
    [deleteAction, ""],
    [last, `${typedForm(last)} -delete`],
  ]);
  return [line, "looks first and deletes what fits; the order counts"];
}

/** Looking first; and the other way round where the source has nothing to give. */
function gentlerMirror(foreseen: Foreseen, cause: Cause) {
  const [source, target] = cause.command.slice(1).filter(({ text }) => !text.startsWith("-"));
  const gives = foreseen.effects.some(
    ({ kind, cause: { program } }) => program === "rsync" && /^(create|write)$/.test(kind),
  );
  const swapped =
    source === undefined || target === undefined
      ? undefined
      : editLine(foreseen, cause, [
          [source, typedForm(target)],
          [target, typedForm(source)],
        ]);
  return alternatives(
    gives ? undefined : [swapped, "the other way round: the first is copied to the second"],
    [addOption(foreseen, cause, "-n -v"), "only lists what would change"],
  );
}

/** Whether the names come from `find`, `xargs` or the rounds of a loop. */
function isIndirect({ command: { cause, operands } }: OwnDeletion): boolean {
  if (cause.wrappers.some((name) => name === "find" || name === "xargs")) return true;
  return operands.length > 1 && operands.every(({ span }) => span[0] === operands[0]?.span[0]);
}

function echoed(foreseen: Foreseen, cause: Cause): string | undefined {
  const [program] = cause.command;
  if (program === undefined || !standsIn(foreseen.line, program)) return undefined;
  return editLine(foreseen, cause, [[program, `echo ${program.written}`]]);
}

/** Where a pattern chooses the files: what it chooses. */
function listFirst({ command }: OwnDeletion): readonly [string, string] | undefined {
  const { cause, operands } = command;
  const patterns = operands.filter(({ origins }) => origins.some(({ kind }) => kind === "glob"));
  const isPlain = patterns.every(({ origins }) => origins.every(({ kind }) => kind === "glob"));
  if (patterns.length === 0 || !isPlain || cause.wrappers.length > 0) return undefined;
  const words = [...new Set(patterns.map(typedForm))];
  if (words.length > 3) return undefined;
  return [lineAs(cause, ["ls", "-d", ...words]), "only lists which files are meant"];
}

/** A bin, where the machine has a program for it. */
function trashLine(
  { command, roots }: OwnDeletion,
  foreseen: Foreseen,
  facts: Facts,
): readonly [string, string] | undefined {
  if (command.cause.identity.uid === 0) return undefined;
  const programs = [
    ["/usr/bin/gio", "gio trash"],
    ["/usr/bin/trash-put", "trash-put"],
  ] as const;
  const bin = programs.find(([path]) => facts.packages.owners(path).length > 0)?.[1];
  if (bin === undefined) return undefined;
  const words = roots.map((path) => typedPath(path, foreseen));
  return [`${bin} ${words.join(" ")}`, "goes to the bin and can be brought back"];
}

/** Keeps one thing under another name beside it. */
function moveAside(
  { command, roots }: OwnDeletion,
  foreseen: Foreseen,
): readonly [string, string] | undefined {
  const [path] = roots;
  if (roots.length !== 1 || path === undefined) return undefined;
  const words = [typedPath(path, foreseen), typedPath(`${path}.old`, foreseen)];
  return [lineAs(command.cause, ["mv", "-n", ...words]), "keeps it until it is sure"];
}
