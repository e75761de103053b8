import type { Call, Outcome, Program } from "../domain/program.ts";
import { textStream } from "../domain/stream.ts";
import type { Content } from "../domain/view/files.ts";
import { isError } from "../domain/world.ts";
import { compilePattern } from "./common/fnmatch.ts";
import type { OptionsRead } from "./common/options.ts";
import { complaintOf, fail, unforeseen, untold } from "./common/outcome.ts";
import { directoryName, joinPath } from "./common/paths.ts";
import { Report } from "./common/report.ts";
import { withOptions } from "./common/with-options.ts";
import { ReplaceAnswers } from "./common/zip/answers.ts";
import type { ZipEntry } from "./common/zip/listing.ts";
import { entriesOf } from "./common/zip/members.ts";

const options = [
  "-Z",
  "-A",
  "-c",
  "-f",
  "-h",
  "-l",
  "-p",
  "-t",
  "-T",
  "-u",
  "-v",
  "-z",
  "-a",
  "-b",
  "-B",
  "-C",
  "-D",
  "-j",
  "-K",
  "-L",
  "-M",
  "-n",
  "-o",
  "-P PASSWORD",
  "-q",
  "-U",
  "-V",
  "-W",
  "-X",
  "-E",
  "-F",
  "-i",
  "-J",
  "-N",
  "-s",
  "-S",
  "-Y",
  "-:",
  "-^",
  "-d DIRECTORY",
  "-x",
];

/** Unpacks zip archives. */
export const unzipProgram: Program = {
  names: ["unzip"],
  options,
  run: (call) => withOptions(call, options, (read) => unzip(call, read)),
};

function unzip(call: Call, read: OptionsRead): Outcome {
  const [archive] = read.operands;
  if (archive === undefined || read.has("h")) return untold("it prints its help", 0);
  if (["Z", "c", "l", "p", "t", "v", "z"].some((key) => read.has(key)))
    return tell(call, read, archive.text);
  const stranger = [
    "f",
    "u",
    "T",
    "a",
    "b",
    "B",
    "L",
    "P",
    ":",
    "K",
    "X",
    "C",
    "W",
    "E",
    "F",
    "i",
    "J",
    "N",
    "s",
    "S",
    "Y",
  ].find((key) => read.has(key));
  if (stranger !== undefined)
    return unforeseen(call, `what \`unzip -${stranger}\` does is not modelled`);
  const path = findArchive(call, archive.text);
  if (path === undefined) return fail(call, `cannot find or open ${archive.text}`, 9);
  const entries = entriesOf(call, path);
  if (entries === undefined) {
    if (!call.files.isUnchanged(path))
      return unforeseen(call, "which files lie in the archive is not known");
    const isBad = call.compute("unzip", ["-Z", path])?.status === 9;
    return isBad
      ? fail(call, "it is no zip archive", 9)
      : unforeseen(call, "the archive cannot be listed");
  }
  return unpack(call, read, chooseEntries(call, read, entries));
}

/** Listings, tests and contents on standard output, by the real unzip. */
function tell(call: Call, read: OptionsRead, archive: string): Outcome {
  const reason = "what unzip tells is not worked out";
  const path = findArchive(call, archive) ?? archive;
  if (!call.files.isUnchanged(path)) return tellMade(call, read, path);
  const words = call.arguments.map(({ text }) => text);
  const computed = call.compute("unzip", words);
  return computed === undefined
    ? untold(reason)
    : { status: computed.status, output: textStream(computed.output), ...complaintOf(computed) };
}

/** The same of an archive that the line makes. */
function tellMade(call: Call, read: OptionsRead, path: string): Outcome {
  const reason = "what unzip tells is not worked out";
  const entries = entriesOf(call, path);
  if (entries === undefined) return untold(reason);
  const chosen = chooseEntries(call, read, entries);
  if (chosen.length === 0) return untold(reason, 11);
  const texts = chosen.flatMap(({ type, text }) => (type === "file" ? [text] : []));
  const isWhole = read.has("p") && !texts.includes(undefined);
  return isWhole ? { status: 0, output: textStream(texts.join("")) } : untold(reason, 0);
}

function findArchive(call: Call, name: string): string | undefined {
  return [name, `${name}.zip`, `${name}.ZIP`].find((path) => {
    const status = call.files.stat(path);
    return !isError(status) && status.type === "file";
  });
}

/** Names after the archive choose entries, those after -x leave them out; `*` crosses slashes. */
function chooseEntries(
  call: Call,
  read: OptionsRead,
  entries: readonly ZipEntry[],
): readonly ZipEntry[] {
  const words = call.arguments.map(({ text }) => text);
  const mark = words.indexOf("-x");
  const isExcluded = (text: string) => mark >= 0 && words.lastIndexOf(text) > mark;
  const names = read.operands.slice(1).map(({ text }) => text);
  const taken = names.filter((name) => !isExcluded(name)).map((name) => compilePattern(name));
  const left = names.filter(isExcluded).map((name) => compilePattern(name));
  return entries.filter(
    ({ name }) =>
      (taken.length === 0 || taken.some((pattern) => pattern.test(name))) &&
      !left.some((pattern) => pattern.test(name)),
  );
}

function unpack(call: Call, read: OptionsRead, entries: readonly ZipEntry[]): Outcome {
  const report = new Report(call);
  if (entries.length === 0) return fail(call, "caution: filename not matched", 11);
  const directory = read.value("d") ?? "";
  if (directory !== "" && isError(call.files.stat(directory))) {
    if (call.files.makeDirectory(directory) !== undefined)
      return fail(call, "cannot create extraction directory", 2);
  }
  const forAll = read.has("o") ? true : read.has("n") ? false : undefined;
  const answers = new ReplaceAnswers(call, forAll);
  const directories: [string, ZipEntry][] = [];
  for (const entry of entries) {
    const name = read.has("j") ? entry.name.replace(/^.*\/(?=.)/, "") : safeName(entry.name);
    if (name === "" || (read.has("j") && entry.type === "directory")) continue;
    const path = directory === "" ? name : joinPath(directory, name);
    if (entry.type === "directory") {
      if (makeDirectories(call, path)) directories.push([path, entry]);
    } else if (!store(report, answers, entry, path))
      return unforeseen(call, "what `unzip` does on a name that is taken is not modelled");
  }
  for (const [path, entry] of directories) call.files.setAccess(path, { mode: entry.mode });
  if (!read.has("q")) report.printUnknown("the names it prints are not worked out");
  return report.outcome();
}

/** Leading slashes and `..` are dropped. */
function safeName(name: string): string {
  return name
    .replace(/\/+$/, "")
    .split("/")
    .filter((part) => part !== "" && part !== "..")
    .join("/");
}

/** True where the directory was made. */
function makeDirectories(call: Call, path: string): boolean {
  const plain = path.replace(/\/+$/, "");
  if (plain === "" || plain === "." || !isError(call.files.stat(plain))) return false;
  makeDirectories(call, directoryName(plain));
  return call.files.makeDirectory(plain) === undefined;
}

/** False where something other than a file is in the way. */
function store(report: Report, answers: ReplaceAnswers, entry: ZipEntry, path: string): boolean {
  const { files } = report.call;
  const old = files.lstat(path);
  if (!isError(old)) {
    if (old.type === "directory") return false;
    const answer = answers.ask();
    if (answer === undefined) return false;
    if (!answer) return true;
  }
  makeDirectories(report.call, directoryName(path));
  const error =
    entry.type === "link"
      ? makeLink(report, entry, path)
      : files.replace(path, contentOf(entry), { mode: entry.mode });
  if (error === undefined && isError(old) && entry.type === "file")
    files.setAccess(path, { mode: entry.mode });
  if (error !== undefined) report.failOn("cannot create", path, error);
  if (error !== undefined) report.setStatus(50);
  return true;
}

function makeLink(
  report: Report,
  entry: ZipEntry,
  path: string,
): ReturnType<Report["call"]["files"]["unlink"]> {
  const { files } = report.call;
  if (!isError(files.lstat(path))) files.unlink(path);
  if (entry.text === undefined)
    report.call.unknown("where a link of the archive leads is not worked out");
  return files.symbolicLink(entry.text ?? "unknown", path);
}

function contentOf(entry: ZipEntry): Content {
  if (entry.text !== undefined) return { kind: "text", text: entry.text };
  return { kind: "unknown", reason: "the archive is large", size: entry.size };
}
