import { resolve } from "node:path/posix";
import type { Effect } from "../../domain/effect.ts";
import type { Foreseen } from "../../domain/plan.ts";
import { isWithin } from "../../domain/view/tree.ts";
import type { FileStatus, Path } from "../../domain/world.ts";
import { commandKey } from "./by-command.ts";
import { oncePerLine } from "./memory.ts";

export type EffectOf<K extends Effect["kind"]> = Extract<Effect, { readonly kind: K }>;

/** Whether the line itself made the file: the view gives such files negative inode numbers. */
export function isMadeByLine(status: FileStatus | undefined): boolean {
  return status !== undefined && status.inode < 0;
}

/** Effects of one kind. */
export function effectsOf<K extends Effect["kind"]>(
  foreseen: Foreseen,
  kind: K,
): readonly EffectOf<K>[] {
  return foreseen.effects.filter((effect): effect is EffectOf<K> => effect.kind === kind);
}

/** Paths whose bytes the line itself puts under another name too, so that they are not lost. */
export const copiedPaths: (foreseen: Foreseen) => ReadonlySet<Path> = (foreseen) => {
  const copied = new Set<Path>();
  for (const effect of foreseen.effects) {
    if ((effect.kind === "create" || effect.kind === "write") && effect.copyOf !== undefined) {
      if (effect.copyOf !== effect.path) copied.add(effect.copyOf);
    } else if (effect.kind === "link" && !effect.isSymbolic) copied.add(effect.target);
  }
  return copied;
};

/** Directories and files that the line packs into an archive of its own making: `tar czf a.tgz DIR`. */
function archivedPaths(foreseen: Foreseen): readonly Path[] {
  const archived: Path[] = [];
  for (const { kind, cause, ...effect } of foreseen.effects) {
    if (kind !== "create" || cause.program !== "tar" || !("path" in effect)) continue;
    const words = cause.command.slice(1).map(({ text }) => resolve(cause.directory, text));
    if (effect.path === undefined || !words.includes(effect.path)) continue;
    archived.push(...words.filter((word) => !isWithin(effect.path ?? "", word)));
  }
  return archived;
}

/** Programs that take a file away only after its content lies elsewhere. */
const transferring = new Set(
  "mv gzip gunzip bzip2 bunzip2 xz unxz lzma unlzma zstd unzstd lz4 compress uncompress".split(" "),
);

export type Deletion = EffectOf<"delete">;

/** Deletions after which the same command gives the name to something else: `ln -f`, `install`. */
export const refilledDeletions = oncePerLine((foreseen: Foreseen): ReadonlySet<Deletion> => {
  const refilled = new Set<Deletion>();
  const isFilling = ({ kind }: Effect): boolean =>
    kind === "create" || kind === "link" || kind === "move";
  if (!foreseen.effects.some(isFilling)) return refilled;
  const gone = new Map<Path, Deletion>();
  for (const effect of foreseen.effects) {
    if (effect.kind === "delete") gone.set(effect.path, effect);
    else if ("path" in effect && isFilling(effect)) {
      const deletion = gone.get(effect.path ?? "");
      if (deletion !== undefined && commandKey(deletion.cause) === commandKey(effect.cause)) {
        refilled.add(deletion);
      }
    }
  }
  return refilled;
});

/** Deletions that take away something that was there before, and whose content goes with it. */
export const realDeletions = oncePerLine((foreseen, facts): readonly Deletion[] => {
  const deletions = effectsOf(foreseen, "delete").filter(
    ({ before, cause }) => !isMadeByLine(before) && !transferring.has(cause.program),
  );
  if (deletions.length === 0) return deletions;
  const copied = copiedPaths(foreseen);
  const archived = archivedPaths(foreseen);
  const refilled = refilledDeletions(foreseen, facts);
  if (copied.size + refilled.size + archived.length === 0) return deletions;
  const isKept = (path: Path): boolean =>
    copied.has(path) || archived.some((place) => isWithin(path, place));
  return deletions.filter((deletion) => !isKept(deletion.path) && !refilled.has(deletion));
});
