/** One line of a hunk; the text has its line end, where it has one. */
export interface HunkLine {
  readonly kind: " " | "-" | "+";
  readonly text: string;
}

export interface Hunk {
  /** Number of the first old line, from 1; where none is old, of the line after which it goes. */
  readonly oldStart: number;
  readonly newStart: number;
  readonly lines: readonly HunkLine[];
}

/** What a patch says of one file. */
export interface FilePatch {
  /** Names in its head, `/dev/null` among them. */
  readonly oldName: string | undefined;
  readonly newName: string | undefined;
  readonly indexName: string | undefined;
  /** The file is not there before, or afterwards. */
  readonly isCreated: boolean;
  readonly isDeleted: boolean;
  /** Permissions that git says a new file has. */
  readonly mode: number | undefined;
  readonly hunks: readonly Hunk[];
}

/** The files of a unified diff; undefined where it is of another kind, or does more than that. */
export function parsePatch(text: string): readonly FilePatch[] | undefined {
  const lines = text.split("\n");
  const patches: FilePatch[] = [];
  let head = emptyHead;
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    if (/^(\*\*\* \S|\d+(,\d+)?[acd]\d)/.test(line) || /^(rename|copy) (from|to) /.test(line))
      return undefined;
    if (/^(old mode|new mode|GIT binary patch|Binary files)/.test(line)) return undefined;
    const index = /^Index: (\S+)/.exec(line)?.[1];
    if (index !== undefined) head = { ...head, indexName: index };
    if (line.startsWith("diff --git ")) head = emptyHead;
    const mode = /^new file mode (\d+)/.exec(line)?.[1];
    if (mode !== undefined) head = { ...head, mode: Number.parseInt(mode, 8) & 0o777 };
    if (line.startsWith("--- ") && lines[at + 1]?.startsWith("+++ ") === true) {
      const read = readHunks(lines, at + 2);
      if (read === undefined) return undefined;
      patches.push(makePatch(head, line, lines[at + 1] ?? "", read.hunks));
      at = read.next - 1;
      head = emptyHead;
    }
  }
  return patches;
}

interface Head {
  readonly indexName: string | undefined;
  readonly mode: number | undefined;
}

const emptyHead: Head = { indexName: undefined, mode: undefined };

function makePatch(head: Head, old: string, fresh: string, hunks: readonly Hunk[]): FilePatch {
  const [before, after] = [nameIn(old), nameIn(fresh)];
  return {
    ...head,
    oldName: before.name,
    newName: after.name,
    isCreated: before.isMissing,
    isDeleted: after.isMissing,
    hunks,
  };
}

/** `--- a/name<tab>time`; a time of zero says that there is no such file. */
function nameIn(line: string): { readonly name: string; readonly isMissing: boolean } {
  const [whole = "", time = ""] = line.slice(4).replace(/\r$/, "").split("\t");
  const [, cut = whole] = /^(\S+) +(\w{3} \w{3} |\d{4}-\d\d-\d\d)/.exec(whole) ?? [];
  const isEpoch = /^(1970-01-01|1969-12-31|Thu Jan +1 |Wed Dec 31 )/.test(time.trim());
  return { name: cut, isMissing: cut === "/dev/null" || isEpoch };
}

interface HunksRead {
  readonly hunks: readonly Hunk[];
  readonly next: number;
}

function readHunks(lines: readonly string[], start: number): HunksRead | undefined {
  const hunks: Hunk[] = [];
  let at = start;
  for (;;) {
    const head = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(lines[at] ?? "");
    if (head === null) return hunks.length === 0 ? undefined : { hunks, next: at };
    const [, oldStart, oldCount = "1", newStart, newCount = "1"] = head;
    const read = readLines(lines, at + 1, Number(oldCount), Number(newCount));
    if (read === undefined) return undefined;
    hunks.push({ oldStart: Number(oldStart), newStart: Number(newStart), lines: read.lines });
    at = read.next;
  }
}

function readLines(lines: readonly string[], start: number, oldCount: number, newCount: number) {
  const found: HunkLine[] = [];
  let [old, fresh, at] = [oldCount, newCount, start];
  while (old > 0 || fresh > 0) {
    const line = lines[at];
    if (line === undefined) return undefined;
    // Editors take the blank of an empty line away.
    const kind = line === "" ? " " : line.charAt(0);
    if (kind !== " " && kind !== "-" && kind !== "+") return undefined;
    if (kind !== "+") old -= 1;
    if (kind !== "-") fresh -= 1;
    at += 1;
    const isCut = lines[at]?.startsWith("\\") === true;
    if (isCut) at += 1;
    found.push({ kind, text: line.slice(1) + (isCut ? "" : "\n") });
  }
  return old < 0 || fresh < 0 ? undefined : { lines: found, next: at };
}

/** The same the other way round. */
export function reversePatch(patch: FilePatch): FilePatch {
  return {
    ...patch,
    oldName: patch.newName,
    newName: patch.oldName,
    isCreated: patch.isDeleted,
    isDeleted: patch.isCreated,
    mode: undefined,
    hunks: patch.hunks.map(reverseHunk),
  };
}

const opposite = { " ": " ", "-": "+", "+": "-" } as const;

export function reverseHunk({ oldStart, newStart, lines }: Hunk): Hunk {
  const turned = lines.map(({ kind, text }) => ({ kind: opposite[kind], text }));
  return { oldStart: newStart, newStart: oldStart, lines: turned };
}
