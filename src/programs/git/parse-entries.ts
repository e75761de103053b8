/** One file of a tree or of the index. */
export interface Entry {
  /** From the top of the work tree. */
  readonly name: string;
  /** `100644`, `100755`, `120000` for a link, `160000` for a submodule. */
  readonly mode: string;
  readonly id: string;
}

/**
 * Whether an id only stands for one that was not worked out: what `git add` of the line took up, told
 * by what the file was like then.
 */
export function isUnknownId(id: string): boolean {
  return id.startsWith("?");
}

export interface IndexEntry extends Entry {
  /** 0 but in the middle of a merge. */
  readonly stage: number;
  /** Left out of the work tree (sparse checkout). */
  readonly isSkipped: boolean;
}

/** A file that differs between two sides; a side that does not have it is undefined. */
export interface Difference {
  readonly name: string;
  readonly before: Entry | undefined;
  readonly after: Entry | undefined;
}

/** What `git ls-files -s -v -z` prints. */
export function parseIndex(output: string): readonly IndexEntry[] {
  return output.split("\0").flatMap((line) => {
    const [, tag, mode, id, stage, name] = /^(\S) (\d+) (\S+) (\d)\t(.*)$/s.exec(line) ?? [];
    if (mode === undefined || id === undefined || name === undefined) return [];
    return [{ name, mode, id, stage: Number(stage), isSkipped: tag === "S" || tag === "s" }];
  });
}

/** What `git ls-tree -r -z` prints. */
export function parseTree(output: string): readonly Entry[] {
  return output.split("\0").flatMap((line) => {
    const [, mode, id, name] = /^(\d+) \S+ (\S+)\t(.*)$/s.exec(line) ?? [];
    return mode === undefined || id === undefined || name === undefined ? [] : [{ name, mode, id }];
  });
}

/** `:MODE MODE ID ID STATUS NUL NAME NUL`, once for each file: what `--raw -z` prints. */
export function parseRaw(output: string): readonly Difference[] {
  const fields = output.split("\0");
  const found = new Map<string, Difference>();
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const [oldMode = "", mode = "", oldId = "", id = ""] = (fields[at] ?? "").slice(1).split(" ");
    const name = fields[at + 1] ?? "";
    const side = (one: string, its: string): Entry | undefined =>
      one === "000000" ? undefined : { name, mode: one, id: its };
    const known = found.get(name);
    // In the middle of a merge a file is told twice, once as unmerged.
    const after = side(mode, id) ?? known?.after;
    found.set(name, { name, before: side(oldMode, oldId) ?? known?.before, after });
  }
  return [...found.values()];
}
