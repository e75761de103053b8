import type { Call, Outcome } from "../../../domain/program.ts";
import { emptyStream, textStream, unknownStream } from "../../../domain/stream.ts";
import { Evaluator, type Library } from "./evaluate.ts";
import { NotFollowed, type Statement } from "./syntax.ts";
import { Ended, Raised, type Value } from "./values.ts";

/** A language in which short programs are followed. */
export interface Language {
  readonly library: Library;
  /** Takes the text apart; what is imported is told to `imports`. Throws NotFollowed. */
  parse(text: string, imports: Imports): readonly Statement[];
  /** Modules it may bring in; any other runs code that nobody has read. */
  readonly modules: readonly string[];
  /** Files in the current directory that would be brought in instead of such a module. */
  shadows?(module: string): readonly string[];
  /** Where the words behind the program stand: of a module, or by a name that is always there. */
  readonly words?: {
    readonly module?: string;
    readonly name: string;
  };
  /** The status after an operation that failed and that nothing caught. */
  readonly failureStatus: number;
}

export interface Imports {
  module(name: string, as: string): void;
  name(whole: string, as: string): void;
}

/**
 * Follows a program that plainly calls functions on files, and no more; undefined where it goes
 * beyond that. What it did until there stays among the effects, for the whole is said to be unknown.
 */
export function runOneLiner(
  call: Call,
  text: string,
  language: Language,
  words?: readonly Value[],
): Outcome | undefined {
  const printed: string[] = [];
  const evaluator = new Evaluator({ call, print: (more) => printed.push(more) }, language.library);
  const { module, name: wordsName } = language.words ?? { name: undefined };
  const bring = (name: string): void => {
    if (words !== undefined) evaluator.variables.set(name, words);
  };
  if (module === undefined && wordsName !== undefined) bring(wordsName);
  let end: Ended | Raised | undefined;
  try {
    const statements = language.parse(text, {
      module: (name, as) => {
        checkModule(call, name, language);
        evaluator.variables.set(as, { kind: "module", name });
        if (name === module) bring(`${as}.${wordsName}`);
      },
      name: (whole, as) => {
        checkModule(call, whole.replace(/(?:\.|::)\w+$/, ""), language);
        evaluator.imported.set(as, whole);
        if (whole === `${module}.${wordsName}`) bring(as);
      },
    });
    evaluator.perform(statements);
  } catch (error) {
    if (error instanceof NotFollowed) return undefined;
    if (!(error instanceof Ended || error instanceof Raised)) throw error;
    end = error;
  }
  const output = textStream(printed.join(""));
  if (end instanceof Raised) {
    const errors = unknownStream("how an error is told is not modelled");
    return { status: language.failureStatus, output, errors };
  }
  return { status: end === undefined ? 0 : end.status, output, errors: emptyStream };
}

function checkModule({ files }: Call, name: string, language: Language): void {
  if (!language.modules.includes(name)) throw new NotFollowed();
  const shadows = language.shadows?.(name) ?? [];
  if (shadows.some((path) => files.lstat(path) !== "ENOENT")) throw new NotFollowed();
}
