import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Program } from "../../src/domain/program.ts";
import { type ModelRunOptions, runModelAndReal } from "./model-run.ts";
import type { Snapshot } from "./model-snapshot.ts";
import { skipUnless } from "./need.ts";

/** One command line as words, or with its own circumstances. */
export type ProgramCase = string | ({ readonly line: string } & Partial<CaseOptions>);

interface CaseOptions extends ModelRunOptions {
  /** The exact words of complaints are not modelled here. */
  readonly ignoresErrors?: boolean;
  /** The model is to say that it cannot tell. */
  readonly isUnknown?: boolean;
}

/**
 * Runs every case as root and as an ordinary user and demands that model and real run agree in the
 * tree, the foretold changes, the status, and in what is printed as far as the model knows it.
 * Words are split at blanks; `''` is an empty word.
 */
export function checkProgram(
  program: Program,
  shared: ModelRunOptions,
  cases: readonly ProgramCase[],
): void {
  for (const as of ["root", "user"] as const) {
    describe(`${program.names[0]} as ${as}`, {
      skip: skipUnless({
        root: true,
        tools: ["setpriv", program.names[0] ?? "", ...(shared.tools ?? [])],
      }),
    }, () => {
      for (const one of cases) {
        const { line, ...own } = typeof one === "string" ? { line: one } : one;
        if (own.as !== undefined && own.as !== as) continue;
        it(line, () => compareRuns(program, line, { ...shared, ...own, as }));
      }
    });
  }
}

function compareRuns(program: Program, line: string, options: CaseOptions): void {
  const words = line.split(" ").map((word) => (word === "''" ? "" : word));
  const { model, real, unknown } = runModelAndReal(program, words, options);
  if (options.isUnknown === true) {
    assert.notDeepEqual(unknown, []);
    return;
  }
  assert.deepEqual(unknown, [], "nothing is said to be unknown");
  assert.deepEqual(model.tree, withoutUnknown(real.tree, model.tree));
  assert.deepEqual(model.changes, real.changes);
  assert.equal(model.status, real.status, real.errors);
  if (model.output !== undefined) assert.equal(model.output, real.output);
  const hasKnownErrors = model.errors !== undefined && options.ignoresErrors !== true;
  if (hasKnownErrors) assert.deepEqual(lines(model.errors ?? ""), lines(real.errors ?? ""));
}

/** A content that the model says is not known agrees with any. */
function withoutUnknown(real: Snapshot, model: Snapshot): Snapshot {
  const access = /^file \S+ \S+ /;
  const entries = Object.entries(real).map(([name, entry]) => {
    const isOpen = model[name]?.match(/^file \S+ \S+ \?$/) !== null && model[name] !== undefined;
    return [name, isOpen ? `${access.exec(entry)?.[0]}?` : entry];
  });
  return Object.fromEntries(entries);
}

/** Complaints of a real run come in the order in which entries happen to lie on the disk. */
function lines(text: string): readonly string[] {
  return text.split("\n").toSorted();
}
