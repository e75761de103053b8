import type { CheckUpItem, CheckUpLine } from "../../domain/check-up.ts";
import type { AlteredFile, Probed, SystemFiles } from "../../domain/check-up-facts.ts";
import { countOf, formatCount, quoteWord } from "../../domain/text.ts";
import { type Judged, judge, limited } from "./judging.ts";

/** Whether the files of packages are those that the packages brought. */
export function judgeSystemFiles(probed: Probed<SystemFiles>): CheckUpItem {
  return judge({ id: "system-files", about: "files of the system" }, probed, judgeFacts);
}

function judgeFacts({ altered }: SystemFiles): Judged {
  const files = altered.filter(isFault);
  const needed = files.filter(({ neededFor }) => neededFor !== undefined).length;
  const details = [...limited(files.toSorted(byWeight).map(describeFile)), ...countOthers(altered)];
  if (files.length === 0) {
    const summary = "files of the system are as their packages brought them";
    return { condition: "ok", summary, details };
  }
  const some = needed > 0 ? `, ${formatCount(needed)} of them needed` : "";
  const summary = `${countOf(files.length, "file")} of the system changed or missing${some}`;
  const condition = needed > 0 ? "danger" : "caution";
  return { condition, summary, details: [advice, ...details], lines: linesFor(files) };
}

/** What changed may be somebody's work, or an intruder's: a person looks before it is overwritten. */
function linesFor(files: readonly AlteredFile[]): readonly CheckUpLine[] {
  const packages = files.toSorted(byWeight).flatMap((file) => file.package ?? []);
  return [...new Set(packages)].slice(0, 8).map((name) => ({
    line: `sudo apt-get install --reinstall ${quoteWord(name)}`,
    why: "brings the files of the package back as it has them",
  }));
}

function isFault({ problem, isConfiguration, isIdle }: AlteredFile): boolean {
  return problem !== "unreadable" && !isConfiguration && !isIdle;
}

/** What is no fault, or not known, in numbers. */
function countOthers(altered: readonly AlteredFile[]): readonly string[] {
  const closed = altered.filter(({ problem }) => problem === "unreadable");
  const known = altered.filter(({ problem }) => problem !== "unreadable");
  const configuration = known.filter(({ isConfiguration }) => isConfiguration);
  const idle = known.filter(({ isConfiguration, isIdle }) => !isConfiguration && isIdle);
  return [
    ...countedAs(configuration, "configuration file", "changed here, as administrators do"),
    ...countedAs(idle, "file", "of documentation and the like changed or left out"),
    ...countedAs(closed, "file", "closed to you and not compared"),
  ];
}

/** What is needed first, and what changed before what is missing. */
function byWeight(one: AlteredFile, other: AlteredFile): number {
  return weightOf(other) - weightOf(one);
}

function weightOf({ neededFor, problem }: AlteredFile): number {
  return (neededFor === undefined ? 0 : 2) + (problem === "changed" ? 1 : 0);
}

const advice =
  "A program that changed without anybody knowing why may be an intruder's. Installing a package again brings its files back as they were; keep a copy of what you changed yourself.";

function describeFile({ path, problem, neededFor }: AlteredFile): string {
  return `${path}  ${problem}${neededFor === undefined ? "" : `, needed ${neededFor}`}`;
}

function countedAs(files: readonly AlteredFile[], noun: string, what: string): readonly string[] {
  return files.length === 0 ? [] : [`${countOf(files.length, noun)} ${what}`];
}
