import type { Argument } from "../domain/argument.ts";
import { plainArgument } from "../domain/argument.ts";
import type { Effect } from "../domain/effect.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { textStream } from "../domain/stream.ts";
import { type FileStatus, isError } from "../domain/world.ts";
import { replacesPrint } from "./common/find/actions.ts";
import {
  commandPrimaries,
  type FindWords,
  type Primary,
  readFind,
  valuesOf,
} from "./common/find/grammar.ts";
import { FindRun } from "./common/find/run.ts";
import { complaintOf, fail, unforeseen, untold } from "./common/outcome.ts";
import { joinPath } from "./common/paths.ts";

/** Looks for files and acts on what it finds. */
export const findProgram: Program = {
  names: ["find", "gfind"],
  options: [
    "-H",
    "-L",
    "-P",
    "-D DEBUG",
    "-O LEVEL",
    ...Object.keys(valuesOf),
    ...commandPrimaries,
  ],
  run: find,
};

function find(call: Call): Outcome {
  const words = readFind(call.arguments);
  if (words.kind === "wrong") return fail(call, words.message);
  const names = new Set(words.primaries.map(({ name }) => name));
  if (["-help", "--help", "-version", "--version"].some((name) => names.has(name))) {
    return untold("it prints its help", 0);
  }
  if (names.has("-files0-from")) return unforeseen(call, "a list of starting points is not read");
  if (names.has("-delete") && names.has("-prune") && !names.has("-depth") && !names.has("-d")) {
    return fail(
      call,
      "The -delete action automatically turns on -depth, but -prune does nothing then",
    );
  }
  if (!areDepthsValid(words)) return fail(call, "invalid argument to -maxdepth or -mindepth");
  const starts = words.starts.length === 0 ? [plainArgument(".")] : words.starts;
  return askRealFind(call, words, starts) ?? walk(call, words, starts);
}

function areDepthsValid(words: FindWords): boolean {
  return words.primaries
    .filter(({ name }) => name === "-maxdepth" || name === "-mindepth")
    .every(({ values }) => /^\d+$/.test(values[0]?.text ?? ""));
}

/**
 * A search that only prints, over what the line has not changed, is left to the real find, which
 * knows all times and the order of the entries.
 */
function askRealFind(
  call: Call,
  words: FindWords,
  starts: readonly Argument[],
): Outcome | undefined {
  const isPure = words.primaries.every(
    (primary) => !replacesPrint(primary) || /^-(print|print0|printf|ls)$/.test(primary.name),
  );
  const isForeign = call.identity.uid !== call.facts.caller.identity.uid;
  if (!isPure || (isForeign && asksForAccess(words))) return undefined;
  if (!starts.every((start) => call.files.isUnchanged(start.text))) return undefined;
  const isUnread = call.isOutputTerminal || (call.isOutputInherited && areLarge(call, starts));
  if (isUnread) return untold("what find prints is not worked out");
  const computed = call.compute(
    "find",
    call.arguments.map((word) => word.text),
  );
  if (computed === undefined) return undefined;
  // Another identity sees more; unless there was nothing that the caller could not see either.
  if (isForeign && computed.status !== 0) return undefined;
  return { status: computed.status, output: textStream(computed.output), ...complaintOf(computed) };
}

/** Through more entries than this nobody goes for what nothing in the line reads. */
const manyEntries = 2000;

function areLarge({ files }: Call, starts: readonly Argument[]): boolean {
  let count = 0;
  const waiting = starts.map(({ text }) => text);
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const entries = files.readDirectory(path);
    if (isError(entries)) continue;
    count += entries.length;
    if (count > manyEntries) return true;
    for (const { name, type } of entries)
      if (type === "directory") waiting.push(joinPath(path, name));
  }
  return false;
}

function asksForAccess(words: FindWords): boolean {
  return words.primaries.some(({ name }) => /^-(readable|writable|executable)$/.test(name));
}

/** Where the line has added names it is not known which of them -quit meets first. */
function quitObstacle(
  call: Call,
  words: FindWords,
  starts: readonly Argument[],
): Primary | undefined {
  const quit = words.primaries.find(({ name }) => name === "-quit");
  if (quit === undefined) return undefined;
  return starts.every(({ text }) => call.files.isUnchanged(text)) ? undefined : quit;
}

/**
 * Says that -links counts names while the walk itself takes them away or adds some: which of them
 * are met before is not known. What is batched runs when all are counted.
 */
function doubtLinks(call: Call, { primaries }: FindWords, effectsBefore: number): void {
  const links = primaries.find(({ name }) => name === "-links");
  const acts = primaries.some(
    ({ name, isBatched }) => /^-(delete|exec|ok)/.test(name) && isBatched !== true,
  );
  if (links === undefined || !acts) return;
  const isCounted = call.earlierEffects().slice(effectsBefore).some(changesLinks);
  if (isCounted) call.unknown("which file find meets first is not known", links.argument);
}

/**
 * With -L a link is what it leads to, until that is gone: where one that find met leads nowhere
 * since, or went too, it is not known what it was when it was met. To be asked after the walk.
 */
function watchFollowed(call: Call, words: FindWords, starts: readonly Argument[]): () => void {
  const action = words.primaries.find(
    ({ name, isBatched }) => /^-(delete|exec|ok)/.test(name) && isBatched !== true,
  );
  if (words.follow !== "always" || action === undefined) return () => {};
  const broken = brokenLinks(call, starts);
  const effectsBefore = call.earlierEffects().length;
  return () => {
    const removed = call
      .earlierEffects()
      .slice(effectsBefore)
      .flatMap((effect) =>
        effect.kind === "delete" || effect.kind === "move" ? (effect.before?.type ?? []) : [],
      );
    const isMet =
      removed.includes("link") || [...brokenLinks(call, starts)].some((path) => !broken.has(path));
    if (isMet && removed.some((type) => type !== "link"))
      call.unknown("which file find meets first is not known", action.argument);
  };
}

function brokenLinks({ files }: Call, starts: readonly Argument[]): ReadonlySet<string> {
  const found = starts.flatMap(({ text }) => [...files.walk(text, { follow: "never" })]);
  const broken = found.filter(
    ({ path, status }) => status.type === "link" && isError(files.stat(path)),
  );
  return new Set(broken.map(({ path }) => path));
}

function isThere({ files }: Call, path: string): boolean {
  return !isError(files.lstat(path));
}

/** Whether another name of a file would be counted otherwise afterwards. */
function changesLinks(effect: Effect): boolean {
  const hasOthers = (status: FileStatus | undefined): boolean =>
    status !== undefined && status.type !== "directory" && status.links > 1;
  switch (effect.kind) {
    case "delete":
      return hasOthers(effect.before);
    case "move":
      return hasOthers(effect.replaced);
    case "link":
      return !effect.isSymbolic || hasOthers(effect.replaced);
    default:
      return false;
  }
}

function walk(call: Call, words: FindWords, starts: readonly Argument[]): Outcome {
  const obstacleOfOrder = quitObstacle(call, words, starts);
  if (obstacleOfOrder !== undefined) {
    return unforeseen(call, "which file find meets first is not known", obstacleOfOrder.argument);
  }
  const run = new FindRun(call, words);
  const ways = starts.filter(({ text }) => /[^./][^/]*\/+\.\./.test(text) && isThere(call, text));
  const doubtLinksFollowed = watchFollowed(call, words, starts);
  const effectsBefore = call.earlierEffects().length;
  const obstacle = run.run(starts);
  doubtLinks(call, words, effectsBefore);
  doubtLinksFollowed();
  const lost = ways.find(({ text }) => !isThere(call, text));
  if (lost !== undefined) call.unknown("when find takes its own way away is not known", lost);
  if (obstacle === undefined) return run.report.outcome();
  const [value] = obstacle.primary.values;
  return obstacle.kind === "wrong"
    ? fail(call, obstacle.reason)
    : unforeseen(call, obstacle.reason, value ?? obstacle.primary.argument);
}
