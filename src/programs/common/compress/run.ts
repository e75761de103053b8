import type { Argument } from "../../../domain/argument.ts";
import { hasEscapedBytes } from "../../../domain/bytes.ts";
import type { Call, Outcome } from "../../../domain/program.ts";
import { emptyStream, joinStreams, type Stream, unknownStream } from "../../../domain/stream.ts";
import { emptyContent, type Files } from "../../../domain/view/files.ts";
import { isError } from "../../../domain/world.ts";
import { type OptionsRead, readOptions } from "../options.ts";
import { unforeseen, untold } from "../outcome.ts";
import { withOptions } from "../with-options.ts";
import { type Compressor, readTask, type Task } from "./compressor.ts";
import { convertFile } from "./convert.ts";
import { otherLayer } from "./layer.ts";

/** One run of gzip or its kin. */
export function runCompressor(call: Call, compressor: Compressor): Outcome {
  const run = (read: OptionsRead): Outcome => {
    const stranger = read.given.find(({ key }) => compressor.unmodelled.includes(key));
    if (stranger !== undefined) {
      const reason = `what \`${call.name} ${stranger.argument.text}\` does is not modelled`;
      return unforeseen(call, reason, stranger.argument);
    }
    return new Conversion(call, compressor, read).run();
  };
  const rules = isShortStranger(call, compressor) ? { strangerStatus: 1 } : {};
  return withOptions(call, compressor.options, run, rules);
}

/** A single letter that is no option of it; long ones come with newer versions. */
function isShortStranger(call: Call, compressor: Compressor): boolean {
  const [stranger] = readOptions(compressor.options, call.arguments).unrecognized;
  return stranger?.text.startsWith("--") === false;
}

/** What is shared by the operands of one run. */
export class Conversion {
  readonly call: Call;
  readonly compressor: Compressor;
  readonly read: OptionsRead;
  readonly task: Task;
  readonly #statuses: (number | undefined)[] = [];
  #questions = 0;

  constructor(call: Call, compressor: Compressor, read: OptionsRead) {
    this.call = call;
    this.compressor = compressor;
    this.read = read;
    this.task = readTask(call.name, compressor, read);
  }

  run(): Outcome {
    const { task, read } = this;
    const { keys } = this.compressor;
    const isRecursive = keys.recursive !== undefined && read.has(keys.recursive);
    if (task.lists) return untold("the listing is not worked out", 0);
    if (read.operands.length === 0) return this.#filter();
    if (task.prints || task.tests) return this.#print(read.operands);
    for (const operand of read.operands) {
      if (operand.text === "-") continue;
      for (const path of this.#filesOf(operand, isRecursive))
        convertFile(this, path, operand, isRecursive);
    }
    return { status: this.#status(), output: emptyStream, errors: this.#errors() };
  }

  setStatus(status: number | undefined): void {
    this.#statuses.push(status);
  }

  nextQuestion(): number {
    this.#questions += 1;
    return this.#questions - 1;
  }

  /** Options that change the bytes, for the real program. */
  passedWords(): readonly string[] {
    return this.read.given.flatMap(({ key, value }) => {
      if (!this.compressor.passed.test(key)) return [];
      const name = key.length === 1 ? `-${key}` : `--${key}`;
      return [value === undefined ? name : `${name}${key.length === 1 ? "" : "="}${value}`];
    });
  }

  #status(): number | undefined {
    const known = this.#statuses.filter((status) => status !== undefined);
    return known.length < this.#statuses.length ? undefined : this.compressor.combine(known);
  }

  #errors(): Stream {
    const hasComplaints = this.#statuses.some((status) => status !== 0);
    return hasComplaints ? unknownStream("its complaints are not modelled") : emptyStream;
  }

  /** Standard input to standard output. */
  #filter(): Outcome {
    const { input } = this.call;
    if (input.kind === "endless") return { status: undefined, output: input };
    if (input.kind === "unknown") return this.#filterArchive(input);
    const words = this.#printingWords();
    const computed = this.call.compute(this.compressor.program, words, input.text);
    if (computed === undefined) return untold("its output was not worked out");
    return { status: computed.status, output: { kind: "text", text: computed.output } };
  }

  /** What is known of an archive stays known through another layer around it, or without that. */
  #filterArchive(input: Stream & { readonly kind: "unknown" }): Outcome {
    const { task, compressor } = this;
    const archive = otherLayer(input.archive, compressor.program, task.undoes || task.tests);
    if (archive === "corrupt") return { status: compressor.refusals.corrupt, output: emptyStream };
    if (task.tests) return { status: 0, output: emptyStream };
    const { reason, source } = input;
    const known = archive === undefined ? {} : { archive };
    return { status: 0, output: { kind: "unknown", reason, source, ...known } };
  }

  #printingWords(): readonly string[] {
    const { task } = this;
    const force = task.forces && task.undoes ? ["-f"] : [];
    const what = task.tests ? ["-t"] : task.undoes ? ["-d", "-c"] : ["-c"];
    return [...what, ...force, ...this.passedWords()];
  }

  #print(operands: readonly Argument[]): Outcome {
    let output: Stream = emptyStream;
    for (const operand of operands) {
      const computed = this.#printOne(operand);
      this.setStatus(computed.status);
      output = joinStreams(output, computed.output);
    }
    return { status: this.#status(), output, errors: this.#errors() };
  }

  #printOne(operand: Argument): Outcome {
    const { call } = this;
    if (operand.text === "-") return this.#filter();
    const { files } = call;
    const found =
      isError(files.stat(operand.text)) && this.task.undoes
        ? `${operand.text}${this.compressor.suffix}`
        : operand.text;
    const path = this.compressor.triesSuffixes === true ? found : operand.text;
    const isReal = files.isUnchanged(path) && !hasEscapedBytes(path);
    const content = isReal ? emptyContent : files.content(path);
    if (isError(content)) return { status: 1, output: emptyStream };
    if (content.kind === "unknown" && content.archive !== undefined)
      return this.#filterArchive({ source: "program", ...content });
    const text = files.textOf(content);
    const words = [...this.#printingWords(), ...(isReal ? ["--", path] : [])];
    const computed =
      text === undefined ? undefined : call.compute(this.compressor.program, words, text);
    if (computed === undefined) return untold("its output was not worked out");
    return { status: computed.status, output: { kind: "text", text: computed.output } };
  }

  #filesOf(operand: Argument, isRecursive: boolean): readonly string[] {
    const { files } = this.call;
    const status = this.task.forces ? files.stat(operand.text) : files.lstat(operand.text);
    if (!isRecursive || isError(status) || status.type !== "directory") return [operand.text];
    const found = [...files.walk(operand.text, { follow: "root" })].filter(
      (entry) => entry.type !== "directory",
    );
    // Forced to, it follows links to directories, and meets what is in them more than once.
    if (
      this.task.forces &&
      found.some(({ path, type }) => type === "link" && isFolder(files, path))
    )
      this.call.unknown("what it does twice, by way of a link, is not worked out", operand);
    return found.map(({ path }) => path);
  }
}

function isFolder(files: Files, path: string): boolean {
  const status = files.stat(path);
  return !isError(status) && status.type === "directory";
}
