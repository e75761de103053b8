import { decodeBytes, encodeBytes } from "../../domain/bytes.ts";
import type { Content } from "../../domain/view/files.ts";
import { isError } from "../../domain/world.ts";
import type { GitCall } from "./git-call.ts";
import { type Entry, isUnknownId } from "./parse-entries.ts";
import { cannotTell } from "./stop.ts";

/** Contents looked up for one command; of more than these only that they change is known. */
const mostContents = 500;

const notRead: Content = { kind: "unknown", reason: "it was not looked up what git would write" };

/** What git would write for entries, by name. */
export function readContents(
  git: GitCall,
  entries: readonly Entry[],
): ReadonlyMap<string, Content> {
  const wanted = entries.filter(({ mode }) => mode !== "160000").slice(0, mostContents);
  if (wanted.length === 0) return new Map();
  if (wanted.some(({ id }) => isUnknownId(id))) {
    cannotTell("an earlier command of the line stores what git would write");
  }
  const input = wanted.map(({ id }) => `${id}\n`).join("");
  const answer = git.tryAsk(["cat-file", "--batch"], git.directory, input);
  const texts = answer === undefined ? undefined : splitBatch(answer.output, wanted.length);
  if (texts === undefined) return new Map(wanted.map(({ name }) => [name, notRead]));
  const converted = readConverted(git, wanted);
  return new Map(
    wanted.map((entry, at): [string, Content] => {
      const isPlain = entry.mode === "120000" || !converted.has(entry.name);
      const text = texts[at];
      return [entry.name, isPlain && text !== undefined ? { kind: "text", text } : notRead];
    }),
  );
}

/** `ID blob SIZE`, a newline, the bytes and a newline, once for each. */
function splitBatch(output: string, count: number): readonly string[] | undefined {
  const bytes = encodeBytes(output);
  const texts: string[] = [];
  let at = 0;
  while (texts.length < count) {
    const end = bytes.indexOf(10, at);
    if (end < 0) return undefined;
    const [, type, size] = decodeBytes(bytes.subarray(at, end)).split(" ");
    if (type !== "blob") return undefined;
    const start = end + 1;
    texts.push(decodeBytes(bytes.subarray(start, start + Number(size))));
    at = start + Number(size) + 1;
  }
  return texts;
}

const attributes = ["text", "eol", "ident", "filter", "working-tree-encoding", "crlf"];

/** Files that git would write otherwise than it stores them: line ends, `$Id$`, filters. */
function readConverted(git: GitCall, entries: readonly Entry[]): ReadonlySet<string> {
  const { settings } = git;
  const every = new Set(entries.map(({ name }) => name));
  if (/^(true|yes|on|1)$/i.test(settings.get("core.autocrlf") ?? "")) return every;
  if (!isError(git.call.files.lstat("/etc/gitattributes"))) return every;
  const endsLines = settings.get("core.eol")?.toLowerCase() === "crlf";
  const input = entries.map(({ name }) => `${name}\0`).join("");
  const answer = git.tryAsk(["check-attr", "-z", "--stdin", ...attributes], git.root, input);
  if (answer?.status !== 0) return every;
  const fields = answer.output.split("\0");
  const converted = new Set<string>();
  for (let at = 0; at + 2 < fields.length; at += 3) {
    const [name = "", attribute = "", value = ""] = fields.slice(at, at + 3);
    if (isConverting(attribute, value, endsLines)) converted.add(name);
  }
  return converted;
}

function isConverting(attribute: string, value: string, endsLines: boolean): boolean {
  if (value === "unspecified" || value === "unset") return false;
  if (attribute === "text" || attribute === "crlf") return endsLines;
  return attribute === "eol" ? value === "crlf" : true;
}
