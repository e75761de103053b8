/** Names that are like one that does not exist, likeliest first. */
export function nearNames(wanted: string, names: Iterable<string>, maximum = 5): readonly string[] {
  const name = wanted.toLowerCase();
  const tolerance = name.length <= 4 ? 1 : 2;
  const found: { readonly name: string; readonly distance: number }[] = [];
  for (const candidate of names) {
    const distance = isContinued(candidate, name)
      ? tolerance + 0.5
      : editDistance(candidate, name, tolerance);
    if (distance <= tolerance + 0.5) found.push({ name: candidate, distance });
  }
  const least = Math.min(...found.map(({ distance }) => distance));
  return found
    .filter(({ distance }) => distance < least + 1)
    .sort((one, two) => one.distance - two.distance || order(one.name, two.name))
    .slice(0, maximum)
    .map((one) => one.name);
}

/** `postgresql` for `postgres`, `python3-requests` for `requests`. */
function isContinued(candidate: string, name: string): boolean {
  if (name.length < 4 || candidate.length > name.length + 12) return false;
  return candidate.startsWith(name) || candidate.endsWith(`-${name}`);
}

function order(one: string, two: string): number {
  return one.length - two.length || (one < two ? -1 : 1);
}

/** Insertions, deletions, changes and swaps of neighbours; more than `limit` counts as endless. */
function editDistance(one: string, two: string, limit: number): number {
  if (Math.abs(one.length - two.length) > limit) return Number.POSITIVE_INFINITY;
  let before: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: two.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row += 1) {
    const current = nextRow(one, two, row, last, before);
    if (Math.min(...current) > limit) return Number.POSITIVE_INFINITY;
    before = last;
    last = current;
  }
  return last[two.length] ?? Number.POSITIVE_INFINITY;
}

function nextRow(
  one: string,
  two: string,
  row: number,
  last: readonly number[],
  before: readonly number[],
): readonly number[] {
  const current = [row];
  for (let column = 1; column <= two.length; column += 1) {
    const isSame = one[row - 1] === two[column - 1];
    const isSwapped =
      row > 1 && column > 1 && one[row - 1] === two[column - 2] && one[row - 2] === two[column - 1];
    current[column] = Math.min(
      (last[column] ?? 0) + 1,
      (current[column - 1] ?? 0) + 1,
      (last[column - 1] ?? 0) + (isSame ? 0 : 1),
      isSwapped ? (before[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
    );
  }
  return current;
}
