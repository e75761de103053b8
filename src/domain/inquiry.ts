import type { Path } from "./world.ts";

/** One look at the machine: a program that only tells is run, or a file is read. */
export type Consultation =
  | {
      readonly kind: "run";
      /** A plain name; where it lies is found by who runs it. */
      readonly program: string;
      readonly arguments: readonly string[];
      /** Seconds; half a minute when left out. */
      readonly patience?: number;
    }
  | { readonly kind: "read"; readonly path: Path }
  /** A file of our own with this text, gone once the inquiry is answered; its path is the output. */
  | { readonly kind: "scratch"; readonly text: string }
  /** What the consulter was set up with, without asking the machine. */
  | { readonly kind: "cache-directory" };

/** What came of it. A file that cannot be read has status 1 and no output. */
export interface Consulted {
  /** Undefined where the program could not be run, or had to be ended. */
  readonly status: number | undefined;
  readonly output: string;
  readonly errors: string;
}

/**
 * A question to the machine that may take several looks, each depending on those before. It is
 * written once and is answered at once or in the background, whichever the one who asks can afford
 * (system/consult.ts).
 */
export type Inquiry<Answer> = Generator<Consultation, Answer, Consulted>;

/** One look, for `yield*`. */
export function* consult(consultation: Consultation): Inquiry<Consulted> {
  return yield consultation;
}
