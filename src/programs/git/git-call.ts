import { resolve } from "node:path/posix";
import type { Argument } from "../../domain/argument.ts";
import type { RepositoryEffect } from "../../domain/effect.ts";
import type { Call } from "../../domain/program.ts";
import { isWithin } from "../../domain/view/tree.ts";
import { type Computed, isError, type Path } from "../../domain/world.ts";
import { type OptionsRead, readOptions } from "../common/options.ts";
import { findIndexState } from "./index-state.ts";
import { findRepository, type Repository } from "./repository.ts";
import { Settings } from "./settings.ts";
import { cannotTell, refuse } from "./stop.ts";

/** What no model follows: where one of these changes, git's answers may no longer hold. */
const settledNames = ["config", "objects", "packed-refs", "info", "shallow", "modules"];

/** One git command: its words after the subcommand, and what git says of where it is run. */
export class GitCall {
  readonly call: Call;
  /** The subcommand. */
  readonly name: string;
  readonly words: readonly Argument[];
  /** Where it is run after every `-C`. */
  readonly directory: Path;
  private readonly given: readonly string[];
  private readonly answers = new Map<string, Computed>();
  private knownSettings: Settings | undefined;
  private knownRepository: Repository | undefined;

  constructor(
    call: Call,
    name: string,
    words: readonly Argument[],
    directory: Path,
    given: readonly string[] = [],
  ) {
    this.call = call;
    this.name = name;
    this.words = words;
    this.directory = directory;
    this.given = given;
  }

  /** The same command with other words, or run elsewhere. */
  with(words: readonly Argument[], directory = this.directory): GitCall {
    return new GitCall(this.call, this.name, words, directory, this.given);
  }

  /**
   * Options by the table of the subcommand. One that it does not have cannot be foreseen, nor one of
   * the keys in `unmodelled`.
   */
  options(table: readonly string[], unmodelled: readonly string[] = []): OptionsRead {
    const read = readOptions(table, this.words);
    const [stranger] = read.unrecognized;
    if (stranger !== undefined) {
      cannotTell(`the option \`${stranger.text}\` of \`git ${this.name}\` is not known`, stranger);
    }
    const passed = read.given.find(({ key }) => unmodelled.includes(key));
    if (passed !== undefined) {
      cannotTell(`what \`git ${this.name} --${passed.key}\` does is not modelled`, passed.argument);
    }
    return read;
  }

  /** Git's answer to a question that changes nothing, where it could be had. */
  tryAsk(args: readonly string[], directory = this.directory, input = ""): Computed | undefined {
    // The disk stays as it is while a line is looked at: the same question has the same answer.
    const question = JSON.stringify([directory, args, input]);
    const known = this.answers.get(question);
    if (known !== undefined) return known;
    const answer = this.call.compute("git", ["-C", directory, ...args], input);
    if (answer !== undefined) this.answers.set(question, answer);
    return answer;
  }

  /** The answer with its status; the command ends where it cannot be had. */
  ask(args: readonly string[], directory = this.directory, input = ""): Computed {
    return (
      this.tryAsk(args, directory, input) ??
      cannotTell(`what \`git ${this.name}\` would do here could not be worked out`)
    );
  }

  /** What is printed by a question that must be answered with status 0. */
  askFor(args: readonly string[], directory = this.directory, input = ""): string {
    const { status, output } = this.ask(args, directory, input);
    if (status !== 0) cannotTell(`git did not answer what \`git ${this.name}\` depends on`);
    return output;
  }

  get settings(): Settings {
    this.knownSettings ??= new Settings(this.listSettings(), this.given);
    return this.knownSettings;
  }

  private listSettings(): string {
    return this.tryAsk(["config", "-z", "--list"])?.output ?? "";
  }

  /** The repository around; the command ends where there is none. */
  get repository(): Repository {
    this.knownRepository ??= findRepository(this);
    return this.knownRepository;
  }

  /** The top of the work tree; the command ends in a bare repository. */
  get root(): Path {
    return this.repository.root ?? refuse("this operation must be run in a work tree");
  }

  /** Ends the command in a bare repository. */
  needWorkTree(): void {
    void this.root;
  }

  /** The path of a name of git's own, from the top of the work tree. */
  pathOf(name: string): Path {
    return this.root === "/" ? `/${name}` : `${this.root}/${name}`;
  }

  /** The name that git knows a path of the work tree by; undefined outside of it. */
  nameOf(text: string): string | undefined {
    const parent = this.call.files.canonicalPath(resolve(this.directory, text));
    const path = isError(parent) ? resolve(this.directory, text) : parent;
    if (!isWithin(path, this.root)) return undefined;
    return path === this.root ? "" : path.slice(this.root === "/" ? 1 : this.root.length + 1);
  }

  /** Whether what the line changed of what git keeps of its own is known, so that it can be told. */
  get isStoreSettled(): boolean {
    const { files } = this.call;
    const { gitDirectory, commonDirectory } = this.repository;
    const isAsBefore = settledNames.every((name) =>
      files.isUnchanged(`${commonDirectory}/${name}`),
    );
    if (!isAsBefore || !files.isUnchanged(`${gitDirectory}/FETCH_HEAD`)) return false;
    const head = files.text(`${gitDirectory}/HEAD`);
    return head !== undefined && !isError(head) && findIndexState(this) !== undefined;
  }

  /** Ends where git's answers from the disk would no longer hold. */
  needSettledStore(): void {
    if (!this.isStoreSettled) {
      cannotTell("an earlier command of the line changes what git goes by");
    }
  }

  /** The same for the files of the work tree, git's own among them. */
  needSettledTree(): void {
    this.needSettledStore();
    if (!this.call.files.isUnchanged(this.root)) {
      cannotTell("an earlier command of the line changes the files that git would look at");
    }
  }

  emit(
    action: RepositoryEffect["action"],
    target: string,
    operand?: Argument,
    count?: number,
    paths?: readonly Path[],
  ): void {
    const { root, gitDirectory, commonDirectory } = this.repository;
    const repository = root ?? gitDirectory;
    if (!`${commonDirectory}/`.includes("/.git/")) {
      this.call.unknown("what changes inside of a bare repository is not modelled", operand);
    }
    const counted = count === undefined ? {} : { count };
    const known = paths === undefined ? {} : { paths };
    this.call.emit(
      { kind: "repository", action, target, repository, ...counted, ...known },
      operand,
    );
  }
}
