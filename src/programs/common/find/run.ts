import type { Argument } from "../../../domain/argument.ts";
import { encodeBytes } from "../../../domain/bytes.ts";
import type { Call } from "../../../domain/program.ts";
import { unknownStream } from "../../../domain/stream.ts";
import type { WalkEntry } from "../../../domain/view/files.ts";
import { isError } from "../../../domain/world.ts";
import { Report } from "../report.ts";
import { writeStream } from "../write-stream.ts";
import { type ActionContext, replacesPrint, runFound } from "./actions.ts";
import { type Check, compileExpression, type Obstacle } from "./compile.ts";
import type { Expression, FindWords, Primary } from "./grammar.ts";

/** Most bytes of names in one command of `-exec … +`. */
const batchBytes = 131_072;

/** Programs by which what is found would be lost. */
const losing = /^(?:\S*\/)?(?:rm|rmdir|unlink|shred|mv|truncate|chmod|chown|chgrp|sed|dd|sh|bash)$/;

interface Batch {
  readonly primary: Primary;
  readonly directory: string | undefined;
  readonly words: Argument[];
  bytes: number;
}

/** One run of find in the model. */
export class FindRun implements ActionContext {
  readonly report: Report;
  readonly follow: FindWords["follow"];
  readonly now = Date.now() / 1000;
  readonly #words: FindWords;
  readonly #texts = new Map<Primary, string | undefined>();
  readonly #batches = new Map<string, Batch>();
  #starts: readonly Argument[] = [];
  #start = "";
  readonly #saidUnseen = new Set<string>();
  #isPruned = false;
  #hasQuit = false;

  constructor(call: Call, words: FindWords) {
    this.report = new Report(call);
    this.follow = words.follow;
    this.#words = words;
  }

  /** Walks every starting point; an obstacle means that nothing was done. */
  run(starts: readonly Argument[]): Obstacle | undefined {
    this.#starts = starts;
    const { call } = this.report;
    const check = compileExpression(call, this.#wholeExpression(), this);
    if (typeof check !== "function") return check;
    this.#openFiles();
    for (const start of starts) {
      if (this.#hasQuit) break;
      this.#walk(start.text, check);
    }
    for (const batch of this.#batches.values()) this.#runBatch(batch);
    this.#writeFiles();
    return undefined;
  }

  /** Without an action of its own the expression prints. */
  #wholeExpression(): Expression {
    const { expression, primaries } = this.#words;
    if (primaries.some(replacesPrint)) return expression;
    const argument = { text: "-print", written: "-print", span: [0, 0], origins: [] } as const;
    const print: Primary = { kind: "primary", name: "-print", values: [], argument };
    return { kind: "and", left: expression, right: print };
  }

  #walk(path: string, check: Check): void {
    const { call } = this.report;
    const status = this.follow === "never" ? call.files.lstat(path) : call.files.stat(path);
    const own = status === "ENOENT" ? call.files.lstat(path) : status;
    if (isError(own)) {
      this.report.failOn("", path, own);
      return;
    }
    this.#start = path;
    const isDepthFirst = this.#has("-depth", "-d", "-delete");
    const judged = new Set<string>();
    const options = {
      isDepthFirst,
      isInDiskOrder: true,
      follow: this.follow,
      withFaults: true,
      onCut: () => this.#sayUnseen(path),
      isOneFileSystem: this.#has("-xdev", "-mount"),
      shouldEnter: (entry: WalkEntry) => {
        if (isDepthFirst) return entry.depth < this.#depth("-maxdepth", Number.POSITIVE_INFINITY);
        judged.add(entry.path);
        return this.#enters(entry, check);
      },
    };
    for (const entry of call.files.walk(path, options)) {
      if (this.#hasQuit) break;
      // Nobody can tell of it whether it would be empty by then.
      if (entry.isCutShort === true && this.#has("-delete")) continue;
      if (entry.error !== undefined) this.report.failOn("", entry.path, entry.error);
      if (entry.error === "ELOOP") continue;
      if (entry.type !== "directory" || !judged.has(entry.path)) this.#judge(entry, check);
      judged.delete(entry.path);
      if (this.#hasQuit) break;
    }
  }

  /** Of a tree too large to walk more would go than was met. */
  #sayUnseen(path: string): void {
    const { primaries } = this.#words;
    const isLosing = primaries.some(
      ({ name, values: [first] }) =>
        name === "-delete" ||
        (/^-(?:exec|ok)(?:dir)?$/.test(name) && losing.test(first?.text ?? "")),
    );
    if (!isLosing || this.#saidUnseen.has(path)) return;
    this.#saidUnseen.add(path);
    const start = this.#starts.find(({ text }) => text === path);
    this.report.call.unknown(
      "what it finds in so large a tree is not looked for before it runs",
      start,
    );
  }

  /** Judges a directory before its entries, and whether they are looked at. */
  #enters(entry: WalkEntry, check: Check): boolean {
    if (this.#hasQuit) return false;
    this.#isPruned = false;
    this.#judge(entry, check);
    if (this.#isPruned || this.#hasQuit) return false;
    if (entry.depth >= this.#depth("-maxdepth", Number.POSITIVE_INFINITY)) return false;
    const status = this.report.call.files.lstat(entry.path);
    if (!isError(status)) return true;
    this.report.failOn("", entry.path, status);
    return false;
  }

  #judge(entry: WalkEntry, check: Check): void {
    if (entry.depth >= this.#depth("-mindepth", 0)) check(entry);
  }

  #has(...names: readonly string[]): boolean {
    return this.#words.primaries.some(({ name }) => names.includes(name));
  }

  #depth(name: string, otherwise: number): number {
    const primary = this.#words.primaries.findLast((each) => each.name === name);
    return primary === undefined ? otherwise : Number(primary.values[0]?.text);
  }

  #lastBefore(primary: Primary, name: string): Primary | undefined {
    const { primaries } = this.#words;
    const before = primaries.slice(0, Math.max(0, primaries.indexOf(primary)));
    return before.findLast((each) => each.name === name);
  }

  originOf(primary: Primary): number {
    if (this.#lastBefore(primary, "-daystart") === undefined) return this.now;
    const end = new Date(this.now * 1000);
    end.setHours(24, 0, 0, 0);
    return end.getTime() / 1000;
  }

  regexTypeOf(primary: Primary): string {
    return this.#lastBefore(primary, "-regextype")?.values[0]?.text ?? "findutils-default";
  }

  askReal(primary: Primary): ReadonlySet<string> | undefined {
    const { call } = this.report;
    const starts = this.#starts.map(({ text }) => text);
    if (!starts.every((start) => call.files.isUnchanged(start))) return undefined;
    const follow = { never: "-P", root: "-H", always: "-L" }[this.follow];
    const before = this.#lastBefore(primary, "-daystart") === undefined ? [] : ["-daystart"];
    const test = [primary.name, ...primary.values.map(({ text }) => text)];
    const computed = call.compute("find", [follow, ...starts, ...before, ...test, "-print0"]);
    if (computed === undefined || (computed.status !== 0 && computed.output === ""))
      return undefined;
    const isForeign = call.identity.uid !== call.facts.caller.identity.uid;
    if (isForeign && computed.status !== 0) return undefined;
    return new Set(computed.output.split("\0"));
  }

  isFollowed(primary: Primary): boolean {
    return this.#words.primaries.at(-1) !== primary;
  }

  startOf(): string {
    return this.#start;
  }

  prune(): void {
    this.#isPruned = true;
  }

  quit(): void {
    this.#hasQuit = true;
  }

  collect(primary: Primary, text: string | undefined): void {
    const before = this.#texts.get(primary);
    const isKnown = text !== undefined && before !== undefined;
    this.#texts.set(primary, isKnown ? before + text : undefined);
  }

  batch(primary: Primary, word: Argument, directory: string | undefined): void {
    const key = `${this.#words.primaries.indexOf(primary)} ${directory ?? ""}`;
    const known = this.#batches.get(key);
    const batch = known ?? { primary, directory, words: [], bytes: 0 };
    const size = encodeBytes(word.text).length + 1;
    if (batch.bytes + size > batchBytes) this.#runBatch(batch);
    batch.words.push(word);
    batch.bytes += size;
    this.#batches.set(key, batch);
  }

  #runBatch(batch: Batch): void {
    if (batch.words.length === 0) return;
    const command = [...batch.primary.values.slice(0, -1), ...batch.words];
    batch.words.length = 0;
    batch.bytes = 0;
    const outcome = runFound(this, command, batch.directory);
    if (outcome.status === undefined) this.report.forgetStatus();
    else if (outcome.status !== 0) this.report.setStatus(1);
  }

  /** Files of -fprint are made before the walk, even when nothing is found. */
  #openFiles(): void {
    for (const primary of this.#words.primaries) {
      if (!/^-f(print|print0|printf|ls)$/.test(primary.name)) continue;
      this.#texts.set(primary, "");
      const [file] = primary.values;
      if (file === undefined) continue;
      this.report.call.files.for(file).write(file.text, { kind: "text", text: "" });
    }
  }

  #writeFiles(): void {
    for (const [primary, text] of this.#texts) {
      const [file] = primary.values;
      if (file === undefined || text === "") continue;
      const stream =
        text === undefined
          ? unknownStream("what find prints of it is not modelled")
          : ({ kind: "text", text } as const);
      writeStream(this.report.call, file.text, stream, file, { how: "append" });
    }
  }
}
