import type { Cause, Effect } from "../domain/effect.ts";
import type { EffectSummary } from "../domain/review.ts";
import { isWithin } from "../domain/view/tree.ts";
import type { Path } from "../domain/world.ts";

/** A run of effects that belong together, and the top of the tree that they lie in. */
interface Group {
  readonly first: Effect;
  root: Path | undefined;
  count: number;
  size: number;
  atLeast: boolean;
}

/** Effects summed up by kind, operand and tree, in the order in which they come about. */
export function summarizeEffects(
  effects: readonly Effect[],
  cutShort: ReadonlySet<Cause["command"]> = new Set(),
): readonly EffectSummary[] {
  const groups: Group[] = [];
  for (const effect of effects) {
    const last = groups.at(-1);
    if (last !== undefined && belongs(effect, last)) add(last, effect);
    else groups.push(start(effect));
    while (takesIn(groups.at(-1), groups.at(-2))) merge(groups);
  }
  for (const group of groups) if (cutShort.has(group.first.cause.command)) group.atLeast = true;
  return groups.map(summary);
}

function belongs(effect: Effect, group: Group): boolean {
  const { first } = group;
  if (effect.kind !== first.kind || effect.cause.command !== first.cause.command) return false;
  if (effect.cause.operand !== first.cause.operand) return false;
  const path = pathOf(effect);
  if (path === undefined || group.root === undefined) return false;
  return isWithin(path, group.root) || isWithin(group.root, path) || areSiblings(path, group.root);
}

/** A directory comes after all that goes with it: what was summed up by itself belongs to it. */
function takesIn(last: Group | undefined, other: Group | undefined): boolean {
  if (last?.root === undefined || other?.root === undefined) return false;
  const isOne =
    last.first.kind === other.first.kind &&
    last.first.cause.command === other.first.cause.command &&
    last.first.cause.operand === other.first.cause.operand;
  return isOne && other.root !== last.root && isWithin(other.root, last.root);
}

function merge(groups: Group[]): void {
  const last = groups.pop();
  const other = groups.at(-1);
  if (last === undefined || other === undefined) return;
  other.root = last.root;
  other.count += last.count;
  other.size += last.size;
  other.atLeast ||= last.atLeast;
}

/** `rm -r` names the members of a directory before the directory itself. */
function areSiblings(first: Path, second: Path): boolean {
  return parentOf(first) === parentOf(second);
}

function parentOf(path: Path): Path {
  return path.slice(0, Math.max(1, path.lastIndexOf("/")));
}

function start(effect: Effect): Group {
  return {
    first: effect,
    root: pathOf(effect),
    count: countOf(effect),
    size: sizeOf(effect),
    atLeast: isOpen(effect),
  };
}

function add(group: Group, effect: Effect): void {
  const path = pathOf(effect);
  if (path !== undefined && group.root !== undefined && !isWithin(path, group.root)) {
    group.root = isWithin(group.root, path) ? path : parentOf(path);
  }
  group.count += countOf(effect);
  group.size += sizeOf(effect);
  group.atLeast ||= isOpen(effect);
}

function summary(group: Group): EffectSummary {
  const { first, root, count, size, atLeast } = group;
  return {
    kind: first.kind,
    ...(root === undefined ? {} : { path: root }),
    ...(count > 1 ? { recursive: true, count } : {}),
    ...(atLeast ? { atLeast } : {}),
    ...(size > 0 ? { size } : {}),
    program: first.cause.program,
    ...detailOf(first),
  };
}

function detailOf(effect: Effect): { readonly detail?: string } {
  switch (effect.kind) {
    case "write":
      return { detail: effect.how };
    case "move":
      return { detail: effect.from };
    case "link":
      return { detail: effect.target };
    case "device":
    case "process":
      return { detail: effect.action };
    case "run-code":
      return { detail: effect.source.kind };
    case "create":
    case "delete":
    case "metadata":
      return {};
    case "package":
      return { detail: describePackage(effect) };
    default:
      return { detail: `${effect.action} ${effect.target}` };
  }
}

/** `upgrade cowsay 3.03 to 3.04`. */
function describePackage({
  action,
  target,
  change,
}: Effect & { readonly kind: "package" }): string {
  switch (action) {
    case "mark-automatic":
      return `note ${target} as needed by others only`;
    case "mark-manual":
      return `note ${target} as wanted`;
    case "distrust":
      return `take unsigned packages from ${target}`;
    case "trust-key":
      return `trust the key ${target}`;
    default: {
      const versions = [change?.before, change?.after].filter((version) => version !== undefined);
      return [action, target, ...(versions.length === 0 ? [] : [versions.join(" to ")])].join(" ");
    }
  }
}

function pathOf(effect: Effect): Path | undefined {
  if ("path" in effect) return effect.path;
  return effect.kind === "run-code" && effect.source.kind === "program"
    ? effect.source.path
    : undefined;
}

/** Inodes that an effect stands for. */
function countOf(effect: Effect): number {
  const { files, others } = (effect.kind === "delete" && effect.counted) || none;
  return 1 + files + others;
}

const none = { files: 0, others: 0 };

function sizeOf(effect: Effect): number {
  if (effect.kind === "delete") {
    return effect.type === "file" ? (effect.before?.size ?? 0) : (effect.counted?.bytes ?? 0);
  }
  return effect.kind === "write" ? effect.before.size : 0;
}

function isOpen(effect: Effect): boolean {
  return effect.kind === "delete" && effect.isPartlyCounted === true;
}
