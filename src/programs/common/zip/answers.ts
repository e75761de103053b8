import type { Call } from "../../../domain/program.ts";

/** Answers to `replace it? [y]es, [n]o, [A]ll, [N]one, [r]ename`, from standard input. */
export class ReplaceAnswers {
  readonly #call: Call;
  readonly #lines: string[] | undefined;
  #forAll: boolean | undefined;

  /** `forAll` where an option has answered for good. */
  constructor(call: Call, forAll: boolean | undefined) {
    this.#call = call;
    this.#forAll = forAll;
    this.#lines = call.input.kind === "text" ? call.input.text.split("\n") : undefined;
  }

  /** Whether to replace; undefined where the answer asks for something not modelled. */
  ask(): boolean | undefined {
    if (this.#forAll !== undefined) return this.#forAll;
    if (this.#lines === undefined) {
      this.#call.unknown("unzip asks before it replaces, and the answer is not known");
      return true;
    }
    const answer = this.#lines.shift();
    if (answer === undefined || (answer === "" && this.#lines.length === 0))
      return this.#settle(false);
    if (answer.startsWith("A")) return this.#settle(true);
    if (answer.startsWith("N")) return this.#settle(false);
    if (/^[yY]/.test(answer)) return true;
    return answer.startsWith("n") ? false : undefined;
  }

  #settle(answer: boolean): boolean {
    this.#forAll = answer;
    return answer;
  }
}
