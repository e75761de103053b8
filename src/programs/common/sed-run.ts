import type { Argument } from "../../domain/argument.ts";
import type { Call, Outcome } from "../../domain/program.ts";
import type { Content } from "../../domain/view/files.ts";
import { type Computed, isError } from "../../domain/world.ts";
import { editInPlace } from "./edit-in-place.ts";
import { findSource } from "./filter-source.ts";
import type { OptionsRead } from "./options.ts";
import { complaintOf, fail, untold } from "./outcome.ts";
import { Report } from "./report.ts";
import type { SedPlan } from "./sed-plan.ts";

/** Options for the real sed, and the scripts it can be given. */
export interface SedCommand {
  readonly options: readonly string[];
  /** Absent where the script's commands on other files are not followed. */
  readonly plan: SedPlan | undefined;
  /** The script may end before all files are read. */
  readonly mayQuit: boolean;
}

/** What the real sed makes of a text, or of files; undefined where that cannot be had. */
export function askSed(
  call: Call,
  command: SedCommand,
  text: string,
  files: readonly string[] = [],
): Computed | undefined {
  if (command.plan === undefined) return undefined;
  const operands = files.length === 0 ? [] : ["--", ...files];
  return call.compute("sed", [...command.options, "-e", command.plan.main, ...operands], text);
}

/** sed's status where a file cannot be read. */
const unreadable = 2;

/** A name under which nothing lies: it is complained of when its turn comes. */
const missing = "/proc/self/fd/missing";

const hidden = "what `sed` makes of its commands on other files is not worked out";

/** One run of sed over its files. */
export class SedRun {
  readonly #call: Call;
  readonly #read: OptionsRead;
  readonly #command: SedCommand;
  readonly #files: readonly Argument[];
  /** What goes into the files of `w` commands; undefined once it is not known. */
  readonly #written = new Map<string, string | undefined>();

  constructor(call: Call, read: OptionsRead, command: SedCommand, files: readonly Argument[]) {
    this.#call = call;
    this.#read = read;
    this.#command = command;
    this.#files = files;
  }

  /** `written`: the files that the script names for writing. They are emptied before all else. */
  run(written: readonly string[]): Outcome {
    const names = new Set(
      written.filter((name) => name !== "/dev/stdout" && name !== "/dev/stderr"),
    );
    for (const name of names) {
      const error = this.#call.files.write(name, { kind: "text", text: "" });
      if (error !== undefined) return fail(this.#call, `couldn't open file ${name}`, 4);
      this.#written.set(name, "");
    }
    const edits = this.#read.has("in-place") && this.#files.length > 0;
    const outcome = edits ? this.#editFiles() : this.#filter();
    for (const [name, text] of this.#written) this.#writeOut(name, text);
    return names.size < new Set(written).size
      ? untold("the script prints by its `w` commands", outcome.status)
      : outcome;
  }

  #writeOut(name: string, text: string | undefined): void {
    if (text === "") return;
    if (text === undefined) this.#call.unknown(hidden);
    const content: Content =
      text === undefined ? { kind: "unknown", reason: hidden } : { kind: "text", text };
    this.#call.files.write(name, content, { how: "append" });
  }

  #editFiles(): Outcome {
    const report = new Report(this.#call);
    const rules = {
      program: "sed",
      followsLinks: this.#read.has("follow-symlinks"),
      suffix: this.#read.value("in-place") ?? "",
    };
    for (const file of this.#files) {
      let hasQuit = false;
      const goesOn = editInPlace(report, rules, file, (text) => {
        this.#collect(text, []);
        const computed = this.#edited(text);
        hasQuit = computed?.hasQuit === true;
        const isFailing = report.outcome().status === unreadable;
        return computed === undefined || !isFailing ? computed : { ...computed, status: 0 };
      });
      if (!goesOn || hasQuit) break;
    }
    return report.outcome();
  }

  /** One file as the script leaves it. Where the script ended early, no other file was asked for. */
  #edited(text: string): (Computed & { readonly hasQuit: boolean }) | undefined {
    if (!this.#command.mayQuit) {
      const computed = askSed(this.#call, this.#command, text);
      return computed === undefined ? undefined : { ...computed, hasQuit: false };
    }
    const command = { ...this.#command, options: [...this.#command.options, "--separate"] };
    const computed = askSed(this.#call, command, text, ["-", missing]);
    if (computed === undefined) return undefined;
    const hasQuit = computed.status !== unreadable;
    return { ...computed, status: hasQuit ? computed.status : 0, hasQuit };
  }

  #filter(): Outcome {
    if (this.#read.has("debug")) return untold("the listing of the script is not modelled", 0);
    const source = findSource(this.#call, this.#files, [], { failsOnDirectories: true });
    if (source.kind === "unreadable") return fail(this.#call, "read error on stdin", 4);
    if (source.kind === "stream") {
      for (const name of this.#written.keys()) this.#written.set(name, undefined);
      const status = this.#statusOfReading();
      return { status, output: source.stream, ...complaintOf({ hasErrors: status !== 0 }) };
    }
    const names = this.#files.map((file) => source.replaced.get(file) ?? file.text);
    this.#collect(source.text, names);
    const computed = askSed(this.#call, this.#command, source.text, names);
    if (computed === undefined)
      return untold("the output of `sed` was not worked out", this.#statusOfReading());
    if (source.isForeign && computed.status !== 0) {
      return untold("`sed` would read what is hidden from you");
    }
    const output = { kind: "text", text: computed.output } as const;
    return { status: computed.status, output, ...complaintOf(computed) };
  }

  /** How it ends by what it cannot read, where its output is not known. */
  #statusOfReading(): number | undefined {
    const { files } = this.#call;
    let status = 0;
    for (const { text } of this.#files) {
      if (text === "-") continue;
      const found = files.stat(text);
      if (isError(found) || files.access(text, "read") !== undefined) status = unreadable;
      else if (found.type === "directory") return this.#command.mayQuit ? undefined : 4;
    }
    return this.#command.mayQuit ? undefined : status;
  }

  /** Adds what this input puts into each file of `w`. */
  #collect(text: string, names: readonly string[]): void {
    for (const [name, before] of this.#written) {
      const script = this.#command.plan?.writes.get(name);
      const operands = names.length === 0 ? [] : ["--", ...names];
      const words = [...this.#command.options, "-n", "-e", script ?? "", ...operands];
      const computed = script === undefined ? undefined : this.#call.compute("sed", words, text);
      const isKnown = before !== undefined && computed !== undefined;
      this.#written.set(name, isKnown ? before + computed.output : undefined);
    }
  }
}
