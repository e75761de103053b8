import { type Argument, plainArgument, type Span } from "../domain/argument.ts";
import { decodeBytes } from "../domain/bytes.ts";
import type { Effect, FileEffect, Unknown } from "../domain/effect.ts";
import type { Facts } from "../domain/facts.ts";
import { rootIdentity } from "../domain/identity.ts";
import type { Change, ChangeSink, Foreseen, Later, Step, TypedValue } from "../domain/plan.ts";
import type { Program } from "../domain/program.ts";
import type { Stream } from "../domain/stream.ts";
import { quoteWord } from "../domain/text.ts";
import type { Binding } from "../domain/view/binding.ts";
import { bindFiles } from "../domain/view/bound-files.ts";
import { listChanges, tellChanges } from "../domain/view/changes.ts";
import { isSameAsDisk } from "../domain/view/contents.ts";
import { loadOtherNames } from "../domain/view/other-names.ts";
import { FileTree, isWithin } from "../domain/view/tree.ts";
import type { TreeLimits } from "../domain/view/tree-limits.ts";
import { isError, type Path, type World } from "../domain/world.ts";
import type { FileBinding, InterpreterEnvironment } from "../shell/interpret/environment.ts";
import { interpretCommand, interpretLine } from "../shell/interpret/interpret.ts";
import { parse } from "../shell/parse.ts";
import { lookBefore } from "./disk-before.ts";
import { withPatience } from "./patience.ts";
import { mayBeScheduling, scheduledBy } from "./scheduled.ts";

/** What the machine lends to foreseeing. */
export interface Machine {
  readonly world: World;
  readonly facts: Facts;
  findProgram(name: string): Program | undefined;
}

/** From where and with what a line would be run. */
export interface Situation {
  readonly directory: Path;
  readonly environment: ReadonlyMap<string, string>;
  readonly umask: number;
  /** Standard input when it is not the terminal. */
  readonly input?: Stream;
  readonly isOutputTerminal?: boolean;
  /** Directories of Handrail's own, whose files are no changes. */
  readonly ownDirectories?: readonly Path[];
  /** Entries that walks visit before counts become "at least"; all of them when left out. */
  readonly maximumEntries?: number;
  /** It is what another line left to be run: what it leaves in its turn is not looked at. */
  readonly isLater?: boolean;
  /** How far trees that go as a whole are looked at. */
  readonly treeLimits?: TreeLimits;
}

/** A line that is not bash: why, and where. */
export interface SyntaxFailure {
  readonly kind: "syntax";
  readonly sentence: string;
  readonly span: Span;
}

/** What a typed shell line would do; a failure when it cannot be parsed. */
export function foreseeLine(
  line: string,
  situation: Situation,
  machine: Machine,
): Foreseen | SyntaxFailure {
  const parsed = parse(line);
  if (parsed.kind === "failure") {
    return { kind: "syntax", sentence: parsed.sentence, span: parsed.span };
  }
  const model = new Model(situation, machine);
  const { status } = interpretLine(parsed.script, line, model.environment());
  return model.foreseen(line, null, status);
}

/** What a command given as separate words would do, no shell between. */
export function foreseeCommand(
  argv: readonly string[],
  situation: Situation,
  machine: Machine,
): Foreseen {
  const model = new Model(situation, machine);
  const words = spelledOut(argv);
  const { status } = interpretCommand(words, model.environment());
  return model.foreseen(words.map((word) => word.written).join(" "), argv, status);
}

/** The words with their quoted forms and where these stand in the joined line. */
function spelledOut(argv: readonly string[]): readonly Argument[] {
  let at = 0;
  return argv.map((text) => {
    const written = quoteWord(text);
    const start = at;
    at += written.length + 1;
    return { ...plainArgument(text, [start, start + written.length]), written };
  });
}

/** Bytes of a file that guards may look into. */
const longestText = 1_000_000;

/** Entries looked at in search of hidden names, as long as nobody asks for every path. */
const fewSearched = 2000;

/** One run of the model: the view, and what comes out of it. */
class Model {
  private readonly effects: Effect[] = [];
  private readonly unknowns: Unknown[] = [];
  private readonly steps: Step[] = [];
  private readonly typed: TypedValue[] = [];
  private readonly tree: FileTree;
  private readonly situation: Situation;
  private readonly machine: Machine;

  constructor(situation: Situation, machine: Machine) {
    const { world, facts } = machine;
    this.situation = situation;
    this.machine = machine;
    const { maximumEntries = Number.POSITIVE_INFINITY, treeLimits } = situation;
    this.tree = new FileTree(world, facts.mounts, maximumEntries, treeLimits);
  }

  environment(): InterpreterEnvironment {
    const { situation, machine } = this;
    const { input, isOutputTerminal } = situation;
    return {
      variables: situation.environment,
      identity: machine.facts.caller.identity,
      directory: situation.directory,
      umask: situation.umask,
      facts: machine.facts,
      ...(input === undefined ? {} : { input }),
      ...(isOutputTerminal === undefined ? {} : { isOutputTerminal }),
      files: (binding) => bindFiles(this.bind(binding)),
      countEffects: () => this.effects.length,
      effects: () => this.effects,
      findProgram: (name) => machine.findProgram(name),
      compute: withPatience((request) => machine.world.compute(request)),
      emit: (effect) => this.effects.push(effect),
      unknown: (unknown) => this.addUnknown(unknown),
      step: (step) => this.steps.push(step),
      typed: (value) => this.typed.push(value),
    };
  }

  private bind(binding: FileBinding): Binding {
    return {
      ...binding,
      tree: this.tree,
      record: (effect) => this.record(effect),
      unknown: (unknown) => this.addUnknown(unknown),
    };
  }

  /** Opening for writing and what is then written are one effect to a reader. */
  private record(effect: Effect): void {
    const last = this.effects.at(-1);
    if (effect.kind === "write" && last?.kind === "write" && isOneWrite(last, effect)) {
      const isSame = isSameAsDisk(this.tree, effect.path);
      this.effects[this.effects.length - 1] = {
        ...effect,
        how: last.how,
        before: last.before,
        isSame,
      };
    } else if (effect.kind === "write" && last?.kind === "create" && isOneWrite(last, effect)) {
      const { copyOf } = effect;
      if (copyOf !== undefined) this.effects[this.effects.length - 1] = { ...last, copyOf };
    } else {
      this.effects.push(effect);
    }
  }

  private addUnknown(unknown: Unknown): void {
    const isKnown = this.unknowns.some(
      ({ span, reason }) =>
        reason === unknown.reason && span[0] === unknown.span[0] && span[1] === unknown.span[1],
    );
    if (!isKnown) this.unknowns.push(unknown);
  }

  foreseen(line: string, argv: readonly string[] | null, status: number | undefined): Foreseen {
    this.sayHiddenNames();
    let every: readonly Change[] | undefined;
    const everyChange = () => (every ??= this.changes());
    const { tree, effects, unknowns, steps, situation } = this;
    let later: readonly Later[] | undefined;
    const canSchedule = situation.isLater !== true && effects.some(mayBeScheduling);
    return {
      line,
      argv,
      directory: situation.directory,
      effects,
      unknown: unknowns.filter(({ standIn }) => standIn === undefined || this.isLeft(standIn)),
      steps,
      typed: this.typed,
      isPartlyCounted: tree.isPartlyCounted,
      cutShort: tree.cutShort,
      status,
      changes: () => everyChange().filter(({ path }) => !path.includes("/.git/")),
      tellChanges: (sink) => this.tellChanges(sink),
      everyChange,
      textAfter: (path) => this.textAfter(path),
      textBefore: (path) => this.textBefore(path),
      touched: () => [...tree.touched],
      before: lookBefore(this.machine),
      ...(canSchedule ? { later: () => (later ??= this.later()) } : {}),
    };
  }

  /** A changed file's other names change too, wherever they are: also where nobody can look. */
  private sayHiddenNames(): void {
    const { tree, effects } = this;
    if (tree.changedSharedNodes().length === 0) return;
    const maximum = tree.isUnlimited ? undefined : fewSearched;
    for (const { path, closed } of loadOtherNames(tree, this.roots(), maximum)) {
      const effect = effects.find((each) => isFileEffect(each) && each.path === path);
      const reason = `another name of ${path} may lie in ${closed}, which this account cannot read`;
      this.addUnknown({ span: effect?.cause.span ?? [0, 0], reason });
    }
  }

  /** Whether the line leaves anything under this name. */
  private isLeft(name: string): boolean {
    return [...this.tree.touched].some((path) => {
      if (!path.includes(name)) return false;
      const place = this.tree.find(path, rootIdentity(), "keep");
      return !isError(place) && place.node !== undefined;
    });
  }

  /** What is left to be run later, as it would go in the home of the caller now. */
  private later(): readonly Later[] {
    const files = {
      before: (path: Path) => this.textBefore(path),
      after: (path: Path) => this.textAfter(path),
    };
    const { situation, machine } = this;
    const directory = machine.facts.caller.home;
    return scheduledBy(this.effects, files).flatMap(({ text, where, span }) => {
      const inner = foreseeLine(text, { ...situation, directory, isLater: true }, machine);
      return "kind" in inner ? [] : [{ foreseen: inner, where, span }];
    });
  }

  private textBefore(path: Path): string | undefined {
    const bytes = this.machine.world.readFile(path, longestText);
    return isError(bytes) ? undefined : decodeBytes(bytes);
  }

  private textAfter(path: Path): string | undefined {
    const cause = {
      program: "",
      command: [],
      span: [0, 0] as const,
      identity: rootIdentity(),
      directory: "/",
      wrappers: [],
    };
    const files = bindFiles(
      this.bind({ identity: rootIdentity(), directory: "/", umask: 0, cause }),
    );
    const text = files.text(path);
    return isError(text) ? undefined : text;
  }

  private changes(): readonly Change[] {
    return listChanges(this.tree, this.roots()).filter(({ path }) => !this.isOwn(path));
  }

  private tellChanges(sink: ChangeSink): void {
    const isShown = (path: Path): boolean => !path.includes("/.git/") && !this.isOwn(path);
    tellChanges(this.tree, this.roots(), {
      add: (change) => isShown(change.path) && sink.add(change),
      addDeleted: (directory, names) => {
        if (isShown(`${directory}/`) && !this.isOwn(directory)) sink.addDeleted(directory, names);
      },
    });
  }

  private roots(): readonly Path[] {
    const { directory } = this.situation;
    return [directory, this.machine.facts.caller.home, ...this.operandPlaces()];
  }

  private isOwn(path: Path): boolean {
    const { ownDirectories = [] } = this.situation;
    return ownDirectories.some((own) => isWithin(path, own));
  }

  /** Operands that are directories: other names of a changed file are looked for below them. */
  private operandPlaces(): readonly Path[] {
    const places = new Set<Path>();
    for (const effect of this.effects) {
      if (!isFileEffect(effect) || effect.cause.operand === undefined) continue;
      const { text } = effect.cause.operand;
      const path = text.startsWith("/") ? text : `${effect.cause.directory}/${text}`;
      places.add(path.replace(/(.)\/+$/, "$1"));
    }
    return [...places].slice(0, 100);
  }
}

function isOneWrite(
  first: { readonly path: Path; readonly cause: object },
  second: { readonly path: Path; readonly cause: object },
): boolean {
  return first.path === second.path && first.cause === second.cause;
}

function isFileEffect(effect: Effect): effect is FileEffect {
  return ["create", "write", "delete", "move", "link", "metadata"].includes(effect.kind);
}
