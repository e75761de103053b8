import type { Argument } from "../../domain/argument.ts";
import { describeError } from "../../domain/error-text.ts";
import type { Call, Outcome } from "../../domain/program.ts";
import { type Stream, textStream, unknownStream } from "../../domain/stream.ts";
import type { ErrorCode } from "../../domain/world.ts";
import { isYes, readAnswer } from "./answers.ts";
import { quoteName, quoteText } from "./messages.ts";

/** Gathers what one run of a program prints and how it ends. */
export class Report {
  readonly call: Call;
  #output: string[] = [];
  #errors: string[] = [];
  #status = 0;
  #unknownOutput: Stream | undefined;
  #isStatusUnknown = false;
  #nextAnswer = 0;

  constructor(call: Call) {
    this.call = call;
  }

  /** Adds to standard output; the line end is the caller's. */
  print(text: string): void {
    this.#output.push(text);
  }

  /** Standard output cannot be known, or is a stream of its own kind. */
  printStream(stream: Stream): void {
    if (stream.kind === "text") this.print(stream.text);
    else this.#unknownOutput ??= stream;
  }

  /** Says that what is printed depends on something that is not known. */
  printUnknown(reason: string): void {
    this.printStream(unknownStream(reason));
  }

  /** A message on standard error that leaves the status alone. */
  warn(message: string): void {
    this.#errors.push(`${this.call.name}: ${message}\n`);
  }

  /** A message on standard error; the program goes on and ends with `status`. */
  fail(message: string, status = 1): void {
    this.warn(message);
    this.setStatus(status);
  }

  /** `rm: cannot remove 'x': Permission denied`. */
  failOn(what: string, path: string, code: ErrorCode): void {
    this.fail(`${what} ${quoteName(path)}: ${describeError(code)}`);
  }

  /** A mistake in the use of the program. */
  usage(message: string, status = 1, advice = ""): void {
    this.fail(message, status);
    this.#errors.push(advice);
    this.#errors.push(`Try '${this.call.name} --help' for more information.\n`);
  }

  /** A word that an option does not take, with those that it does; words in one list mean the same. */
  invalidArgument(
    word: string,
    option: string,
    valid: readonly (readonly string[])[],
    status = 1,
  ): void {
    const quote = (text: string): string => quoteText(text, this.call.environment);
    this.warn(`invalid argument ${quote(word)} for ${quote(option)}`);
    const lines = valid.map((words) => `  - ${words.map(quote).join(", ")}\n`);
    this.#errors.push("Valid arguments are:\n", ...lines);
    this.#errors.push(`Try '${this.call.name} --help' for more information.\n`);
    this.setStatus(status);
  }

  setStatus(status: number): void {
    this.#status = Math.max(this.#status, status);
  }

  /** The status depends on something that is not known. */
  forgetStatus(): void {
    this.#isStatusUnknown = true;
  }

  get hasFailed(): boolean {
    return this.#status !== 0;
  }

  /**
   * Asks a question and reads the answer from standard input. An answer that cannot be known is
   * taken as yes, so that guards see what would happen, and said to be unknown.
   */
  ask(question: string, about?: Argument): boolean {
    this.#errors.push(`${this.call.name}: ${question}? `);
    const answer = readAnswer(this.call.input, this.#nextAnswer++);
    if (answer !== undefined) return answer;
    this.doubt(`${this.call.name} asks first, and the answer is not known`, about);
    return true;
  }

  /** What happens hangs on something that is not known; status and effects are a guess from here on. */
  doubt(reason: string, about?: Argument): void {
    this.call.unknown(reason, about);
    this.#isStatusUnknown = true;
  }

  /** The answers not read yet: how many of either kind, or all the same without end. */
  remainingAnswers(): { readonly yes: number; readonly no: number } | "same" {
    const { input } = this.call;
    if (input.kind !== "text") return "same";
    const lines = input.text.split("\n").slice(this.#nextAnswer);
    if (lines.at(-1) === "") lines.pop();
    const yes = lines.filter(isYes).length;
    return { yes, no: lines.length - yes };
  }

  outcome(): Outcome {
    return {
      status: this.#isStatusUnknown ? undefined : this.#status,
      output: this.#unknownOutput ?? textStream(this.#output.join("")),
      errors: textStream(this.#errors.join("")),
    };
  }
}
